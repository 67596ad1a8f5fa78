-- The decision in force on a subject.
SELECT decision_id, value, note
FROM decision_in_force
WHERE
    kind = ?1
    AND document_id = ?2
    AND line_no IS ?3
    AND column_no IS ?4
    AND old_document_id IS ?5
    AND old_line_no IS ?6
