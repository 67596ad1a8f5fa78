-- title: One indicator month by month, with what can be derived or bounded
-- param code indicator=decisions: an indicator
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT month, value, value_min, value_max, origin
FROM monthly
WHERE
    indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), month)
    AND month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), month)
ORDER BY month
