-- title: Everything published of one indicator, period by period
-- param code indicator=decisions: an indicator
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT time_period, first_month, last_month, months, value, value_min, value_max, claims, status
FROM series
WHERE
    indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
ORDER BY first_month, months
