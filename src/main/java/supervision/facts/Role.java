package supervision.facts;

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
    FOREIGN_PARTY
}
