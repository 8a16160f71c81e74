package supervision.decision;

/** The same text in Chinese and in English. */
public record Text(String zh, String en) {}
