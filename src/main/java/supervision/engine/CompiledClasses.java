package supervision.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loads the classes of compiled rules, beside those of this program. */
final class CompiledClasses extends ClassLoader {

    private final Map<String, byte[]> classes = new TreeMap<>();

    CompiledClasses(List<CompiledModule> modules) {
        super(CompiledClasses.class.getClassLoader());
        // files that ask the same share a class; they differ in what an error would say
        modules.forEach(module -> module.classes().forEach(classes::putIfAbsent));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** The compiler of rules reads classes as resources. */
    @Override
    protected @Nullable URL findResource(String name) {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            return null;
        }
        try {
            return new URL(null, "compiled:" + name, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new InMemory(url, bytes);
                }
            });
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class InMemory extends URLConnection {

        private final byte[] bytes;

        InMemory(URL url, byte[] bytes) {
            super(url);
            this.bytes = bytes;
        }

        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
            return new ByteArrayInputStream(bytes);
        }
    }
}
