package supervision.ledger;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import supervision.facts.CreditCode;
import supervision.ledger.Ledger.Found;
import supervision.ledger.Ledger.Search;

/**
 * Looks for entities by the beginning of their code and by part of their name.
 *
 * <p>Names are looked for by grams: each two neighbouring characters, and the last one alone. So two Chinese characters, which
 * is how most names are asked for, are one look into an index.
 */
final class EntityNames {

    /** Grams of a text to be looked for that are counted, to begin with the rarest. */
    private static final int MOST_GRAMS = 16;

    /** Grams that a name has to hold beside the rarest before it is read. */
    private static final int MOST_OTHERS = 3;

    /** Names looked at for one text: who has not found it among these has to type more of it. */
    private static final int MOST_NAMES = 50_000;

    private static final int PAGE = 1_000;

    /** Names read at once. */
    private static final int READ = 100;

    private static final String PAGE_OF_GRAM =
            "SELECT subject FROM entity_gram WHERE gram = ? AND subject > ? ORDER BY gram, subject LIMIT " + PAGE;

    private static final String HOLDS = "(SELECT 1 FROM entity_gram b WHERE b.gram = ? AND b.subject = a.subject) = 1";

    private final JdbcTemplate jdbc;

    EntityNames(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A text as it is looked for: full and half width, capital and small letters are the same, and blanks do not count. What is
     * no character, and some databases do not keep, does not count either.
     */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(character -> !Character.isWhitespace(character)
                        && !Character.isSpaceChar(character)
                        && !Character.isISOControl(character)
                        && Character.getType(character) != Character.FORMAT
                        && Character.getType(character) != Character.SURROGATE
                        && (character & 0xfffe) != 0xfffe)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Grams of a name. */
    static Set<String> grams(String name) {
        String folded = folded(name);
        Set<String> grams = new LinkedHashSet<>();
        for (int at = 0; at < folded.length(); at = folded.offsetByCodePoints(at, 1)) {
            grams.add(gram(folded, at));
        }
        return grams;
    }

    private static String gram(String text, int at) {
        int next = text.offsetByCodePoints(at, 1);
        return text.substring(at, next == text.length() ? next : text.offsetByCodePoints(next, 1));
    }

    /** See {@link Ledger#find}. */
    Search find(String text, int limit) {
        String folded = folded(text);
        SortedMap<String, @Nullable String> found = new TreeMap<>();
        // one more than is wanted tells whether there are more
        byCode(CreditCode.plain(text), limit + 1, found);
        boolean whole = folded.isEmpty() || byName(folded, limit + 1, found);
        List<Found> all = new ArrayList<>();
        found.forEach((code, name) -> all.add(new Found(code, name)));
        return new Search(List.copyOf(all.subList(0, Math.min(limit, all.size()))), !whole || all.size() > limit);
    }

    private void byCode(String code, int limit, SortedMap<String, @Nullable String> found) {
        if (!code.matches("[0-9A-Z]*")) {
            return;
        }
        jdbc.query(
                "SELECT subject FROM entity_with_records WHERE subject >= ? ORDER BY subject LIMIT " + limit,
                row -> {
                    put(code, row.getString(1), null, found);
                },
                code);
        jdbc.query(
                "SELECT subject, name FROM entity_name WHERE subject >= ? ORDER BY subject LIMIT " + limit,
                row -> {
                    put(code, row.getString(1), row.getString(2), found);
                },
                code);
    }

    private static void put(
            String begin, String code, @Nullable String name, SortedMap<String, @Nullable String> found) {
        if (code.startsWith(begin)) {
            found.put(code, name);
        }
    }

    /** Returns whether all names were looked at that may hold the text, or enough are found. */
    private boolean byName(String text, int limit, SortedMap<String, @Nullable String> found) {
        switch (text.codePointCount(0, text.length())) {
            case 1 -> found.putAll(names(withCharacter(text, limit)));
            case 2 -> found.putAll(names(withGram(text, "", limit)));
            default -> {
                List<Page> grams = firstPages(text);
                return grams.isEmpty() || byGrams(grams, text, limit, found);
            }
        }
        return true;
    }

    private boolean byGrams(List<Page> grams, String text, int limit, SortedMap<String, @Nullable String> found) {
        SortedMap<String, String> holding = new TreeMap<>();
        Page rarest = grams.get(0);
        boolean more = rarest.codes().size() == PAGE;
        read(more ? holdingAll(grams, "") : inAll(grams), text, limit, holding);
        int looked = PAGE;
        while (more && looked < MOST_NAMES && holding.size() < limit) {
            String after = rarest.codes().get(PAGE - 1);
            rarest = new Page(rarest.gram(), withGram(rarest.gram(), after, PAGE));
            more = rarest.codes().size() == PAGE;
            read(holdingAll(grams, after), text, limit, holding);
            looked += PAGE;
        }
        found.putAll(holding);
        return !more || holding.size() >= limit;
    }

    /** Entities of the rarest gram that are among those of each other gram, as far as these are known to be all. */
    private static List<String> inAll(List<Page> grams) {
        List<String> codes = new ArrayList<>(grams.get(0).codes());
        for (Page other : grams.subList(1, grams.size())) {
            if (other.codes().size() < PAGE) {
                codes.retainAll(Set.copyOf(other.codes()));
            }
        }
        return codes;
    }

    /** Of the next entities of the rarest gram those that have the others as well. */
    private List<String> holdingAll(List<Page> grams, String after) {
        List<Object> asked = new ArrayList<>(List.of(grams.get(0).gram(), after));
        grams.subList(1, Math.min(1 + MOST_OTHERS, grams.size())).forEach(other -> asked.add(other.gram()));
        // each gram by itself: for a join a database that does not know how rare they are might go through all that
        // hold one
        return jdbc.queryForList(
                "SELECT subject FROM (" + PAGE_OF_GRAM + ") a WHERE TRUE" + (" AND " + HOLDS).repeat(asked.size() - 2)
                        + " ORDER BY subject",
                String.class,
                asked.toArray());
    }

    private void read(List<String> codes, String text, int limit, SortedMap<String, String> holding) {
        for (int from = 0; from < codes.size() && holding.size() < limit; from += READ) {
            names(codes.subList(from, Math.min(codes.size(), from + READ))).forEach((code, name) -> {
                if (folded(name).contains(text)) {
                    holding.put(code, name);
                }
            });
        }
    }

    /** Entities whose names hold one character, by the grams that begin with it. */
    private Set<String> withCharacter(String character, int limit) {
        Set<String> entities = new LinkedHashSet<>();
        String gram = character;
        while (gram != null && gram.startsWith(character) && entities.size() < limit) {
            entities.addAll(withGram(gram, "", limit));
            gram = jdbc
                    .queryForList(
                            "SELECT gram FROM entity_gram WHERE gram > ? ORDER BY gram LIMIT 1", String.class, gram)
                    .stream()
                    .findFirst()
                    .orElse(null);
        }
        return entities;
    }

    /** Entities in the order of their codes. */
    private List<String> withGram(String gram, String after, int limit) {
        return jdbc.queryForList(
                "SELECT subject FROM entity_gram WHERE gram = ? AND subject > ? ORDER BY gram, subject LIMIT " + limit,
                String.class,
                gram,
                after);
    }

    /** Some of the entities whose names hold a gram; all of them if they are fewer than a page has. */
    private record Page(String gram, List<String> codes) {}

    /** The first page of each gram of a text, that of the rarest first; none if one is in no name. */
    private List<Page> firstPages(String text) {
        List<String> grams = new ArrayList<>(grams(text));
        // that of the last character alone
        grams.remove(grams.size() - 1);
        List<Page> pages = new ArrayList<>();
        for (String gram : grams.subList(0, Math.min(MOST_GRAMS, grams.size()))) {
            List<String> codes = withGram(gram, "", PAGE);
            if (codes.isEmpty()) {
                return List.of();
            }
            pages.add(new Page(gram, codes));
        }
        pages.sort(Comparator.comparingInt(page -> page.codes().size()));
        return pages;
    }

    /** Names by code. */
    Map<String, String> names(Collection<String> codes) {
        Map<String, String> names = new HashMap<>();
        Rows.each(
                List.copyOf(codes),
                chunk -> jdbc.query(
                        "SELECT subject, name FROM entity_name WHERE subject IN (" + Rows.parameters(chunk.size())
                                + ")",
                        row -> {
                            names.put(row.getString(1), row.getString(2));
                        },
                        chunk.toArray()));
        return names;
    }
}
