-- The numbers of a line, and the bulletin whose lines it is among.
SELECT
    n.column_no,
    substr(l.text, n.column_no, n.length) AS raw,
    n.value,
    b.bulletin_id
FROM number AS n
INNER JOIN line AS l ON l.document_id = n.document_id AND l.line_no = n.line_no
LEFT JOIN bulletin AS b
    ON b.document_id = n.document_id AND n.line_no BETWEEN b.first_line AND b.last_line
WHERE n.document_id = ?1 AND n.line_no = ?2
ORDER BY n.column_no
