-- The store of work, version 1. Rows are only added; triggers refuse everything else.
CREATE TABLE products (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    producer TEXT,
    district TEXT,
    commune TEXT
) STRICT;
CREATE INDEX products_by_id ON products (id);
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    time INTEGER NOT NULL,
    author TEXT NOT NULL,
    sitting BLOB NOT NULL,
    review BLOB,
    product INTEGER REFERENCES products (number),
    body TEXT NOT NULL,
    replaces BLOB NOT NULL
) STRICT;
CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
