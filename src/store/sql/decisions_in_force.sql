-- The decisions in force in the order of their keys, without ids of rows.
SELECT
    f.kind,
    d.content_sha256,
    f.line_no,
    f.column_no,
    o.content_sha256 AS old_sha256,
    f.old_line_no,
    f.decision_id,
    f.value,
    f.note
FROM decision_in_force AS f
INNER JOIN document AS d ON d.document_id = f.document_id
LEFT JOIN document AS o ON o.document_id = f.old_document_id
ORDER BY d.content_sha256, f.line_no, f.column_no, f.kind, o.content_sha256, f.old_line_no
