-- title: Running total of the twelve months that end with each month
-- param code indicator=decisions: an indicator
-- param month from=: first of the months with which the twelve end; the first if empty
-- param month to=: last of them; the last if empty

SELECT month, time_period, value, value_min, value_max, origin, comparable, scope_note
FROM running_year
WHERE
    indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), month)
    AND month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), month)
ORDER BY month, time_period
