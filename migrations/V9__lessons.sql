-- Wordings that persons taught. Rows are appended, like decisions; the
-- documents are read again with those in force in the same transaction.
CREATE TABLE stored_lesson (
    -- In the order in which they were taught.
    lesson_id    INTEGER PRIMARY KEY,
    -- The wording as printed; # is the figure itself.
    wording      TEXT NOT NULL CHECK (trim(wording) <> ''),
    indicator_id INTEGER NOT NULL REFERENCES indicator,
    -- Why, if the person said so.
    note         TEXT CHECK (trim(note) <> ''),
    -- The lesson that this row takes back; NULL if it teaches.
    forgets      INTEGER UNIQUE REFERENCES stored_lesson
) STRICT;

CREATE VIEW taught AS
-- Wordings that persons taught and that are in force.
SELECT
    l.lesson_id,
    l.wording,
    i.indicator,
    i.name,
    l.note
FROM stored_lesson AS l
INNER JOIN indicator AS i ON i.indicator_id = l.indicator_id
WHERE
    l.forgets IS NULL
    AND l.lesson_id NOT IN (SELECT forgets FROM stored_lesson WHERE forgets IS NOT NULL);

PRAGMA user_version = 9;
