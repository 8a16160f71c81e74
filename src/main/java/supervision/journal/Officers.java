package supervision.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.journal.RefusedException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Who may do what to rule packs: names, public keys and roles, as a file says. */
public final class Officers {

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final List<Officer> all;

    private Officers(List<Officer> all) {
        this.all = all;
    }

    /** What somebody may do. */
    public enum Role {
        PROPOSE,
        APPROVE
    }

    /** A name with a key. One person may have several, former ones without roles. */
    public record Officer(String name, PublicKey key, Set<Role> roles) {}

    /**
     * Reads the file.
     *
     * @throws RefusedException if it cannot be used; says file, line and what to do
     */
    public static Officers read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    Reason.OFF,
                    "没有人员文件 `%1$s`，请核对 SUPERVISION_OFFICERS / there is no file of officers at `%1$s`: check SUPERVISION_OFFICERS"
                            .formatted(file));
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.OFF,
                    "人员文件无法读取，请核对权限和编码（UTF-8） / the file of officers cannot be read, check its permissions and encoding (UTF-8): `"
                            + file + "`");
        }
        return new Reader(file, text).read();
    }

    /** Those of a name. */
    public List<Officer> named(String name) {
        return all.stream().filter(each -> each.name().equals(name)).toList();
    }

    /** Who has a name and a key, as {@link Ed25519#line}; null if nobody has both. */
    public @Nullable Officer find(String name, String key) {
        return named(name).stream()
                .filter(each -> Ed25519.line(each.key()).equals(key))
                .findFirst()
                .orElse(null);
    }

    private static final class Reader {

        private final Path file;
        private final String text;

        Reader(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        Officers read() {
            JsonNode root;
            try {
                root = MAPPER.readTree(text);
            } catch (JacksonException e) {
                throw unusable(
                        e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                        "不是 YAML / it is not YAML",
                        "请更正缩进或引号 / correct the indentation or the quotes");
            }
            JsonNode entries = root.path("officers");
            if (!entries.isArray() || entries.isEmpty()) {
                throw unusable(
                        1,
                        "没有 `officers` 列表 / it has no list `officers`",
                        "每人一项：name、key、roles / give each person an entry with name, key and roles");
            }
            List<Officer> all = new ArrayList<>();
            Set<PublicKey> keys = new HashSet<>();
            for (JsonNode entry : entries) {
                Officer officer = officer(entry);
                if (!keys.add(officer.key())) {
                    throw unusable(
                            line(entry.path("key").asString("")),
                            "两项的密钥相同 / two entries have the same key",
                            "每人用自己的密钥 / each person needs a key of their own");
                }
                all.add(officer);
            }
            return new Officers(List.copyOf(all));
        }

        private Officer officer(JsonNode entry) {
            String name = entry.path("name").asString("").strip();
            String key = entry.path("key").asString("").strip();
            if (name.isEmpty()) {
                throw unusable(line(key), "有一项没有 `name` / an entry has no `name`", "请补上姓名 / add the name");
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (JsonNode role : entry.path("roles")) {
                try {
                    roles.add(Role.valueOf(role.asString("").toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw unusable(
                            line(name),
                            "`" + name + "` 的角色有误 / has a role that there is not: `" + role.asString("") + "`",
                            "用 propose 或 approve / use propose or approve");
                }
            }
            try {
                return new Officer(name, Checkpoint.publicKey(key), Set.copyOf(roles));
            } catch (GeneralSecurityException e) {
                throw unusable(
                        line(name),
                        "`" + name + "` 的密钥有误 / has a malformed key",
                        "填 supervision pack keygen 打印的公钥一行 / give the line that `supervision pack keygen` prints");
            }
        }

        private int line(String at) {
            int found = at.isEmpty() ? -1 : text.indexOf(at);
            return found < 0
                    ? 0
                    : 1
                            + (int) text.substring(0, found)
                                    .chars()
                                    .filter(each -> each == '\n')
                                    .count();
        }

        private RefusedException unusable(int line, String problem, String remedy) {
            return new RefusedException(
                    Reason.OFF,
                    "人员文件有误 / the file of officers cannot be used: " + file + ":" + line + ": " + problem + "；"
                            + remedy);
        }
    }
}
