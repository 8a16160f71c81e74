package supervision.language;

import java.util.Arrays;
import java.util.Objects;

/**
 * A step or a row: a declared type and a value for each component. Two with the same values are the same.
 */
public final class Instance {

    private final Declaration of;
    private final Object[] values;
    private final int hash;

    public Instance(Declaration of, Object... values) {
        if (values.length != of.parts().size()) {
            throw new IllegalArgumentException(of.name() + " has " + of.parts().size() + " components");
        }
        this.of = of;
        this.values = values.clone();
        for (Object value : values) {
            Objects.requireNonNull(value, of.name());
        }
        this.hash = 31 * of.name().hashCode() + Arrays.hashCode(this.values);
    }

    public Declaration of() {
        return of;
    }

    public Object value(int index) {
        return values[index];
    }

    /** @throws IllegalArgumentException if there is no component of that name */
    public Object value(String part) {
        int index = of.indexOf(part);
        if (index < 0) {
            throw new IllegalArgumentException(of.name() + " has no component `" + part + "`");
        }
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof Instance that
                        && hash == that.hash
                        && of.name().equals(that.of.name())
                        && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(of.name()).append('[');
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(of.parts().get(i).name())
                    .append('=')
                    .append(values[i]);
        }
        return text.append(']').toString();
    }
}
