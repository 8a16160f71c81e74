package supervision.facts;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** In which capacity a consequence reaches somebody. */
public enum Role {
    ENTITY,
    LEGAL_REPRESENTATIVE,
    PRINCIPAL,
    DIRECTLY_RESPONSIBLE_MANAGER,
    OTHER_DIRECTLY_RESPONSIBLE,
    ACTUAL_CONTROLLER,
    KEY_POST,
    PROFESSIONAL,
    EMPLOYER,
    INSTITUTION,
    FOREIGN_PARTY;

    /** Roles of persons, as against those in which the entity itself is reached. */
    public static final Set<Role> PERSONS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ENTITY, INSTITUTION, FOREIGN_PARTY, EMPLOYER)));
}
