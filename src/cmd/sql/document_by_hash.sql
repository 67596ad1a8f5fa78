-- The documents whose hash begins with ?1.
SELECT document_id, document, withdrawn, content_sha256
FROM document_known
WHERE substr(content_sha256, 1, length(?1)) = ?1
ORDER BY content_sha256
