-- Views with what they tell; those that only serve others stand last.
SELECT s.name, d.description
FROM sqlite_schema AS s
LEFT JOIN data_dictionary AS d ON d.object = s.name AND COALESCE(d.column_name, '') = ''
WHERE s.type = 'view'
ORDER BY COALESCE(d.description, '') LIKE 'Building block%', s.name
