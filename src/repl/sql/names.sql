-- Tables and views with their columns, in order.
SELECT s.name, c.name AS column_name
FROM sqlite_schema AS s
CROSS JOIN pragma_table_info(s.name) AS c
WHERE s.type IN ('table', 'view')
ORDER BY s.name, c.cid
