-- Reference data: kept in step with the program by every writing command.

CREATE TABLE indicator (
    indicator_id INTEGER PRIMARY KEY,
    -- The code: applications.registration.
    indicator    TEXT NOT NULL UNIQUE,
    -- What is counted: applications, calls, cases, decisions.
    unit         TEXT NOT NULL,
    name         TEXT NOT NULL,
    name_az      TEXT NOT NULL,
    name_ru      TEXT NOT NULL,
    definition   TEXT NOT NULL,
    -- The name as it stands behind a number in a sentence.
    noun         TEXT NOT NULL
) STRICT;

CREATE TABLE scheme (
    -- A sum that ought to hold: whole = parts, where a bulletin prints both
    -- the whole and the indicator applies_if.
    scheme_id  INTEGER PRIMARY KEY,
    scheme     TEXT NOT NULL UNIQUE,
    whole      INTEGER NOT NULL REFERENCES indicator,
    applies_if INTEGER NOT NULL REFERENCES indicator
) STRICT;

CREATE TABLE scheme_part (
    scheme_id INTEGER NOT NULL REFERENCES scheme,
    part      INTEGER NOT NULL REFERENCES indicator,
    -- 0: printed only in some years, and zero where it is not printed.
    required  INTEGER NOT NULL CHECK (required IN (0, 1)),
    PRIMARY KEY (scheme_id, part)
) STRICT;

CREATE TABLE wording (
    -- How the bulletins word things: the lexicon of the reader, row by row.
    wording_id INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    language   TEXT NOT NULL,
    -- Empty: in every layout.
    layout     TEXT NOT NULL,
    -- Empty: in every section.
    section    TEXT NOT NULL,
    -- The indicator, section or value that the wording stands for.
    meaning    TEXT NOT NULL,
    -- Key terms that must all occur.
    terms      TEXT NOT NULL,
    -- Terms none of which may occur.
    unless     TEXT NOT NULL
) STRICT;

CREATE TABLE stored_query (
    name       TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    -- Names and defaults: indicator=decisions from= to=
    parameters TEXT NOT NULL,
    sql        TEXT NOT NULL
) STRICT;

CREATE TABLE dictionary_entry (
    -- What a table, a view or a column holds.
    object      TEXT NOT NULL,
    -- Empty: the table or view itself.
    column_name TEXT NOT NULL,
    description TEXT NOT NULL,
    unit        TEXT NOT NULL,
    PRIMARY KEY (object, column_name)
) STRICT;

CREATE TABLE fact (
    -- Facts about this file.
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
