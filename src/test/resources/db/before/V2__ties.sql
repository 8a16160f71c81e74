-- Entities whose records are looked at with those of another. Derived from ledger_entry.
CREATE TABLE entity_tie (
    subject VARCHAR(80) NOT NULL,
    other VARCHAR(80) NOT NULL,
    PRIMARY KEY (subject, other)
);
