-- Written for H2, PostgreSQL and openGauss: places are counted by who appends, and nothing here is special to one of them.
-- ${binary} makes a column compare by bytes, so that its index serves ranges whatever the locale of the database.

-- All that was told and withdrawn, append-only; seq has no gaps and each entry carries a hash over itself and the one before.
-- A change is a new version with the same subject and record_key. What is about an import itself has a subject of its own,
-- 'IMPORT:' and its number, which is the seq of the entry that opened it.
CREATE TABLE ledger_entry (
    seq BIGINT PRIMARY KEY,
    subject VARCHAR(80)${binary} NOT NULL,
    record_key VARCHAR(1000)${binary} NOT NULL,
    kind VARCHAR(30) NOT NULL,
    fact VARCHAR NOT NULL,
    hash CHAR(64) NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    file_name VARCHAR(500) NOT NULL,
    file_row INTEGER NOT NULL,
    told_by VARCHAR(250),
    told_why VARCHAR(1000),
    import_no BIGINT NOT NULL,
    chain CHAR(64) NOT NULL
);
CREATE INDEX ledger_entry_by_record ON ledger_entry (subject, record_key, seq);
CREATE INDEX ledger_entry_by_import ON ledger_entry (import_no, seq);

-- One row: who appends holds its lock, so entries are in one order and recorded time never runs backwards.
CREATE TABLE ledger_head (
    id INTEGER PRIMARY KEY,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    seq BIGINT NOT NULL,
    chain CHAR(64) NOT NULL
);
INSERT INTO ledger_head (id, recorded_at, seq, chain) VALUES (1, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', 0,
    '0000000000000000000000000000000000000000000000000000000000000000');

-- All tables below are derived from ledger_entry, in the same transaction. They are not exported: a restore derives them anew.

-- Name of each entity as it is in force.
CREATE TABLE entity_name (
    subject VARCHAR(80)${binary} PRIMARY KEY,
    name VARCHAR(1000) NOT NULL
);

-- Each two neighbouring characters of the names as they are looked for, and the last character alone.
CREATE TABLE entity_gram (
    gram VARCHAR(4)${binary} NOT NULL,
    subject VARCHAR(80)${binary} NOT NULL,
    PRIMARY KEY (gram, subject)
);

-- Entities whose records are or once were looked at with those of another.
CREATE TABLE entity_tie (
    subject VARCHAR(80)${binary} NOT NULL,
    other VARCHAR(80)${binary} NOT NULL,
    PRIMARY KEY (subject, other)
);
CREATE INDEX entity_tie_by_other ON entity_tie (other, subject);

-- Entities of which more is known than their entry in the register, and when something about them, or one that they are tied
-- to, was last recorded.
CREATE TABLE entity_with_records (
    subject VARCHAR(80)${binary} PRIMARY KEY,
    last_recorded TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- One row an import: what its opening entry says, what came of it, and who withdrew it.
CREATE TABLE ledger_import (
    number BIGINT PRIMARY KEY,
    opened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    file_name VARCHAR(500) NOT NULL,
    channel VARCHAR(20) NOT NULL,
    told_by VARCHAR(250),
    told_why VARCHAR(1000),
    accepted BIGINT NOT NULL,
    repeated BIGINT NOT NULL,
    withdrawn_at TIMESTAMP(6) WITH TIME ZONE,
    withdrawn_by VARCHAR(250),
    withdrawn_why VARCHAR(1000),
    withdrawn_wholly BOOLEAN NOT NULL
);

-- Entries that an import told once more while they were in force, as stretches of places of bounded length.
CREATE TABLE ledger_repeat (
    first_seq BIGINT NOT NULL,
    import_no BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    PRIMARY KEY (first_seq, import_no, last_seq)
);

-- One row: how many entities there are.
CREATE TABLE entity_count (
    id INTEGER PRIMARY KEY,
    entities BIGINT NOT NULL
);
INSERT INTO entity_count (id, entities) VALUES (1, 0);
