-- The periods for which an indicator is published, and the months that follow
-- from them, with what is known of each.
SELECT time_period, status
FROM (
    SELECT s.time_period, min(s.status) AS status, max(s.last_month) AS last_month, 0 AS place
    FROM series AS s
    WHERE s.indicator = ?1
    GROUP BY s.time_period
    UNION ALL
    SELECT m.month, min(m.origin) AS status, max(m.month) AS last_month, 1 AS place
    FROM monthly AS m
    WHERE m.indicator = ?1 AND m.origin NOT IN ('published', 'disputed')
    GROUP BY m.month
)
ORDER BY place, last_month, time_period
