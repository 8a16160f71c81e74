-- Decisions as they were given. Each receipt carries the hash of the one before it; seq has no gaps.
CREATE TABLE receipt (
    seq BIGINT PRIMARY KEY,
    decision CHAR(32) NOT NULL,
    subject VARCHAR(80) NOT NULL,
    as_of DATE NOT NULL,
    made_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    pack VARCHAR(80) NOT NULL,
    content TEXT NOT NULL,
    hash CHAR(64) NOT NULL,
    leaf CHAR(64) NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX receipt_by_decision ON receipt (decision, seq);
CREATE INDEX receipt_by_subject ON receipt (subject, as_of, seq);

-- One row: who adds a receipt holds its lock, so the chain has one end.
CREATE TABLE journal_head (
    id INTEGER PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash CHAR(64) NOT NULL
);
INSERT INTO journal_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Rule packs under which decisions were given, whole, by fingerprint.
CREATE TABLE kept_pack (
    fingerprint VARCHAR(80) PRIMARY KEY,
    examples VARCHAR(80),
    kept_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    files TEXT NOT NULL
);

-- Heads of the chain as they were signed and published.
CREATE TABLE checkpoint (
    size BIGINT PRIMARY KEY,
    root CHAR(64) NOT NULL,
    note TEXT NOT NULL
);

-- Each entry of the ledger carries a hash over itself and the entry before it. Null only until the service has started once
-- after this migration: it then gives older entries theirs. Who appends counts the places, so that a gap is a loss.
ALTER TABLE ledger_entry ADD COLUMN told_by VARCHAR(250);
ALTER TABLE ledger_entry ADD COLUMN told_why VARCHAR(1000);
ALTER TABLE ledger_entry ADD COLUMN chain CHAR(64);
ALTER TABLE ledger_entry ALTER COLUMN seq DROP IDENTITY;
ALTER TABLE ledger_head ADD COLUMN seq BIGINT;
ALTER TABLE ledger_head ADD COLUMN chain CHAR(64);
UPDATE ledger_head SET seq = (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry);
