package supervision.lawtext;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.lawtext.Act.Passage;

/** Reads one act from the text of a file, as public databases write them: days and title in a front matter or in the head. */
final class ActReader {

    /** An act is not understood; says why and what to do. */
    static final class NotUnderstoodException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Text problem;
        private final boolean twoActs;

        NotUnderstoodException(Text problem, boolean twoActs) {
            super(problem.en());
            this.problem = problem;
            this.twoActs = twoActs;
        }

        boolean isTwoActs() {
            return twoActs;
        }

        Text problem() {
            return problem;
        }
    }

    private static final Pattern HEADING = Pattern.compile("第" + Plain.NUMBER + "(编|分编|章|节)(\\s.*)?|(目\\s*录|附\\s*则)");

    private static final Pattern ANNEX = Pattern.compile("附(件|表|录|图)?[一二三四五六七八九十0-9]*([:\\s].{0,40})?");

    private static final Pattern TITLE =
            Pattern.compile("[^。;]{2,100}(法|法典|条例|办法|规定|细则|意见|通知|决定|规则|准则|规范|标准|目录|清单|方案|解释|批复|公告|计划)(\\([^()]*\\))?");

    private static final Pattern PUBLISHED = Pattern.compile("通过|修订|修正|公布|发布|印发");

    private static final Pattern IN_FORCE =
            Pattern.compile("自\\s*(" + Plain.DATE.pattern() + "日?|公布之日|发布之日|印发之日)\\s*起\\s*(施行|实施|执行|生效)");

    /** Where documents without articles begin. */
    private static final Pattern FIRST = Pattern.compile("一、|\\(一\\)|1[.、](?!\\d)");

    /** Lines of a head: of a long one the rest is not looked at for days. */
    private static final int HEAD = 60;

    /** A line that says one thing is shorter. */
    private static final int LONGEST_KEY = 500;

    private final String file;
    private final List<String> lines = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final SortedMap<String, Passage> articles = new TreeMap<>();
    private final List<String> titles = new ArrayList<>();
    private int body = -1;

    private ActReader(String file) {
        this.file = file;
    }

    /** @throws NotUnderstoodException if it has no title, or holds two acts */
    static Act read(String file, String text) throws NotUnderstoodException {
        return new ActReader(file).act(text.lines().toList());
    }

    private Act act(List<String> raw) throws NotUnderstoodException {
        int from = frontMatter(raw);
        Article open = null;
        int last = 0;
        for (String each : raw.subList(from, raw.size())) {
            String line = Plain.line(each);
            if (line.isEmpty() || line.startsWith("<!--") || line.equals("---")) {
                continue;
            }
            String signs = Plain.signs(line);
            boolean heading = each.strip().startsWith("#");
            if (each.strip().startsWith("# ") && TITLE.matcher(signs).matches()) {
                titles.add(line);
            }
            lines.add(line);
            Matcher article = Place.ARTICLE.matcher(signs);
            if (article.lookingAt() && begins(signs, article, last)) {
                close(open);
                last = Plain.number(article.group(1));
                open = new Article(Place.number(article), line, signs.substring(article.end()));
                body = body < 0 ? lines.size() - 1 : body;
            } else if (body < 0 && FIRST.matcher(signs).lookingAt()) {
                body = lines.size() - 1;
            } else if (heading
                    || HEADING.matcher(signs).matches()
                    || ANNEX.matcher(signs).matches()) {
                close(open);
                open = null;
            } else if (open != null) {
                open.add(line, signs);
            }
        }
        close(open);
        return described();
    }

    /** A blank follows the number of an article, or the number is the next one: a sentence may begin with another's number. */
    private static boolean begins(String signs, Matcher article, int last) {
        String rest = signs.substring(article.end());
        return rest.isEmpty()
                || Character.isWhitespace(rest.charAt(0))
                || Plain.number(article.group(1)) == last + 1 && !rest.matches("(第|的|规定|至|、|和|或).*");
    }

    private void close(@Nullable Article open) throws NotUnderstoodException {
        if (open != null
                && articles.put(open.number, Passage.of(open.text.toString(), open.content.toString())) != null) {
            throw twoActs();
        }
    }

    private static NotUnderstoodException twoActs() {
        return new NotUnderstoodException(
                new Text(
                        "文件含有不止一部文件（条号重复，或者有两个标题），请每部存为一个文件",
                        "the file holds more than one act (an article stands twice, or there are two titles): keep one act a file"),
                true);
    }

    /** @return the first line behind it */
    private int frontMatter(List<String> raw) throws NotUnderstoodException {
        int first = 0;
        while (first < raw.size() && raw.get(first).isBlank()) {
            first++;
        }
        if (first == raw.size() || !raw.get(first).strip().equals("---")) {
            return 0;
        }
        for (int i = first + 1; i < raw.size(); i++) {
            if (raw.get(i).strip().equals("---")) {
                if (raw.subList(i + 1, raw.size()).stream().anyMatch(line -> line.matches("(?i)title\\s*[:：].*"))) {
                    throw twoActs();
                }
                return i + 1;
            }
            keys.add(raw.get(i));
        }
        return 0;
    }

    private Act described() throws NotUnderstoodException {
        List<String> head = lines.subList(0, Math.min(HEAD, body < 0 ? lines.size() : body));
        String title = Stream.of(key("title|标题|名称", head), titles.isEmpty() ? null : titles.get(0))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> head.stream()
                        .limit(10)
                        .filter(line -> TITLE.matcher(Plain.signs(line)).matches())
                        .findFirst()
                        .orElse(null));
        if (title == null) {
            throw new NotUnderstoodException(
                    new Text(
                            "没有标题，请在文件开头写明，如 title: 某某办法",
                            "it has no title: write one at its beginning, such as `title: 某某办法`"),
                    false);
        }
        if (titles.stream().map(Plain::title).distinct().count() > 1) {
            throw twoActs();
        }
        LocalDate published = Plain.day(key("publish|published|公布日期|发布日期|印发日期|成文日期", head));
        if (published == null) {
            published = Stream.concat(
                            head.stream().filter(line -> PUBLISHED.matcher(line).find()),
                            Stream.of(file).filter(name -> name.matches(".*[(（]\\d{4}-\\d\\d-\\d\\d[)）].*")))
                    .flatMap(line ->
                            Plain.DATE.matcher(Plain.signs(line)).results().map(found -> Plain.day(found.group())))
                    .filter(Objects::nonNull)
                    .max(LocalDate::compareTo)
                    .orElse(null);
        }
        LocalDate inForce = Plain.day(key("effective_date|effective|施行日期|实施日期|生效日期", head));
        return new Act(
                file,
                title,
                published,
                inForce == null ? lastInForce(published) : inForce,
                key("status|时效性|效力|状态", head),
                Collections.unmodifiableSortedMap(articles),
                List.copyOf(lines));
    }

    /** What the head or the front matter says under one of some names. */
    private @Nullable String key(String names, List<String> head) {
        Pattern pattern = Pattern.compile("(?i)(?:" + names + ")\\s*[:：]\\s*[\"']?(.*?)[\"']?\\s*");
        return Stream.concat(keys.stream(), head.stream())
                .filter(line -> line.length() <= LONGEST_KEY)
                .map(line -> pattern.matcher(line.strip()))
                .filter(found -> found.matches() && !found.group(1).isBlank())
                .map(found -> found.group(1))
                .findFirst()
                .orElse(null);
    }

    /** Acts that were amended keep the day from which their first version was in force: that one says nothing. */
    private @Nullable LocalDate lastInForce(@Nullable LocalDate published) {
        LocalDate day = null;
        for (String line : lines) {
            LocalDate named = inForce(line, published);
            day = named == null ? day : named;
        }
        return day == null || published != null && day.isBefore(published) ? null : day;
    }

    /** The day from which a line says something is in force; null if it says none. */
    static @Nullable LocalDate inForce(String line, @Nullable LocalDate published) {
        Matcher found = IN_FORCE.matcher(Plain.signs(line));
        if (!found.find()) {
            return null;
        }
        LocalDate named = Plain.day(found.group(1));
        return named == null ? published : named;
    }

    private static final class Article {

        private final String number;
        private final StringBuilder text;
        private final StringBuilder content;

        Article(String number, String line, String content) {
            this.number = number;
            this.text = new StringBuilder(line);
            this.content = new StringBuilder(content);
        }

        void add(String line, String signs) {
            text.append('\n').append(line);
            content.append('\n').append(signs);
        }
    }
}
