-- Tables with what they hold.
SELECT s.name, d.description
FROM sqlite_schema AS s
LEFT JOIN data_dictionary AS d ON d.object = s.name AND COALESCE(d.column_name, '') = ''
WHERE s.type = 'table'
ORDER BY s.name
