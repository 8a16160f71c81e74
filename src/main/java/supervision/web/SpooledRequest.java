package supervision.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/** A request whose body was received. Parts of a form are read in it where they are, and kept nowhere else. */
final class SpooledRequest extends HttpServletRequestWrapper {

    private static final int MOST_PARTS = 1_000;
    private static final int LONGEST_VALUE = 64 * 1024;

    private final Spool spool;
    private @Nullable ServletInputStream in;
    private @Nullable BufferedReader reader;
    private @Nullable List<Part> parts;

    SpooledRequest(HttpServletRequest request, Spool spool) {
        super(request);
        this.spool = spool;
    }

    @Override
    public ServletInputStream getInputStream() {
        if (in == null) {
            in = new Received(spool.read());
        }
        return in;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(getInputStream(), charset()));
        }
        return reader;
    }

    private String charset() {
        String charset = getCharacterEncoding();
        return charset == null ? "UTF-8" : charset;
    }

    @Override
    public long getContentLengthLong() {
        return spool.size();
    }

    @Override
    public int getContentLength() {
        return spool.size() > Integer.MAX_VALUE ? -1 : (int) spool.size();
    }

    /** What a container's input stream gives when there is nothing more to wait for. */
    private static final class Received extends ServletInputStream {

        private final InputStream in;
        private boolean finished;

        Received(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            finished |= read < 0;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            finished |= read < 0;
            return read;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is there: read it");
        }
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        if (parts == null) {
            List<Part> found = new ArrayList<>();
            FileItemIterator items = items();
            while (items.hasNext()) {
                if (found.size() == MOST_PARTS) {
                    throw new ServletException("a form of more than " + MOST_PARTS + " parts");
                }
                found.add(new FormPart(found.size(), items.next()));
            }
            parts = found;
        }
        return parts;
    }

    private FileItemIterator items() throws IOException {
        return new FileUpload().getItemIterator(new UploadContext() {
            @Override
            public long contentLength() {
                return spool.size();
            }

            @Override
            public String getCharacterEncoding() {
                return charset();
            }

            @Override
            public String getContentType() {
                return String.valueOf(SpooledRequest.super.getContentType());
            }

            @Override
            public InputStream getInputStream() {
                return spool.read();
            }
        });
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        return getParts().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Those of the address, and the fields of a form, as the container gives them. */
    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        super.getParameterMap().forEach((name, given) -> values.put(name, new ArrayList<>(List.of(given))));
        String type = getContentType();
        if (type != null && type.startsWith("multipart/")) {
            try {
                for (Part part : getParts()) {
                    if (part instanceof FormPart field && field.value != null) {
                        values.computeIfAbsent(part.getName(), name -> new ArrayList<>())
                                .add(field.value);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
        }
        Map<String, String[]> all = new LinkedHashMap<>();
        values.forEach((name, given) -> all.put(name, given.toArray(String[]::new)));
        return all;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    /** A part of the form: its place in the body, and what was read there the first time. */
    private final class FormPart implements Part {

        private final int place;
        private final FileItemStream item;
        private final long size;

        /** Null for a file. */
        private final @Nullable String value;

        FormPart(int place, FileItemStream item) throws IOException {
            this.place = place;
            this.item = item;
            try (InputStream content = item.openStream()) {
                if (item.isFormField()) {
                    byte[] bytes = content.readNBytes(LONGEST_VALUE + 1);
                    if (bytes.length > LONGEST_VALUE) {
                        throw new IOException("a field of a form is longer than " + LONGEST_VALUE + " bytes");
                    }
                    this.size = bytes.length;
                    this.value = new String(bytes, charset());
                } else {
                    this.size = content.transferTo(OutputStream.nullOutputStream());
                    this.value = null;
                }
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            FileItemIterator items = items();
            for (int skipped = 0; skipped < place; skipped++) {
                items.next();
            }
            return items.next().openStream();
        }

        @Override
        public @Nullable String getContentType() {
            return item.getContentType();
        }

        @Override
        public String getName() {
            return item.getFieldName();
        }

        @Override
        public @Nullable String getSubmittedFileName() {
            return item.getName();
        }

        @Override
        public long getSize() {
            return size;
        }

        @Override
        public void write(String fileName) {
            throw new UnsupportedOperationException("read it");
        }

        @Override
        public void delete() {
            // it goes with the body
        }

        @Override
        public @Nullable String getHeader(String header) {
            return item.getHeaders().getHeader(header);
        }

        @Override
        public Collection<String> getHeaders(String header) {
            return all(item.getHeaders().getHeaders(header));
        }

        @Override
        public Collection<String> getHeaderNames() {
            return all(item.getHeaders().getHeaderNames());
        }

        private static Collection<String> all(Iterator<String> values) {
            List<String> all = new ArrayList<>();
            values.forEachRemaining(all::add);
            return all;
        }
    }
}
