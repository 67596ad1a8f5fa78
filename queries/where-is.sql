-- title: Every place where a value is printed, whatever it means there
-- param number value=: a number, with or without thousands marks; the last published total of decisions if empty

SELECT
    d.document,
    n.line_no,
    n.column_no,
    substr(l.text, n.column_no, n.length) AS raw,
    n.value,
    r.role,
    i.indicator,
    b.time_period,
    l.text AS line_text
FROM number AS n
INNER JOIN document_list AS d ON d.document_id = n.document_id
INNER JOIN line AS l ON l.document_id = n.document_id AND l.line_no = n.line_no
INNER JOIN role AS r ON r.role_id = n.role_id
LEFT JOIN indicator AS i ON i.indicator_id = n.indicator_id
LEFT JOIN bulletin_list AS b ON b.bulletin_id = n.bulletin_id
WHERE
    CAST(n.value AS TEXT) = COALESCE(
        NULLIF(replace(replace(replace(CAST(:value AS TEXT), ',', ''), '.', ''), ' ', ''), ''),
        (
            SELECT CAST(s.value AS TEXT)
            FROM series AS s
            WHERE s.indicator = 'decisions' AND s.status = 'published'
            ORDER BY s.last_month DESC, s.months
            LIMIT 1
        )
    )
ORDER BY d.document, n.line_no, n.column_no
