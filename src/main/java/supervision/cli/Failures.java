package supervision.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.dao.EmptyResultDataAccessException;
import supervision.dossier.BeforeModelledLawException;
import supervision.facts.InvalidCreditCodeException;
import supervision.ledger.Trouble;
import supervision.rulepack.RulePackException;

/**
 * What somebody is told when a command or the service could not do its work: what is wrong and what to do, no trace.
 */
final class Failures {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private static final String UNREADABLE =
            "所存内容无法读取，可能已损坏或者被改动：请保留现状，运行 supervision verify-journal，用核验过的备份恢复 / what is kept cannot be read, it"
                    + " may be damaged or was changed: leave all as it is, run `supervision"
                    + " verify-journal`, and restore a copy that was"
                    + " verified: ";

    private Failures() {}

    /**
     * The sentences, in Chinese first.
     *
     * @param starting whether it was the service that was to be started
     */
    static String text(Throwable failure, boolean starting) {
        String notDone = starting ? "没有启动 / not started:\n" : "未完成 / not done:\n";
        List<Throwable> causes = causes(failure);
        String known = causes.stream()
                .map(Failures::known)
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
        if (known != null) {
            return notDone + known;
        }
        Trouble trouble = Trouble.of(failure);
        if (trouble != null && (starting || trouble == Trouble.DAMAGED)) {
            return notDone + trouble.text();
        }
        if (trouble != null) {
            return "未完成，没有写入一半的数据，可原样重来 / not done, nothing is half written, it can be repeated as it is:\n"
                    + trouble.text();
        }
        // ours say it themselves, the innermost knows best
        Collections.reverse(causes);
        return notDone
                + causes.stream()
                        .map(Throwable::getMessage)
                        .filter(message ->
                                message != null && CHINESE.matcher(message).find())
                        .findFirst()
                        .orElseGet(() -> causes.stream()
                                .map(cause -> isOfWhatIsKept(cause) ? UNREADABLE + cause.getMessage() : ofAFile(cause))
                                .filter(text -> text != null)
                                .findFirst()
                                .orElseGet(
                                        () -> "程序出错，请将所用命令和下面一行告诉维护人员 / an error of the program, tell those who run it"
                                                + " the command and the next line:\n" + causes.get(0)));
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static @Nullable String known(Throwable cause) {
        if (cause instanceof RulePackException) {
            return "规则包被拒绝，请按下列各行（文件:行: 问题; 办法）更正 / the rule pack is refused, correct what these lines say"
                    + " (file:line: problem; remedy):\n" + cause.getMessage();
        }
        if (cause instanceof InvalidCreditCodeException code) {
            return "`%1$s` 有误：%2$s / `%1$s` is malformed: %3$s".formatted(code.value(), code.zh(), code.en());
        }
        if (cause instanceof BeforeModelledLawException early) {
            return "规则包自 %s 起收录法律，请查询该日或以后 / %s".formatted(early.modelledFrom(), early.getMessage());
        }
        return cause instanceof BindException setting ? setting(setting) : null;
    }

    /** A value of a setting that is none of its kind. */
    private static @Nullable String setting(BindException e) {
        if (causes(e).stream()
                .anyMatch(cause ->
                        CHINESE.matcher(String.valueOf(cause.getMessage())).find())) {
            // it says what it has to be
            return null;
        }
        ConfigurationProperty property = e.getProperty();
        Class<?> type = e.getTarget().getType().resolve(Object.class);
        String among = type.isEnum()
                ? Stream.of(type.getEnumConstants())
                        .map(each -> each.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                : type.getSimpleName();
        return "设置有误，请更正 / a setting is wrong, correct it: `%1$s`: `%2$s` 不能用，应为 / cannot be used, it has to be: %3$s"
                .formatted(e.getName(), property == null ? "" : property.getValue(), among);
    }

    /** What was kept is not what was written: its readers refuse it. */
    private static boolean isOfWhatIsKept(Throwable cause) {
        boolean refuses = cause instanceof IllegalArgumentException
                || cause instanceof EmptyResultDataAccessException
                || cause instanceof IOException && !(cause instanceof FileSystemException);
        return refuses
                && Stream.of(cause.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> name.startsWith("supervision."))
                        .findFirst()
                        .filter(name -> name.matches("supervision\\.(journal|ledger)\\..*"))
                        .isPresent();
    }

    /** What systems say of files, in English or not at all. */
    private static @Nullable String ofAFile(Throwable cause) {
        if (cause instanceof InvalidPathException path) {
            return "不能用作文件名，请更正路径 / no name of a file, correct the path: " + path.getInput();
        }
        if (!(cause instanceof FileSystemException file)) {
            return cause instanceof IOException
                    ? "读写文件时出错，请核对文件 / an error while reading or writing a file, check it: " + cause.getMessage()
                    : null;
        }
        String name = file.getFile();
        if (cause instanceof NoSuchFileException) {
            return "没有这个文件或者其所在目录，请核对路径 / there is no such file, or no folder for it, check its path: " + name;
        }
        return cause instanceof AccessDeniedException
                ? "没有读写该文件的权限，请核对路径和权限 / no right to read or write this file, check its path and permissions: " + name
                : "文件无法读写，请核对路径 / a file cannot be read or written, check its path: " + name
                        + (file.getReason() == null ? "" : " (" + file.getReason() + ")");
    }
}
