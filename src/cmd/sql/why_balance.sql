-- A scheme ?1 in words: its whole and its parts.
SELECT w.indicator AS whole, p.indicator AS part
FROM scheme AS s
INNER JOIN indicator AS w ON w.indicator_id = s.whole
INNER JOIN scheme_part AS sp ON sp.scheme_id = s.scheme_id
INNER JOIN indicator AS p ON p.indicator_id = sp.part
WHERE s.scheme_id = ?1
ORDER BY p.indicator_id
