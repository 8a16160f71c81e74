package supervision.decision;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same text in Chinese and in English. */
public record Text(String zh, String en) {

    /**
     * A text with the same arguments in both halves.
     *
     * @param zh format of the Chinese half, with arguments by their numbers, as {@code %1$s}: the order may differ
     * @param en format of the English half
     * @param arguments of those that are texts themselves each half takes its own half
     */
    public static Text of(String zh, String en, @Nullable Object... arguments) {
        return new Text(zh.formatted(halves(arguments, Text::zh)), en.formatted(halves(arguments, Text::en)));
    }

    /** Texts one after the other, with what each language puts between them. */
    public static Text joined(List<Text> texts, String betweenZh, String betweenEn) {
        return new Text(
                texts.stream().map(Text::zh).collect(Collectors.joining(betweenZh)),
                texts.stream().map(Text::en).collect(Collectors.joining(betweenEn)));
    }

    private static @Nullable Object[] halves(@Nullable Object[] arguments, Function<Text, String> half) {
        return Arrays.stream(arguments)
                .map(argument -> argument instanceof Text text ? half.apply(text) : argument)
                .toArray();
    }
}
