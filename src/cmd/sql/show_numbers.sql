-- Numbers of a stretch of lines with what each was read as.
SELECT
    n.line_no,
    n.column_no,
    n.length,
    CASE
        WHEN n.role_id = 1 THEN i.indicator
        WHEN n.role_id = 2 THEN i.indicator || ' again'
        WHEN n.role_id = 5 THEN 'unread: ' || n.reason
        ELSE r.role
    END
    || CASE WHEN n.superseded = 1 THEN ', replaced' ELSE '' END
    || CASE WHEN d.decision_id IS NULL THEN '' ELSE ', as decided' END AS reading,
    n.role_id
FROM number AS n
INNER JOIN role AS r ON r.role_id = n.role_id
LEFT JOIN indicator AS i ON i.indicator_id = n.indicator_id
LEFT JOIN decision_in_force AS d
    ON
        d.kind = 'reading'
        AND d.document_id = n.document_id
        AND d.line_no = n.line_no
        AND d.column_no = n.column_no
WHERE n.document_id = ?1 AND n.line_no BETWEEN ?2 AND ?3
ORDER BY n.line_no, n.column_no
