-- The decision in force on a subject.
SELECT d.decision_id, d.value, d.note
FROM stored_decision AS d
WHERE
    d.kind = ?1
    AND d.document_id = ?2
    AND d.line_no IS ?3
    AND d.column_no IS ?4
    AND d.old_document_id IS ?5
    AND d.old_line_no IS ?6
    AND d.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM stored_decision AS u WHERE u.undoes = d.decision_id)
ORDER BY d.decision_id DESC
LIMIT 1
