INSERT INTO number (
    document_id, line_no, column_no, length, value, role_id, bulletin_id, indicator_id, reason
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
