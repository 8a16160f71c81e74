package supervision.dossier;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes records as their own {@code toString} does, byte by byte in UTF-8. Up to Java 18 that one goes through a formatter,
 * and the identifier of a decision needs all records of an entity written out.
 */
final class RecordText {

    /** What stands before a component, and what reads it. */
    private record Part(byte[] lead, Method accessor) {}

    private static final ClassValue<Part[]> PARTS = new ClassValue<>() {
        @Override
        protected Part[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Part[] parts = new Part[components.length];
            for (int i = 0; i < parts.length; i++) {
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                parts[i] = new Part(utf8((i == 0 ? "" : ", ") + components[i].getName() + '='), accessor);
            }
            return parts;
        }
    };

    private static final ClassValue<byte[]> NAMES = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
            return utf8(type.getSimpleName());
        }
    };

    private byte[] bytes = new byte[1024];
    private int length;

    private RecordText(Object value) {
        write(value);
    }

    static String of(Object value) {
        RecordText text = new RecordText(value);
        return new String(text.bytes, 0, text.length, StandardCharsets.UTF_8);
    }

    /** Takes the text of a value into a digest. */
    static void digest(Object value, MessageDigest digest) {
        RecordText text = new RecordText(value);
        digest.update(text.bytes, 0, text.length);
    }

    private void write(Object value) {
        if (value instanceof Record) {
            append(NAMES.get(value.getClass()));
            append('[');
            for (Part part : PARTS.get(value.getClass())) {
                append(part.lead());
                write(componentOf(value, part.accessor()));
            }
            append(']');
        } else if (value instanceof Collection<?> all) {
            append('[');
            boolean first = true;
            for (Object each : all) {
                if (!first) {
                    append(',');
                    append(' ');
                }
                write(each);
                first = false;
            }
            append(']');
        } else {
            append(utf8(String.valueOf(value)));
        }
    }

    private void append(char ascii) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        bytes[length++] = (byte) ascii;
    }

    private void append(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object componentOf(Object value, Method accessor) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
