-- Definitions of one table or view with its indexes, or of all.
SELECT name, sql
FROM sqlite_schema
WHERE sql IS NOT NULL AND (?1 = '' OR tbl_name = ?1 COLLATE NOCASE)
ORDER BY type = 'index', type DESC, name
