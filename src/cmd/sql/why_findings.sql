-- Parts larger than their whole in which an indicator's period takes part.
SELECT p.label, c.part_value, w.label, c.whole_value
FROM check_containment AS c
INNER JOIN period AS p ON p.time_period = c.part_period
INNER JOIN period AS w ON w.time_period = c.whole_period
WHERE
    c.indicator = ?1
    AND c.status = 'violated'
    AND (c.part_period = ?2 OR c.whole_period = ?2)
ORDER BY p.first_no, p.months, w.first_no, w.months
