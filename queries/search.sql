-- title: Printed lines that hold a word, whatever its capitals
-- param text=permit: a word or a part of one, in any language
--
-- Capitals are folded here and not by lower(), which knows other letters in
-- other readers. I is the capital of ı in Azerbaijani and of i elsewhere:
-- everything is done once with each. ı and i themselves are never confused.
-- A letter written as two characters, as i with a dot set upon it, is found
-- only as it is printed.

WITH RECURSIVE
reading (i) AS (VALUES ('i'), ('ı')),
alphabet (capitals, small) AS (
    VALUES (
        'ABCDEFGHJKLMNOPQRSTUVWXYZƏÇŞĞÖÜАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
        'abcdefghjklmnopqrstuvwxyzəçşğöüабвгдеёжзийклмнопрстуфхцчшщъыьэюя'
    )
),
-- The text that is looked for, with its first n letters of the alphabet small.
wanted (i, word, n) AS (
    SELECT
        i,
        replace(replace(COALESCE(NULLIF(CAST(:text AS TEXT), ''), 'permit'), 'İ', 'i'), 'I', i),
        0
    FROM reading
    UNION ALL
    SELECT
        w.i,
        replace(w.word, substr(a.capitals, w.n + 1, 1), substr(a.small, w.n + 1, 1)),
        w.n + 1
    FROM wanted AS w, alphabet AS a
    WHERE w.n < length(a.capitals)
),
-- Lines with the first n letters of the word made small, as long as they hold
-- what the word begins with. A sign without a capital takes the place of I,
-- of which none is left.
line_read (document_id, line_no, text, word, n) AS (
    SELECT
        l.document_id,
        l.line_no,
        replace(replace(l.text, 'İ', 'i'), 'I', w.i),
        w.word,
        0
    FROM line AS l, wanted AS w, alphabet AS a
    WHERE w.n = length(a.capitals)
    UNION ALL
    SELECT
        r.document_id,
        r.line_no,
        replace(
            r.text,
            COALESCE(
                NULLIF(substr(a.capitals, instr(a.small, substr(r.word, r.n + 1, 1)), 1), ''),
                'I'
            ),
            substr(r.word, r.n + 1, 1)
        ),
        r.word,
        r.n + 1
    FROM line_read AS r, alphabet AS a
    WHERE
        r.n < length(r.word)
        AND (r.n = 0 OR instr(r.text, substr(r.word, 1, r.n)) > 0)
)
SELECT
    d.document,
    l.line_no,
    h.column_no,
    b.time_period,
    l.text AS line_text
FROM (
    SELECT document_id, line_no, min(instr(text, word)) AS column_no
    FROM line_read
    WHERE n = length(word) AND instr(text, word) > 0
    GROUP BY document_id, line_no
) AS h
INNER JOIN line AS l ON l.document_id = h.document_id AND l.line_no = h.line_no
INNER JOIN document_list AS d ON d.document_id = h.document_id
LEFT JOIN bulletin_list AS b
    ON
        b.document_id = h.document_id
        AND l.line_no >= b.first_line
        AND l.line_no <= b.last_line
ORDER BY d.document, d.document_id, l.line_no
