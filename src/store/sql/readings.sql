-- What every number of a document is read as: its indicator with the period
-- that its bulletin states, or its role.
SELECT
    n.line_no,
    n.column_no,
    CASE
        WHEN n.role_id = 1 THEN i.indicator || COALESCE(' of ' || p.time_period, '')
        ELSE r.role
    END AS reading
FROM number AS n
INNER JOIN role AS r ON r.role_id = n.role_id
LEFT JOIN indicator AS i ON i.indicator_id = n.indicator_id
LEFT JOIN bulletin AS b ON b.bulletin_id = n.bulletin_id
LEFT JOIN period AS p ON p.period_id = b.period_id
WHERE n.document_id = ?1
