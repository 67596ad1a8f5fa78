-- title: What every table, view and column of the file holds
-- param object=: a table or a view; all if empty
-- values object: SELECT object, description FROM data_dictionary WHERE column_name = '' ORDER BY object

SELECT object, column_name, description, unit
FROM data_dictionary
WHERE object = COALESCE(NULLIF(CAST(:object AS TEXT), ''), object)
ORDER BY object, column_name
