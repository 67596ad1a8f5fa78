-- The published figure of a period with one place where it stands.
SELECT
    s.time_period,
    p.label,
    s.value_min,
    s.value_max,
    c.document || ':' || c.position AS bulletin,
    c.line_no,
    c.column_no,
    b.basis,
    c.bulletin_id
FROM series AS s
INNER JOIN period AS p ON p.time_period = s.time_period
INNER JOIN claim AS c ON c.indicator = s.indicator AND c.time_period = s.time_period AND c.current = 1
INNER JOIN bulletin_period AS b ON b.bulletin_id = c.bulletin_id
WHERE
    s.indicator = ?1
    AND (s.time_period = ?2 OR (s.months = 1 AND s.first_month BETWEEN ?3 AND ?4))
ORDER BY s.months DESC, s.first_month, c.document, c.position
