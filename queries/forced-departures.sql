-- title: Leave and expulsion together, the sum that news agencies print
-- param kind=: month, quarter, half-year, nine-months, year or other; all if empty
-- values kind: VALUES ('month', 'one month'), ('quarter', 'three months'), ('half-year', 'six months'), ('nine-months', 'nine months from January'), ('year', 'twelve months from January'), ('other', 'published, none of these')
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT
    time_period,
    CASE WHEN leave_min = leave_max THEN leave_min END AS leave,
    CASE WHEN expulsion_min = expulsion_max THEN expulsion_min END AS expulsion,
    value AS forced_departures,
    -- Of a period that is not certain only the ends are known.
    value_min,
    value_max,
    origin
FROM forced_departure
WHERE
    kind = COALESCE(NULLIF(CAST(:kind AS TEXT), ''), kind)
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
ORDER BY first_month, months
