package supervision.dossier;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;

/**
 * Writes records as their own {@code toString} does, character by character. Up to Java 18 that one goes through a formatter,
 * and the identifier of a decision needs all records of an entity written out.
 */
final class RecordText {

    private record Part(String lead, Method accessor) {}

    private static final ClassValue<Part[]> PARTS = new ClassValue<>() {
        @Override
        protected Part[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Part[] parts = new Part[components.length];
            for (int i = 0; i < parts.length; i++) {
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                parts[i] = new Part((i == 0 ? "" : ", ") + components[i].getName() + '=', accessor);
            }
            return parts;
        }
    };

    private RecordText() {}

    static String of(Object value) {
        StringBuilder text = new StringBuilder(256);
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Record) {
            text.append(value.getClass().getSimpleName()).append('[');
            for (Part part : PARTS.get(value.getClass())) {
                text.append(part.lead());
                write(componentOf(value, part.accessor()), text);
            }
            text.append(']');
        } else if (value instanceof Collection<?> all) {
            text.append('[');
            String lead = "";
            for (Object each : all) {
                text.append(lead);
                write(each, text);
                lead = ", ";
            }
            text.append(']');
        } else {
            text.append(value);
        }
    }

    private static Object componentOf(Object value, Method accessor) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
