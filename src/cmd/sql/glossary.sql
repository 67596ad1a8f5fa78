-- Every indicator with its meaning, the sums it takes part in, and the first
-- and the last period for which it is published.
SELECT
    i.indicator,
    i.unit,
    i.name,
    i.name_az,
    i.name_ru,
    i.definition,
    i.noun,
    COALESCE(p.periods, 0) AS periods,
    p.first_period,
    p.last_period,
    w.parts,
    m.wholes
FROM indicator AS i
LEFT JOIN (
    SELECT
        s.indicator,
        count(*) AS periods,
        (
            SELECT f.time_period
            FROM series AS f
            WHERE f.indicator = s.indicator
            ORDER BY f.first_month, f.months
            LIMIT 1
        ) AS first_period,
        (
            SELECT l.time_period
            FROM series AS l
            WHERE l.indicator = s.indicator
            ORDER BY l.last_month DESC, l.months
            LIMIT 1
        ) AS last_period
    FROM series AS s
    GROUP BY s.indicator
) AS p ON p.indicator = i.indicator
LEFT JOIN (
    -- Of any year; a part need not be printed in all of them.
    SELECT s.whole AS indicator_id, replace(group_concat(DISTINCT c.indicator), ',', ', ') AS parts
    FROM scheme AS s
    INNER JOIN scheme_part AS p ON p.scheme_id = s.scheme_id
    INNER JOIN indicator AS c ON c.indicator_id = p.part
    GROUP BY s.whole
) AS w ON w.indicator_id = i.indicator_id
LEFT JOIN (
    SELECT p.part AS indicator_id, replace(group_concat(DISTINCT c.indicator), ',', ', ') AS wholes
    FROM scheme_part AS p
    INNER JOIN scheme AS s ON s.scheme_id = p.scheme_id
    INNER JOIN indicator AS c ON c.indicator_id = s.whole
    GROUP BY p.part
) AS m ON m.indicator_id = i.indicator_id
ORDER BY i.indicator_id
