-- The printed parts of a sum, in the order of the code list.
SELECT c.value
FROM scheme AS s
INNER JOIN scheme_part AS sp ON sp.scheme_id = s.scheme_id
INNER JOIN indicator AS i ON i.indicator_id = sp.part
INNER JOIN claim AS c ON c.indicator = i.indicator AND c.bulletin_id = ?1
WHERE s.scheme = ?2
ORDER BY i.indicator_id
