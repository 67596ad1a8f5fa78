-- title: Change against the same period a year before
-- param code indicator=: an indicator; all if empty

SELECT
    indicator,
    time_period,
    value,
    previous_period,
    previous_value,
    change,
    -- Rounded to tenths of a per cent.
    round(change_percent * 1e1) / 1e1 AS change_percent
FROM year_on_year
WHERE indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), indicator)
ORDER BY indicator, time_period
