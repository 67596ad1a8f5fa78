-- Bulletins since 2011: wordings of several languages, which hold in the
-- scheme of their years and within a scope, and months without a year.

-- Reference data is written anew by the program.
DROP TABLE wording;

CREATE TABLE wording (
    -- How the bulletins word things: the lexicon of the reader, row by row.
    wording_id INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    -- ISO 639-1 code.
    language   TEXT NOT NULL,
    -- The indicator, section, unit or value that the wording stands for.
    meaning    TEXT NOT NULL,
    -- Ways of counting violations in which it holds, joined by |; empty: all.
    scheme     TEXT NOT NULL,
    -- It holds only for parts of this indicator; empty: everywhere.
    within     TEXT NOT NULL,
    -- Years of the periods in which it holds: ..2022; empty: all.
    years      TEXT NOT NULL,
    -- Key terms that must all occur.
    terms      TEXT NOT NULL,
    -- Terms none of which may occur.
    unless     TEXT NOT NULL
) STRICT;

-- Of a bulletin that names months without their year, "in March of this
-- year": the first of them, from 1, and how many. The day of publication, if a
-- person gives it, tells the year.
ALTER TABLE bulletin ADD COLUMN yearless_month INTEGER CHECK (yearless_month BETWEEN 1 AND 12);

ALTER TABLE bulletin ADD COLUMN yearless_months INTEGER CHECK (yearless_months BETWEEN 1 AND 12);

PRAGMA user_version = 8;
