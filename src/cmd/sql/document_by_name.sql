-- The documents that came under a name.
SELECT k.document_id, k.document, k.withdrawn, k.content_sha256
FROM document_known AS k
WHERE EXISTS (
    SELECT 1 FROM document_name AS n WHERE n.document_id = k.document_id AND n.name = ?1
)
ORDER BY k.content_sha256
