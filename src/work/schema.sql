-- The store of work. Rows are only added; triggers refuse everything else.
CREATE TABLE IF NOT EXISTS products (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    producer TEXT,
    district TEXT,
    commune TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS products_by_id ON products (id);
CREATE TABLE IF NOT EXISTS events (
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
CREATE TRIGGER IF NOT EXISTS events_stay BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
CREATE TRIGGER IF NOT EXISTS events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
