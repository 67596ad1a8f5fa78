-- title: Parts in per cent of their whole, exact or between two certain ends
-- param scheme=decisions-2018: a sum of balances
-- values scheme: SELECT s.scheme, i.name FROM scheme AS s INNER JOIN indicator AS i ON i.indicator_id = s.whole ORDER BY s.scheme_id
-- param kind=: month, quarter, half-year, nine-months, year or other; all if empty
-- values kind: VALUES ('month', 'one month'), ('quarter', 'three months'), ('half-year', 'six months'), ('nine-months', 'nine months from January'), ('year', 'twelve months from January'), ('other', 'published, none of these')
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT
    time_period,
    indicator,
    -- Rounded to tenths of a per cent, the ends outwards.
    round(percent * 1e1) / 1e1 AS percent,
    round(percent_min * 1e1 - 0.499999) / 1e1 AS percent_min,
    round(percent_max * 1e1 + 0.499999) / 1e1 AS percent_max,
    origin
FROM share
WHERE
    scheme = COALESCE(NULLIF(CAST(:scheme AS TEXT), ''), 'decisions-2018')
    AND kind = COALESCE(NULLIF(CAST(:kind AS TEXT), ''), kind)
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
ORDER BY first_month, months, indicator
