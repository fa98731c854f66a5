-- Version 2: names that were taken out, as salted sums, so that an older file does not bring them back.
CREATE TABLE forgotten (
    number INTEGER PRIMARY KEY,
    salt BLOB NOT NULL,
    sum BLOB NOT NULL,
    pseudonym TEXT NOT NULL
) STRICT;
