-- Decisions in force by what they are about. Which bulletin is replaced is
-- part of that; its name is shown, but two files may know it by another.
SELECT
    k.content_sha256,
    d.line_no,
    d.column_no,
    d.kind || COALESCE(' ' || o.content_sha256 || ' ' || d.old_line_no, '') AS subject,
    d.document,
    d.kind AS what,
    COALESCE(d.value || ' (' || d.note || ')', d.note) AS says,
    'replaces '
    || COALESCE(d.old_bulletin, d.old_document || ', line ' || d.old_line_no)
    || ': ' AS preface
FROM decision AS d
INNER JOIN document AS k ON k.document_id = d.document_id
LEFT JOIN document AS o ON o.document_id = d.old_document_id
WHERE d.status = 'in force'
ORDER BY k.content_sha256, d.line_no, d.column_no, subject
