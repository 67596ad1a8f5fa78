-- The bulletins that claim a period.
SELECT d.document || ':' || b.position AS bulletin
FROM bulletin_period AS b
INNER JOIN document_list AS d ON d.document_id = b.document_id
WHERE b.time_period = ?1
ORDER BY d.document, b.position
