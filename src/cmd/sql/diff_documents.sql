-- Every document, withdrawn ones too, with all its names.
SELECT
    k.content_sha256,
    NULL AS line_no,
    NULL AS column_no,
    '' AS subject,
    k.document,
    NULL AS what,
    n.names || CASE k.withdrawn WHEN 1 THEN ' (withdrawn)' ELSE '' END AS says
FROM document_known AS k
INNER JOIN (
    SELECT document_id, group_concat(name, ', ') AS names
    FROM (SELECT DISTINCT document_id, name FROM document_name ORDER BY document_id, name)
    GROUP BY document_id
) AS n ON n.document_id = k.document_id
ORDER BY k.content_sha256
