-- The sets of claims that cannot hold together and have one of an indicator ?1
-- that covers the months ?2 to ?3.
SELECT t.conflict, i.indicator_id, p.first_no, p.months
FROM check_together AS t
INNER JOIN indicator AS i ON i.indicator = t.indicator
INNER JOIN period AS p ON p.time_period = t.time_period
WHERE t.conflict IN (
    SELECT o.conflict
    FROM check_together AS o
    INNER JOIN series AS s ON s.indicator = o.indicator AND s.time_period = o.time_period
    WHERE o.indicator = ?1 AND s.first_month <= ?3 AND s.last_month >= ?2
)
ORDER BY t.conflict, p.months DESC, p.first_no, i.indicator_id
