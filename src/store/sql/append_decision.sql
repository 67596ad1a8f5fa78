INSERT INTO stored_decision (
    kind, document_id, line_no, column_no, old_document_id, old_line_no, value, note, undoes
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
