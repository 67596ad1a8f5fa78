SELECT document_id, document
FROM document_list
ORDER BY document_id
