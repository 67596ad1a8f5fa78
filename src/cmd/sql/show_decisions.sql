-- Decisions in force on a document ?1, a bulletin of its lines ?2 to ?3, or
-- numbers in them.
SELECT message || ' (' || note || ')' AS decided
FROM decision
WHERE
    status = 'in force'
    AND (
        (document_id = ?1 AND (line_no IS NULL OR line_no BETWEEN ?2 AND ?3))
        OR (old_document_id = ?1 AND old_line_no = ?2)
    )
ORDER BY decision_id
