-- Credit records as they were told, append-only. A change is a new version with the same subject and record_key.
CREATE TABLE ledger_entry (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject VARCHAR(80) NOT NULL,
    record_key VARCHAR(1000) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    fact VARCHAR NOT NULL,
    hash CHAR(64) NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    file_name VARCHAR(500) NOT NULL,
    file_row INTEGER NOT NULL
);
CREATE INDEX ledger_entry_by_subject ON ledger_entry (subject, record_key, seq);

-- One row: who appends holds its lock, so versions are in one order and recorded time never runs backwards.
CREATE TABLE ledger_head (
    id INTEGER PRIMARY KEY,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
INSERT INTO ledger_head (id, recorded_at) VALUES (1, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00');

-- Latest registered name of each entity, for finding it. Derived from ledger_entry.
CREATE TABLE entity_name (
    subject VARCHAR(80) PRIMARY KEY,
    name VARCHAR(1000) NOT NULL
);
