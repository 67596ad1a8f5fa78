-- The bulletin asked for, and the others that are of the same period with
-- other figures: how many figures differ and how many agree.
SELECT
    l.document || ':' || l.position AS bulletin,
    l.bulletin_id,
    l.time_period,
    COALESCE(c.differing, 0) AS differing,
    COALESCE(c.agreeing, 0) AS agreeing,
    COALESCE(c.others, '') AS others,
    o.status
FROM bulletin_list AS l
INNER JOIN check_order AS o ON o.bulletin_id = l.bulletin_id
LEFT JOIN (
    SELECT
        a.bulletin_id,
        sum(CASE WHEN a.value <> b.value THEN 1 ELSE 0 END) AS differing,
        sum(CASE WHEN a.value = b.value THEN 1 ELSE 0 END) AS agreeing,
        group_concat(DISTINCT b.document || ':' || b.position) AS others
    FROM claim AS a
    INNER JOIN claim AS b
        ON
            b.time_period = a.time_period
            AND b.indicator = a.indicator
            AND b.bulletin_id <> a.bulletin_id
    WHERE a.current = 1 AND b.current = 1
    GROUP BY a.bulletin_id
) AS c ON c.bulletin_id = l.bulletin_id
WHERE
    l.bulletin_id = ?1
    OR (
        c.differing > 0
        AND l.time_period = (SELECT time_period FROM bulletin_list WHERE bulletin_id = ?1)
    )
ORDER BY CASE l.bulletin_id WHEN ?1 THEN 0 ELSE 1 END, l.bulletin_id
