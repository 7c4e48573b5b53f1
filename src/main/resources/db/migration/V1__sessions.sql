-- For H2 and PostgreSQL alike: only types and words that both have.

CREATE TABLE session (
    id         VARCHAR(32) PRIMARY KEY,
    -- The keyed hash of the owner's secret, in hex.
    owner      VARCHAR(64) NOT NULL,
    toolchain  VARCHAR(200) NOT NULL,
    created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    sandbox    VARCHAR(200),
    -- Set together, when it is over.
    ended_at   TIMESTAMP(3) WITH TIME ZONE,
    reason     VARCHAR(40),
    message    VARCHAR(1000)
);

CREATE INDEX session_by_owner ON session (owner, ended_at);
CREATE INDEX session_by_end ON session (ended_at);

-- What its REPLs took, in order.
CREATE TABLE session_entry (
    session_id VARCHAR(32) NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    sequence   INTEGER NOT NULL,
    repl       INTEGER NOT NULL,
    line       INTEGER NOT NULL,
    input      VARCHAR(65536) NOT NULL,
    -- NULL while it is not known.
    output     VARCHAR(4096),
    PRIMARY KEY (session_id, sequence)
);

-- The editor's files.
CREATE TABLE session_file (
    session_id VARCHAR(32) NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    name       VARCHAR(100) NOT NULL,
    content    VARCHAR(262144) NOT NULL,
    PRIMARY KEY (session_id, name)
);

-- The end of what its terminal showed: raw bytes, of which the last has the offset end_offset - 1.
CREATE TABLE session_transcript (
    session_id VARCHAR(32) PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    bytes      BYTEA NOT NULL,
    end_offset BIGINT NOT NULL
);
