-- Unread numbers with their places, document by document.
SELECT
    document_id,
    document,
    line_no,
    column_no,
    reason,
    document || ':' || line_no || ':' || column_no AS place
FROM unread
ORDER BY document, document_id, line_no, column_no
