-- title: Periods that several bulletins claim with different figures
-- param code indicator=: an indicator; all if empty

SELECT
    c.indicator,
    c.time_period,
    k.value,
    k.document || ':' || k.position AS bulletin,
    k.line_no,
    k.column_no,
    c.difference
FROM check_conflict AS c
INNER JOIN claim AS k ON k.indicator = c.indicator AND k.time_period = c.time_period
WHERE
    c.status = 'conflict'
    AND k.current = 1
    AND c.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), c.indicator)
ORDER BY c.time_period, c.indicator, k.document, k.position
