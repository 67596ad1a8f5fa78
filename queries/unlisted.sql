-- title: The part of a total that no listed item explains
-- param code indicator=decisions: the total
-- values indicator: SELECT DISTINCT i.indicator, i.name FROM scheme AS s INNER JOIN indicator AS i ON i.indicator_id = s.whole ORDER BY i.indicator
-- param kind=: month, quarter, half-year, nine-months, year or other; all if empty
-- values kind: VALUES ('month', 'one month'), ('quarter', 'three months'), ('half-year', 'six months'), ('nine-months', 'nine months from January'), ('year', 'twelve months from January'), ('other', 'published, none of these')
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT
    time_period,
    scheme,
    CASE WHEN whole_min = whole_max THEN whole_min END AS whole,
    CASE WHEN listed_min = listed_max THEN listed_min END AS listed,
    value AS unlisted,
    value_min,
    value_max,
    -- Rounded to hundredths of a per cent.
    CASE WHEN whole_min = whole_max AND whole_min > 0 THEN round(value * 1e4 / whole_min) / 1e2 END
        AS unlisted_percent,
    status
FROM unlisted
WHERE
    indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND kind = COALESCE(NULLIF(CAST(:kind AS TEXT), ''), kind)
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
ORDER BY first_month, months, scheme
