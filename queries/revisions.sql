-- title: Figures that changed between publications, and by how much
-- param code indicator=: an indicator; all if empty
-- param month from=: first month of the periods, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty
--
-- Documents without a day of publication take no part. Where documents
-- disagree and none supersedes the other, value is NULL and change is what the
-- newer one printed less what was believed before.

SELECT
    indicator,
    time_period,
    published,
    document,
    previous_value,
    printed,
    value,
    value_min,
    value_max,
    change,
    status
FROM vintage
WHERE
    (value_min <> previous_min OR value_max <> previous_max)
    AND indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), indicator)
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
ORDER BY first_month, months, indicator, published
