-- title: Change against a year before, exact or between certain ends
-- param code indicator=: an indicator; all if empty
-- param kind=: month, quarter, half-year, nine-months, year or other; all if empty
-- values kind: VALUES ('month', 'one month'), ('quarter', 'three months'), ('half-year', 'six months'), ('nine-months', 'nine months from January'), ('year', 'twelve months from January'), ('other', 'published, none of these')

SELECT
    indicator,
    time_period,
    value_min,
    value_max,
    previous_period,
    previous_min,
    previous_max,
    change,
    change_min,
    change_max,
    -- Rounded to tenths of a per cent, the ends outwards.
    CASE WHEN change IS NOT NULL THEN round(percent_min * 1e1) / 1e1 END AS change_percent,
    round(percent_min * 1e1 - 0.499999) / 1e1 AS percent_min,
    round(percent_max * 1e1 + 0.499999) / 1e1 AS percent_max,
    -- no: the two count different things, and there is no change.
    comparable,
    scope_note
FROM year_on_year_range
WHERE
    indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), indicator)
    AND kind = COALESCE(NULLIF(CAST(:kind AS TEXT), ''), kind)
ORDER BY indicator, first_month, months
