SELECT line_no, text
FROM line
WHERE document_id = ?1 AND line_no BETWEEN ?2 AND ?3
ORDER BY line_no
