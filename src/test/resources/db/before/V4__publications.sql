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
