package supervision.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import supervision.rulepack.PackFiles;

/** Rule packs that a command names. */
final class Packs {

    private Packs() {}

    /** @throws IOException if there is no such folder, or it cannot be read; says which */
    static PackFiles read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "没有规则包目录 `%1$s`，请给出含有 pack.yaml 的目录 / no rule pack at `%1$s`: name a folder that holds pack.yaml"
                            .formatted(folder));
        }
        return PackFiles.ofDirectory(folder);
    }
}
