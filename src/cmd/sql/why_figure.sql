-- What the claims of an indicator ?1 and a period say, given by its first month
-- ?2 and its months ?3, with the place of one of them.
SELECT
    i.indicator,
    i.noun,
    p.label,
    s.value_min,
    s.value_max,
    c.document || ':' || c.position AS bulletin,
    c.line_no,
    c.column_no,
    b.basis,
    c.bulletin_id
FROM indicator AS i
INNER JOIN period AS p ON p.first_no = ?2 AND p.months = ?3
INNER JOIN series_value AS s ON s.indicator_id = i.indicator_id AND s.period_id = p.period_id
INNER JOIN claim AS c
    ON c.indicator = i.indicator AND c.time_period = p.time_period AND c.current = 1
INNER JOIN bulletin_period AS b ON b.bulletin_id = c.bulletin_id
WHERE i.indicator_id = ?1
ORDER BY c.document, c.position
LIMIT 1
