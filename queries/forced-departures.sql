-- title: Leave and expulsion together, the sum that news agencies print
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT
    l.time_period,
    l.value AS leave,
    e.value AS expulsion,
    l.value + e.value AS forced_departures,
    -- Of a disputed period only the ends are known.
    l.value_min + e.value_min AS value_min,
    l.value_max + e.value_max AS value_max
FROM series AS l
INNER JOIN series AS e ON e.time_period = l.time_period
WHERE
    l.indicator = 'decisions.leave'
    AND e.indicator = 'decisions.expulsion'
    AND l.first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), l.first_month)
    AND l.last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), l.last_month)
ORDER BY l.first_month, l.months
