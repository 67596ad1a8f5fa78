-- Decisions in force on a bulletin ?1, its document, or the number at line
-- ?2, column ?3.
SELECT d.message || ' (' || d.note || ')' AS decided
FROM bulletin AS b
INNER JOIN decision AS d
    ON
        d.document_id = b.document_id
        OR (d.old_document_id = b.document_id AND d.old_line_no = b.first_line)
WHERE
    b.bulletin_id = ?1
    AND d.status = 'in force'
    AND (
        d.line_no IS NULL
        OR (d.kind <> 'reading' AND d.line_no = b.first_line AND d.document_id = b.document_id)
        OR (d.old_document_id = b.document_id AND d.old_line_no = b.first_line)
        OR (d.kind = 'reading' AND d.line_no = ?2 AND d.column_no = ?3)
    )
ORDER BY d.decision_id
