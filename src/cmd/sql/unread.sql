-- Numbers that no rule understood, in the order of their documents.
SELECT document, line_no, column_no, raw, value, reason, line_text
FROM unread
ORDER BY document, document_id, line_no, column_no
