SELECT document_id, document
FROM document_known
ORDER BY document_id
