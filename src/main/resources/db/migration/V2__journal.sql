-- Decisions as they were given. Each receipt carries the hash of the one before it; seq has no gaps.
CREATE TABLE receipt (
    seq BIGINT PRIMARY KEY,
    decision CHAR(32) NOT NULL,
    subject VARCHAR(80)${binary} NOT NULL,
    as_of DATE NOT NULL,
    made_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    pack VARCHAR(80) NOT NULL,
    content TEXT NOT NULL,
    hash CHAR(64) NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX receipt_by_decision ON receipt (decision, seq);
CREATE INDEX receipt_by_subject ON receipt (subject, seq);

-- One row: who adds a receipt holds its lock, so the chain has one end.
CREATE TABLE journal_head (
    id INTEGER PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash CHAR(64) NOT NULL
);
INSERT INTO journal_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Roots of the complete subtrees of the Merkle tree over the receipts: the one at a level and place is over 2^level of them,
-- from place * 2^level on, counted from 0. Derived from the receipts and not exported: a restore derives them anew.
CREATE TABLE journal_node (
    level INTEGER NOT NULL,
    place BIGINT NOT NULL,
    hash CHAR(64) NOT NULL,
    PRIMARY KEY (level, place)
);

-- Rule packs under which decisions were given or that events name, whole, by fingerprint.
CREATE TABLE kept_pack (
    fingerprint VARCHAR(80) PRIMARY KEY,
    examples VARCHAR(80),
    kept_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    files TEXT NOT NULL
);

-- What happened to rule packs on their way into force. Each event carries the hash of the one before it; seq has no gaps.
CREATE TABLE pack_event (
    seq BIGINT PRIMARY KEY,
    content TEXT NOT NULL,
    hash CHAR(64) NOT NULL
);

-- One row: who adds an event holds its lock, so the chain has one end.
CREATE TABLE pack_event_head (
    id INTEGER PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash CHAR(64) NOT NULL
);
INSERT INTO pack_event_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Reports that packs were approved on, to process and to read, by the hash over both.
CREATE TABLE pack_report (
    hash CHAR(64) PRIMARY KEY,
    json TEXT NOT NULL,
    html TEXT NOT NULL
);

-- Heads as they were signed and published, in their order.
CREATE TABLE checkpoint (
    number BIGINT PRIMARY KEY,
    size BIGINT NOT NULL,
    root CHAR(64) NOT NULL,
    note TEXT NOT NULL
);
