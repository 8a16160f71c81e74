package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Http;

/** A disk that is full: what could not be kept is refused in plain words, nothing is half there, and room is all it takes. */
class FullDiskTest {

    private static final int BATCH_OF_AN_IMPORT = 2000;
    private static final int ROWS = 12_000;
    private static final int ROOM_KILOBYTES = 1536;

    @TempDir
    private Path folder;

    /** How a program gets a disk that fills up, and how more room is made for it. */
    private record SmallDisk(List<String> before, String makeRoom) {

        /**
         * A file system of its own, in a name space that goes with the process. Where that is not allowed, a limit on the size
         * of files: writing fails at the same place, with another word for it.
         */
        static SmallDisk at(Path folder) throws IOException, InterruptedException {
            String mount = "mount -t tmpfs -o size=" + ROOM_KILOBYTES + "k tmpfs '" + folder + "'";
            for (List<String> apart : List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"))) {
                if (works(apart, mount)) {
                    return new SmallDisk(
                            shell(apart, mount + " && exec \"$@\""), "mount -o remount,size=512m '" + folder + "'");
                }
            }
            return new SmallDisk(
                    shell(List.of(), "ulimit -S -f " + ROOM_KILOBYTES + " && exec \"$@\""),
                    "prlimit --pid PID --fsize=unlimited");
        }

        private static boolean works(List<String> apart, String mount) throws IOException, InterruptedException {
            try {
                Process tried = new ProcessBuilder(shell(apart, mount)).start();
                return tried.waitFor(1, TimeUnit.MINUTES) && tried.exitValue() == 0;
            } catch (IOException e) {
                // no such command
                return false;
            }
        }

        private static List<String> shell(List<String> apart, String script) {
            List<String> command = new java.util.ArrayList<>(apart);
            command.addAll(List.of("bash", "-c", script, "bash"));
            return command;
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndFitsOnceThereIsRoom() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Path file = Files.writeString(folder.resolve("penalties.jsonl"), Rows.lines(1, 0, ROWS));
        SmallDisk disk = SmallDisk.at(data);
        try (Child service = new Child(
                disk.before(),
                List.of(
                        "-DDATA_DIR=" + data,
                        "-DPORT=0",
                        "-Dsupervision.rules=" + SmallPack.setting(rules),
                        "-Dsupervision.examples=none"),
                FullDiskService.class,
                ShippedUrl.in(data),
                disk.makeRoom())) {
            try {
                fillAndMakeRoom(service, file);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n\nand the service said:\n" + service, e);
            }
        }
    }

    private static void fillAndMakeRoom(Child service, Path file) throws Exception {
        String up = service.await(line -> line.contains("the service is up"));
        Http http = new Http(Integer.parseInt(up.replaceFirst(".*127\\.0\\.0\\.1:(\\d+)/.*", "$1")));
        byte[] rows = Files.readAllBytes(file);

        assertThat(http.post("/api/v1/records?file=penalties.jsonl", Http.JSON_LINES, rows)
                        .problem(507)
                        .path("detail")
                        .asString())
                .contains("磁盘", "disk");
        assertThat(service.tell("import " + file, line -> line.startsWith("exit code ")))
                .isEqualTo("exit code 2");
        // a second process hears of the reason, or finds the database closed by then
        assertThat(service.toString()).contains("没有写入一半的数据", "nothing is half written");
        // no receipt can be kept, so there is no answer
        String question = "/api/v1/entities/" + Rows.subjects(1).get(0) + "/measures";
        assertThat(http.get(question).problem(507).path("title").asString()).contains("disk");

        service.tell("room", line -> line.equals("room 0"));
        String found = looked(service);
        assertThat(found).endsWith("broken []");
        int whole = Integer.parseInt(found.split(" ")[1]);
        assertThat(whole).isBetween(BATCH_OF_AN_IMPORT, ROWS - 1);
        assertThat(whole % BATCH_OF_AN_IMPORT).isZero();
        // the same process, which nobody has started anew
        Http.Answer imported = http.post("/api/v1/records?file=penalties.jsonl", Http.JSON_LINES, rows);
        for (int attempt = 1; imported.status() != 200 && attempt < 30; attempt++) {
            assertThat(imported.status()).as(imported.text()).isIn(503, 507);
            Thread.sleep(1000);
            imported = http.post("/api/v1/records?file=penalties.jsonl", Http.JSON_LINES, rows);
        }
        assertThat(imported.ok().path("accepted").asInt()
                        + imported.ok().path("alreadyPresent").asInt())
                .isEqualTo(ROWS);
        assertThat(http.get(question).ok().path("findings")).isNotEmpty();
        assertThat(looked(service)).isEqualTo("rows " + ROWS + " broken []");
    }

    private static String looked(Child service) throws Exception {
        // another process is refused while the service opens its file again
        for (int attempt = 0; attempt < 30; attempt++) {
            if (service.tell("look", line -> line.startsWith("looked ")).equals("looked 0")) {
                break;
            }
            Thread.sleep(1000);
        }
        return service.await(line -> line.startsWith("rows "));
    }
}
