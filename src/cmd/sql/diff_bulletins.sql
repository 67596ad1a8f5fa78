-- Bulletins by document and first line.
SELECT
    k.content_sha256,
    b.first_line AS line_no,
    NULL AS column_no,
    '' AS subject,
    b.document,
    b.document || ':' || b.position AS what,
    'position ' || b.position
    || ', lines ' || b.first_line || '–' || b.last_line
    || ', ' || COALESCE(b.time_period, 'period') || ' ' || b.basis
    || ', ' || b.layout
    || ', ' || b.language AS says
FROM bulletin_list AS b
INNER JOIN document AS k ON k.document_id = b.document_id
ORDER BY k.content_sha256, b.first_line
