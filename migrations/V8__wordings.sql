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

CREATE VIEW bulletin_yearless AS
-- Building block: bulletins that name months without their year, and whose day
-- of publication a person gave: the last such months that had ended by then.
-- A bulletin published within the months themselves stays without a year.
SELECT
    bulletin_id,
    document_id,
    first_line,
    published,
    published_no,
    months,
    year_no * 12 + month - 1 - CASE
        WHEN year_no * 12 + month + months - 2 >= published_no THEN 12 ELSE 0
    END AS first_no
FROM (
    SELECT
        b.bulletin_id,
        b.document_id,
        b.first_line,
        d.value AS published,
        b.yearless_month AS month,
        b.yearless_months AS months,
        CAST(substr(d.value, 1, 4) AS INTEGER) AS year_no,
        CAST(substr(d.value, 1, 4) AS INTEGER) * 12
        + CAST(substr(d.value, 6, 2) AS INTEGER) - 1 AS published_no
    FROM bulletin AS b
    INNER JOIN decision_in_force AS d ON d.document_id = b.document_id AND d.kind = 'published'
    WHERE b.yearless_month IS NOT NULL
)
WHERE
    year_no * 12 + month - 1 > published_no
    OR year_no * 12 + month + months - 2 < published_no;

PRAGMA user_version = 8;
