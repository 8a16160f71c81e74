package supervision.intake;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supervision.facts.CreditCode;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.intake.Components.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records as JSON, one a line. */
final class JsonLines {

    /** Characters of a line. A record is a few hundred; a file that is one long line must not fill the memory. */
    static final int LONGEST_LINE = 1 << 20;

    private final Checks checks;
    private final Pseudonyms pseudonyms;
    private final RecordSchema schema;

    JsonLines(Checks checks, Pseudonyms pseudonyms, RecordSchema schema) {
        this.checks = checks;
        this.pseudonyms = pseudonyms;
        this.schema = schema;
    }

    void read(String file, String charset, Reader reader, Intake.Sink sink) throws IOException {
        Lines lines = new Lines(reader);
        boolean any = false;
        while (true) {
            String line;
            try {
                line = lines.next();
            } catch (CharacterCodingException e) {
                sink.setAside(
                        BrokenFileException.charset(lines.number, charset, e).setAside(file));
                return;
            }
            if (line == null) {
                break;
            }
            if (!line.isBlank()) {
                any = true;
                deliver(file, lines.number, line, lines.cut, sink);
            }
        }
        if (!any) {
            throw Intake.empty();
        }
    }

    private void deliver(String file, int row, String line, boolean cut, Intake.Sink sink) {
        CreditRecord taken;
        try {
            taken = record(file, row, line, cut);
        } catch (RefusedRowException e) {
            sink.setAside(e.setAside(file, row));
            return;
        }
        sink.record(taken);
    }

    private CreditRecord record(String file, int row, String line, boolean cut) {
        if (cut) {
            throw new RefusedRowException(
                    "",
                    "",
                    Words.of("一行超过 %d 个字符", "line of more than %d characters", LONGEST_LINE),
                    Words.of("每行只写一条记录", "write one record a line"));
        }
        ObjectNode members = parse(line);
        refuseDenied(members);
        dropNulls(members);
        FactKind kind = kind(members);
        String subject = subject(members);
        members.put("subject", subject);
        refuseLongNumbers(members);
        boolean person = subject.startsWith(Persons.PREFIX);
        if (person && !members.path("heldUnder").isContainer()) {
            Persons.requireBasis("heldUnder", members.path("heldUnder").asString(""));
        }
        if (person && members.has("party")) {
            throw new RefusedRowException(
                    "party",
                    Quote.HIDDEN,
                    Words.of("自然人的姓名不收", "names of natural persons are not taken"),
                    Words.of("删除`party`后重新报送", "remove `party` and send the record again"));
        }
        keep(kind, members);
        schema.check(kind, members);
        members.remove(List.of("kind", "subject", "heldUnder"));
        arrangeRoles(members);
        Fact fact;
        try {
            fact = FactJson.fact(kind, members);
        } catch (IllegalArgumentException e) {
            throw new RefusedRowException(
                    "", "", contradiction(e), Words.of("对照 docs/records.md 改正", "correct it by docs/records.md"));
        }
        if (person) {
            String number = subject.substring(Persons.PREFIX.length());
            LocalDate birth = Persons.birthDate(number).orElseThrow(() -> Persons.badNumber("subject"));
            Persons.refuseMinor("subject", birth, checks.dayOfRecord(fact));
            subject = pseudonyms.subject("subject", number);
        }
        checks.check(fact, Columns.AS_IN_JAVA);
        return new CreditRecord(subject, fact, file, row);
    }

    /** In the order of the pack, however they were sent: a record is written one way only. */
    private void arrangeRoles(ObjectNode members) {
        if (members.get("persons") instanceof ArrayNode persons) {
            Map<Integer, String> arranged = new TreeMap<>();
            for (int i = 0; i < persons.size(); i++) {
                String role = persons.path(i).asString("");
                arranged.put(checks.placeOf("persons/" + i, role), role);
            }
            ArrayNode roles = members.putArray("persons");
            arranged.values().forEach(roles::add);
        }
    }

    private static ObjectNode parse(String line) {
        try {
            if (FactJson.MAPPER.readTree(line) instanceof ObjectNode members) {
                return members;
            }
        } catch (JacksonException e) {
            FactJson.repeatedMember(e).ifPresent(name -> {
                throw new RefusedRowException(
                        Quote.of(name),
                        "",
                        Words.of("成员`%1$s`出现不止一次", "member `%1$s` is given more than once", Quote.of(name)),
                        Words.of("每个成员只写一次", "give each member once"));
            });
            throw new RefusedRowException(
                    "",
                    "",
                    Words.of(
                            "不是有效的 JSON：第 %1$d 个字符处无法读下去",
                            "not JSON: cannot be read on at character %1$d",
                            e.getLocation() == null ? 1 : e.getLocation().getColumnNr()),
                    Words.of(
                            "每行写一个完整的 JSON 对象，用 JSON 工具检查这一行",
                            "write one whole JSON object a line; check this line with a JSON tool"));
        }
        throw new RefusedRowException(
                "",
                "",
                Words.of("不是 JSON 对象", "not a JSON object"),
                Words.of(
                        "每行写一个对象：{\"kind\": …, \"subject\": …}",
                        "write one object a line: {\"kind\": …, \"subject\": …}"));
    }

