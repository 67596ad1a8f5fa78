-- title: Quarters of an indicator, added up from months where none is published
-- param code indicator=decisions: an indicator
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT time_period, first_month, last_month, value, value_min, value_max, origin
FROM period_total
WHERE
    kind = 'quarter'
    AND indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
ORDER BY first_month
