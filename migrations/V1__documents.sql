-- Documents as received, and what was read in them.

CREATE TABLE document (
    -- One text, whatever its names, encodings and line ends.
    document_id    INTEGER PRIMARY KEY,
    -- SHA-256 of the lines joined by LF: what makes two documents the same.
    content_sha256 TEXT NOT NULL UNIQUE CHECK (length(content_sha256) = 64),
    lines          INTEGER NOT NULL CHECK (lines >= 1)
) STRICT;

CREATE TABLE document_name (
    -- A name under which the document was received, with the bytes it had.
    document_id     INTEGER NOT NULL REFERENCES document,
    -- The file's name without its folder.
    name            TEXT NOT NULL CHECK (name <> ''),
    -- SHA-256 of the bytes as received.
    original_sha256 TEXT NOT NULL CHECK (length(original_sha256) = 64),
    PRIMARY KEY (document_id, name, original_sha256)
) STRICT;

CREATE TABLE line (
    -- A line of a document, verbatim and without its line end.
    document_id INTEGER NOT NULL REFERENCES document,
    line_no     INTEGER NOT NULL CHECK (line_no >= 1),
    text        TEXT NOT NULL,
    PRIMARY KEY (document_id, line_no)
) STRICT;

CREATE TABLE month (
    -- Every month from the first to the last that a period touches.
    -- month_no counts from January of year 0: year * 12 + month - 1.
    month_no INTEGER PRIMARY KEY,
    -- As text, 2024-11.
    month    TEXT NOT NULL
) STRICT;

CREATE TABLE period (
    -- A period that a bulletin speaks of: a month, a year or a range.
    period_id   INTEGER PRIMARY KEY,
    -- SDMX time period: 2024-11, 2023, 2024-01-01/P9M.
    time_period TEXT NOT NULL UNIQUE,
    first_no INTEGER NOT NULL REFERENCES month,
    months      INTEGER NOT NULL CHECK (months BETWEEN 1 AND 12),
    -- In words: November 2024, 2023, January–September 2024.
    label       TEXT NOT NULL,
    UNIQUE (first_no, months)
) STRICT;

CREATE TABLE bulletin (
    bulletin_id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    -- From 1, in the order of the document.
    position    INTEGER NOT NULL CHECK (position >= 1),
    first_line  INTEGER NOT NULL,
    last_line   INTEGER NOT NULL CHECK (last_line >= first_line),
    language    TEXT NOT NULL,
    -- The layout that recognised it.
    layout      TEXT NOT NULL,
    -- The printed words that name the period; NULL if there are none.
    period_text TEXT,
    -- The period that the bulletin states; NULL if it states none or several.
    period_id   INTEGER REFERENCES period,
    UNIQUE (document_id, position),
    FOREIGN KEY (document_id, first_line) REFERENCES line (document_id, line_no),
    FOREIGN KEY (document_id, last_line) REFERENCES line (document_id, line_no),
    CHECK (period_id IS NULL OR period_text IS NOT NULL)
) STRICT;

CREATE INDEX bulletin_of_period ON bulletin (period_id);

CREATE TABLE role (
    -- What a number of a document is.
    role_id     INTEGER PRIMARY KEY,
    role        TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL
) STRICT;

INSERT INTO role (role_id, role, description)
VALUES
    (1, 'observation', 'a published figure of an indicator'),
    (2, 'repeat', 'the same figure of the same bulletin, printed again'),
    (3, 'period', 'part of the words that name the period'),
    (4, 'reference', 'no figure: law article, date, time, telephone number, per cent, money, duration, approximate number, page furniture'),
    (5, 'unread', 'a figure that no rule understood');

CREATE TABLE number (
    -- The ledger: every number of every document, with its one role.
    document_id  INTEGER NOT NULL,
    line_no      INTEGER NOT NULL,
    -- From 1, in characters.
    column_no    INTEGER NOT NULL CHECK (column_no >= 1),
    -- In characters; the number as printed is cut out of its line.
    length       INTEGER NOT NULL CHECK (length >= 1),
    -- NULL if it is no whole number or 64 bits do not hold it.
    value        INTEGER,
    -- Of the table role; a check costs less than a reference, a million times.
    role_id      INTEGER NOT NULL CHECK (role_id BETWEEN 1 AND 5),
    -- Of observations and repeats.
    bulletin_id  INTEGER REFERENCES bulletin,
    indicator_id INTEGER REFERENCES indicator,
    -- Of unread numbers: why no rule understood it.
    reason       TEXT,
    PRIMARY KEY (document_id, line_no, column_no),
    FOREIGN KEY (document_id, line_no) REFERENCES line (document_id, line_no),
    CHECK ((role_id <= 2) = (bulletin_id IS NOT NULL AND indicator_id IS NOT NULL)),
    CHECK (role_id > 2 OR value IS NOT NULL),
    CHECK ((role_id = 5) = (reason IS NOT NULL))
) STRICT;

-- One bulletin claims an indicator once.
CREATE UNIQUE INDEX number_claim ON number (bulletin_id, indicator_id) WHERE role_id = 1;
