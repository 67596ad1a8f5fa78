-- What every number of a document is read as: its indicator or its role.
SELECT
    n.line_no,
    n.column_no,
    CASE WHEN n.role_id = 1 THEN i.indicator ELSE r.role END AS reading
FROM number AS n
INNER JOIN role AS r ON r.role_id = n.role_id
LEFT JOIN indicator AS i ON i.indicator_id = n.indicator_id
WHERE n.document_id = ?1
