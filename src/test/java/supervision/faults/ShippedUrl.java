package supervision.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Address of the file database with the very options with which the service is shipped. */
final class ShippedUrl {

    private static final String FOLDER = "${DATA_DIR:./data}";

    private ShippedUrl() {}

    static String in(Path folder) throws IOException {
        String url = YAMLMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("src/main/resources/application.yaml")))
                .path("spring")
                .path("datasource")
                .path("url")
                .asString();
        if (!url.contains(FOLDER)) {
            throw new IllegalStateException("the setting names its folder in another way: " + url);
        }
        return url.replace(FOLDER, folder.toAbsolutePath().toString());
    }
}
