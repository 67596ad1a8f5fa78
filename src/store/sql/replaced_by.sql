-- Whether the bulletin at ?1, line ?2 replaces the one at ?3, line ?4,
-- directly or by others.
WITH RECURSIVE replaced (document_id, line_no) AS (
    SELECT ?1, ?2
    UNION
    SELECT d.old_document_id, d.old_line_no
    FROM replaced AS r
    INNER JOIN decision_in_force AS d ON d.document_id = r.document_id AND d.line_no = r.line_no
    WHERE d.kind = 'supersession'
)

SELECT document_id
FROM replaced
WHERE document_id = ?3 AND line_no = ?4
