-- What the newsroom was told to be wrong, who wants to hear of which kind, and who does not want to hear of what.
CREATE TABLE troubles (
    key text PRIMARY KEY,
    kind text NOT NULL,
    feed_id bigint,
    args text NOT NULL,              -- JSON
    since bigint NOT NULL
);
CREATE TABLE trouble_wishes (
    user_id bigint NOT NULL,
    kind text NOT NULL,
    PRIMARY KEY (user_id, kind)
);
CREATE TABLE trouble_rests (
    user_id bigint NOT NULL,
    key text NOT NULL,
    until bigint,                    -- never, if null
    PRIMARY KEY (user_id, key)
);
