package supervision.lawtext;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.lawtext.Act.Passage;

/** Where in an act a clause stands: whole articles, or a numbered paragraph of a document without articles. */
sealed interface Place {

    /** @return null if the act has no such place, or more than one */
    @Nullable
    Passage in(Act act);

    Pattern ARTICLE = Pattern.compile("第(" + Plain.NUMBER + ")条(?:之(" + Plain.NUMBER + "))?");

    Pattern RANGE = Pattern.compile("第(" + Plain.NUMBER + ")条至第(" + Plain.NUMBER + ")条");

    Pattern NUMBERED = Pattern.compile(
            "(?:(" + Plain.NUMBER + ")、)?(?:\\((" + Plain.NUMBER + ")\\))?(?:第?(" + Plain.NUMBER + ")(?:[.、项点])?)?");

    /** What stands in a part before its first numbered paragraph. */
    Pattern LEAD = Pattern.compile("第(" + Plain.NUMBER + ")部分首段");

    /** Articles that one clause may name together. */
    int MOST_ARTICLES = 50;

    /**
     * Reads how a clause is cited.
     *
     * @param cite as a lawyer writes it, {@code 第一百三十五条第二款} or {@code （六）2}; null if the pack does not say
     * @param id of the clause, which tells the article of {@code art-135}, and the paragraph of {@code 6.2}
     * @return null if neither tells
     */
    static @Nullable Place of(@Nullable String cite, String id) {
        return cite == null ? ofId(id) : ofCite(Plain.content(cite));
    }

    private static @Nullable Place ofId(String id) {
        Matcher article = Pattern.compile("art-(\\d{1,4})(-\\d+)?").matcher(id);
        if (article.matches()) {
            return new Articles(List.of(article.group(1)));
        }
        Matcher numbered = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?").matcher(id);
        return numbered.matches()
                ? new Numbered(
                        null,
                        Integer.valueOf(numbered.group(1)),
                        numbered.group(2) == null ? null : Integer.valueOf(numbered.group(2)),
                        false)
                : null;
    }

    private static @Nullable Place ofCite(String cite) {
        List<String> articles = new ArrayList<>();
        Matcher range = RANGE.matcher(cite);
        while (range.find()) {
            IntStream.rangeClosed(Plain.number(range.group(1)), Plain.number(range.group(2)))
                    .limit(MOST_ARTICLES)
                    .forEach(number -> articles.add(String.valueOf(number)));
        }
        Matcher article = ARTICLE.matcher(cite);
        while (article.find()) {
            String number = number(article);
            if (!articles.contains(number)) {
                articles.add(number);
            }
        }
        if (!articles.isEmpty()) {
            return new Articles(articles);
        }
        Matcher lead = LEAD.matcher(cite);
        if (lead.matches()) {
            return new Numbered(level(lead, 1), null, null, true);
        }
        Matcher numbered = NUMBERED.matcher(cite);
        if (cite.isEmpty() || !numbered.matches()) {
            return null;
        }
        Integer item = level(numbered, 3);
        return numbered.group(1) == null && numbered.group(2) == null
                ? new AnItem(item)
                : new Numbered(level(numbered, 1), level(numbered, 2), item, false);
    }

    /** The number of an article as acts are indexed by it. */
    static String number(Matcher article) {
        return Plain.number(article.group(1)) + (article.group(2) == null ? "" : "-" + Plain.number(article.group(2)));
    }

    private static @Nullable Integer level(Matcher found, int group) {
        return found.group(group) == null ? null : Plain.number(found.group(group));
    }

    /** Whole articles: which of their paragraphs a clause means is for readers. */
    record Articles(List<String> numbers) implements Place {

        @Override
        public @Nullable Passage in(Act act) {
            List<Passage> found = new ArrayList<>();
            for (String number : numbers) {
                Passage article = act.articles().get(number);
                if (article == null) {
                    return null;
                }
                found.add(article);
            }
            return found.size() == 1
                    ? found.get(0)
                    : new Passage(joined(found, Passage::text), Plain.hash(joined(found, Passage::hash)));
        }

        private static String joined(List<Passage> passages, Function<Passage, String> part) {
            return passages.stream().map(part).collect(Collectors.joining("\n"));
        }
    }

    /** 第六项 alone may be （六）, 六、 or 6.: the first of these that stands once. */
    record AnItem(@Nullable Integer item) implements Place {

        @Override
        public @Nullable Passage in(Act act) {
            return Stream.of(
                            new Numbered(null, item, null, false),
                            new Numbered(item, null, null, false),
                            new Numbered(null, null, item, false))
                    .map(place -> place.in(act))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * A paragraph under up to three numbers: 一、, （六） and 2.
     *
     * @param lead only what stands before the next numbers below
     */
    record Numbered(
            @Nullable Integer part,
            @Nullable Integer section,
            @Nullable Integer item,
            boolean lead) implements Place {

        private static final List<Pattern> MARKS = List.of(
                Pattern.compile("([一二三四五六七八九十百]+)、"),
                Pattern.compile("\\(([一二三四五六七八九十百]+)\\)"),
                // no decimal, such as 2.5
                Pattern.compile("(\\d{1,3})[.、](?!\\d)"));

        @Override
        public @Nullable Passage in(Act act) {
            @Nullable Integer[] wanted = {part, section, item};
            @Nullable Integer[] at = new Integer[MARKS.size()];
            int deepest = item != null ? 2 : section != null ? 1 : 0;
            List<String> text = new ArrayList<>();
            List<String> content = new ArrayList<>();
            int times = 0;
            for (String line : act.lines()) {
                String signs = Plain.signs(line);
                int mark = 0;
                String rest = signs;
                for (int level = 0; level < MARKS.size(); level++) {
                    Matcher found = MARKS.get(level).matcher(signs);
                    if (found.lookingAt()) {
                        mark = level + 1;
                        rest = signs.substring(found.end());
                        at[level] = Plain.number(found.group(1));
                        for (int below = level + 1; below < at.length; below++) {
                            at[below] = null;
                        }
                        break;
                    }
                }
                if (IntStream.range(0, at.length)
                        .allMatch(level -> wanted[level] == null && !(lead && level > deepest)
                                || Objects.equals(wanted[level], at[level]))) {
                    boolean begins = mark == deepest + 1;
                    times += begins ? 1 : 0;
                    text.add(line);
                    content.add(begins ? rest : signs);
                }
            }
            return times == 1 ? Passage.of(String.join("\n", text), String.join("\n", content)) : null;
        }
    }
}
