-- What the columns of a table or view mean.
SELECT c.name, d.description, COALESCE(d.unit, '') AS unit
FROM pragma_table_info(?1) AS c
INNER JOIN data_dictionary AS d ON d.object = ?1 AND d.column_name = c.name
ORDER BY c.cid