    private static void refuseDenied(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getValue().isNull()) {
                for (DenyList list : DenyList.values()) {
                    if (list.names(member.getKey())) {
                        throw list.refusal(member.getKey());
                    }
                }
            }
        }
        // members of an object as well as elements of an array
        for (JsonNode child : node.values()) {
            refuseDenied(child);
        }
    }

    private static void dropNulls(ObjectNode members) {
        List<String> empty = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (member.getValue().isNull()) {
                empty.add(member.getKey());
            }
        }
        members.remove(empty);
    }

    private FactKind kind(ObjectNode members) {
        String name = members.path("kind").asString("");
        Optional<FactKind> kind = FactKind.ofJsonName(name).filter(schema::accepts);
        return kind.orElseThrow(() -> new RefusedRowException(
                "kind",
                Quote.of(name),
                name.equals(FactKind.NOT_REPORTED.jsonName())
                        ? Words.of("缺项由系统自己判断，不接收报送", "what is missing is found by the service and never sent")
                        : name.isEmpty()
                                ? Words.of("缺少记录的类别`kind`", "`kind` of the record is missing")
                                : Words.of("没有这类记录：`%s`", "no such kind of record: `%s`", Quote.of(name)),
                Words.of("取值应为：%s", "use one of: %s", schema.kinds())));
    }

    /** What the record itself says against its content, in both languages. */
    private static Words contradiction(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = String.valueOf(root.getMessage());
        int cut = said.indexOf(" / ");
        return cut < 0
                ? Words.of("记录中的成员互相矛盾", "members of the record contradict each other")
                : new Words(said.substring(0, cut), said.substring(cut + 3));
    }

    /** Texts in the form in which they are kept. */
    private static void keep(FactKind kind, ObjectNode members) {
        for (Component component : Components.of(kind)) {
            JsonNode value = members.path(component.name());
            if (component.type() == String.class && value.isString()) {
                members.put(component.name(), Checks.kept(component.name(), component.name(), value.stringValue()));
            }
        }
    }

    private static String subject(ObjectNode members) {
        JsonNode node = members.path("subject");
        if (node.isMissingNode()) {
            throw new RefusedRowException(
                    "subject",
                    "",
                    Words.of("缺少主体的统一社会信用代码", "credit code of the entity is missing"),
                    Words.of("在`subject`填18位代码", "give its 18 characters as `subject`"));
        }
        if (!node.isString()) {
            throw new RefusedRowException(
                    "subject",
                    "",
                    Words.of("`subject`应为文本", "`subject` has to be text"),
                    Words.of("写成一个字符串：18位统一社会信用代码", "write it as one string: the 18 characters of the credit code"));
        }
        String plain = CreditCode.plain(node.stringValue());
        if (!plain.startsWith(Persons.PREFIX)) {
            return Checks.creditCode("subject", node.stringValue());
        }
        if (Persons.birthDate(plain.substring(Persons.PREFIX.length())).isEmpty()) {
            throw Persons.badNumber("subject");
        }
        return plain;
    }

    private static void refuseLongNumbers(ObjectNode members) {
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            JsonNode value = member.getValue();
            if (value.isNumber() && FactJson.tooLong(value.decimalValue())) {
                throw new RefusedRowException(
                        member.getKey(),
                        "",
                        Words.of("数字过长", "number with too many digits"),
                        Words.of(
                                "整数和小数部分各不超过 %d 位",
                                "give at most %d digits before and after the point", FactJson.MOST_DIGITS));
            }
        }
    }

    /** Lines of bounded length; what is longer is read past, not kept. */
    private static final class Lines {

        private final Reader reader;
        private final char[] buffer = new char[1 << 13];
        private int next;
        private int end;

        /** Of the line given last or, while one is being read, of that one. */
        private int number;

        private boolean cut;

        Lines(Reader reader) {
            this.reader = reader;
        }

        @Nullable
        String next() throws IOException {
            number++;
            cut = false;
            StringBuilder line = new StringBuilder();
            while (true) {
                if (next == end) {
                    end = Math.max(reader.read(buffer, 0, buffer.length), 0);
                    next = 0;
                    if (end == 0) {
                        return line.isEmpty() && !cut ? null : line.toString();
                    }
                }
                int start = next;
                while (next < end && buffer[next] != '\n') {
                    next++;
                }
                int room = LONGEST_LINE - line.length();
                line.append(buffer, start, Math.min(next - start, room));
                cut |= next - start > room;
                if (next < end) {
                    next++;
                    return line.toString();
                }
            }
        }
    }
}
