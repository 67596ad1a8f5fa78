-- Where a bulletin claims an indicator with another value than ?5, at
-- another place than line ?3, column ?4.
SELECT k.document || ':' || n.line_no || ':' || n.column_no AS place, n.value
FROM number AS n
INNER JOIN indicator AS i ON i.indicator_id = n.indicator_id
INNER JOIN document_known AS k ON k.document_id = n.document_id
WHERE
    n.bulletin_id = ?1
    AND n.role_id = 1
    AND i.indicator = ?2
    AND NOT (n.line_no = ?3 AND n.column_no = ?4)
    AND n.value <> ?5
