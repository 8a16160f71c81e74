package supervision;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.web.context.WebApplicationContext;
import supervision.journal.Officers;
import supervision.ledger.PersonsKey;

/**
 * Refuses what would make the program do something other than was meant, before it opens a database or compiles a
 * rule: a profile that there is not, a setting that there is not or that names nothing, a port that is taken.
 */
final class StartUp implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String PREFIX = "supervision";

    private static final Pattern OURS = Pattern.compile("(?i)supervision[._].*");

    /** What Kubernetes tells every container about a service of our name. */
    private static final Pattern OF_KUBERNETES = Pattern.compile("SUPERVISION_(SERVICE_(HOST|PORT)|PORT)(_.*)?");

    /** The program was not started; says why and what to do, in both languages. */
    static final class CannotStartException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotStartException(String message) {
            super(message);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        for (String profile : environment.getActiveProfiles()) {
            requireFile(profile, environment);
        }
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings) {
                requireKnown(settings.getPropertyNames());
            }
        }
        requireDataFolder(environment.getProperty("DATA_DIR"));
        requireDatabase(environment.getProperty("spring.datasource.url"));
        requireThere(Binder.get(environment).bindOrCreate(PREFIX, SupervisionSettings.class));
        if (context instanceof WebApplicationContext) {
            requireFree(environment.getProperty("server.port", "8080"), environment.getProperty("server.address"));
        }
    }

    /** A profile without a file changes nothing, so that another database would be used than was meant. */
    private static void requireFile(String profile, ConfigurableEnvironment environment) {
        String file = "application-" + profile + ".";
        if (environment.getPropertySources().stream()
                .noneMatch(source -> source.getName().contains(file))) {
            throw new CannotStartException(
                    ("没有配置 `%1$s`（SPRING_PROFILES_ACTIVE）：可用 postgres，或者为它写 application-%1$s.yaml"
                                    + " / there is no profile `%1$s` (SPRING_PROFILES_ACTIVE): give `postgres`, or write"
                                    + " application-%1$s.yaml for it")
                            .formatted(profile));
        }
    }

    private static void requireKnown(String[] names) {
        SortedSet<String> known = new TreeSet<>();
        collect(PREFIX, SupervisionSettings.class, known);
        SortedSet<String> plain = known.stream().map(StartUp::plain).collect(Collectors.toCollection(TreeSet::new));
        for (String name : names) {
            if (OURS.matcher(name).matches()
                    && !OF_KUBERNETES.matcher(name).matches()
                    && !plain.contains(plain(name))) {
                boolean variable = name.startsWith(PREFIX.toUpperCase(Locale.ROOT));
                throw new CannotStartException(("没有设置 `%1$s`，请更正或者去掉，可用"
                                + " / there is no setting `%1$s`, correct it or leave it out; there are: %2$s")
                        .formatted(
                                name,
                                known.stream()
                                        .map(each -> variable ? variable(each) : each)
                                        .collect(Collectors.joining(", "))));
            }
        }
    }

    private static void collect(String prefix, Class<?> settings, SortedSet<String> names) {
        for (RecordComponent each : settings.getRecordComponents()) {
            String name =
                    prefix + "." + each.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (each.getType().isRecord()) {
                collect(name, each.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    /** A name without what is written in different ways, and without the place in a list. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("(\\[\\d+]|_\\d+)$", "").replaceAll("[-_.]", "");
    }

    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static void requireDatabase(@Nullable String url) {
        if (url != null && !url.startsWith("jdbc:")) {
            throw new CannotStartException(
                    "数据库地址 `%1$s` 不能用，请更正 DATABASE_URL，如 jdbc:postgresql://127.0.0.1:5432/supervision / the address `%1$s` is that of no database: correct DATABASE_URL, such as jdbc:postgresql://127.0.0.1:5432/supervision"
                            .formatted(url));
        }
    }

    /** The file database takes a path that says where it begins. */
    private static void requireDataFolder(@Nullable String folder) {
        if (folder != null && !folder.matches("~?[./\\\\].*|[A-Za-z]:.*")) {
            throw new CannotStartException(
                    "DATA_DIR 为 `%1$s`：写成绝对路径，或者以 ./ 开头，如 ./data / DATA_DIR is `%1$s`: give a whole path, or one that begins with ./, such as ./data"
                            .formatted(folder));
        }
    }

    /** The server itself would say so last of all. */
    private static void requireFree(String port, @Nullable String address) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            throw new CannotStartException(
                    "端口 `%1$s` 不是 0 至 65535 之间的数，请更正 PORT / the port `%1$s` is no number from 0 to 65535: correct PORT"
                            .formatted(port));
        }
        InetAddress at;
        try {
            at = address == null || address.isBlank() ? null : InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new CannotStartException(
                    "没有地址 `%1$s`，请更正 SERVER_ADDRESS，如 127.0.0.1 / there is no address `%1$s`: correct SERVER_ADDRESS, such as 127.0.0.1"
                            .formatted(address));
        }
        if (Integer.parseInt(port) == 0) {
            return;
        }
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(at, Integer.parseInt(port)));
        } catch (IOException e) {
            throw new CannotStartException(("端口 %1$s 不能使用，可能已有程序（或者本服务）占用：请先停止它，或者换一个端口，如 PORT=8081（%2$s）"
                            + " / port %1$s cannot be used, another program or this service may have it: stop that"
                            + " first, or take another port, such as PORT=8081 (%2$s)")
                    .formatted(port, e.getMessage()));
        }
    }

    /** What settings name has to be there: else it would be found out by whoever needs it first. */
    private static void requireThere(SupervisionSettings settings) {
        Path rules = settings.rulesFolder();
        if (rules != null && !Files.isDirectory(rules)) {
            throw new CannotStartException(("没有规则包目录 `%1$s`，请更正 SUPERVISION_RULES，如 file:rules"
                            + " / there is no folder of rules at `%1$s`: correct SUPERVISION_RULES, such as"
                            + " file:rules")
                    .formatted(rules));
        }
        String cases = settings.cases();
        if (cases != null && !cases.isBlank() && !Files.isDirectory(Path.of(cases))) {
            throw new CannotStartException(("没有案例目录 `%1$s`，请更正 SUPERVISION_CASES，没有案例的请去掉"
                            + " / there is no folder of cases at `%1$s`: correct SUPERVISION_CASES, or leave it"
                            + " out where there are none")
                    .formatted(cases));
        }
        Path laws = settings.lawsFolder();
        if (laws != null && !(Files.isDirectory(laws) && Files.isReadable(laws))) {
            throw new CannotStartException(("没有法律文本目录 `%1$s`，或者无权读取，请更正 SUPERVISION_LAWS，没有的请去掉"
                            + " / there is no folder of law texts at `%1$s`, or no right to read it: correct"
                            + " SUPERVISION_LAWS, or leave it out where there is none")
                    .formatted(laws));
        }
        String font = settings.report().font();
        if (font != null && !font.isBlank() && !Files.isReadable(Path.of(font))) {
            throw new CannotStartException(("没有字体文件 `%1$s`，请更正 SUPERVISION_REPORT_FONT，没有的请去掉"
                            + " / there is no font at `%1$s`: correct SUPERVISION_REPORT_FONT, or leave it out")
                    .formatted(font));
        }
        String key = settings.persons().key();
        if (key != null && !key.isBlank()) {
            PersonsKey.read(Path.of(key));
        }
        Path officers = settings.officersFile();
        if (officers != null) {
            Officers.read(officers);
        } else if (settings.publication() == SupervisionSettings.Publication.REQUIRED) {
            throw new CannotStartException(
                    "SUPERVISION_PUBLICATION=required 时须有人员文件：用 supervision pack keygen 生成密钥，写入人员文件，并设置"
                            + " SUPERVISION_OFFICERS"
                            + " / SUPERVISION_PUBLICATION=required needs a file of officers: make keys with"
                            + " `supervision pack keygen`,"
                            + " write the file and name it in SUPERVISION_OFFICERS");
        }
    }
}
