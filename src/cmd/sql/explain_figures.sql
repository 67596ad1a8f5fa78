-- The figures of a finding, each with its sign in the sum that has to come out,
-- and its printed sentence. ?1 check, ?2 bulletin_id, ?3 indicator, ?4 time
-- period, ?5 computed, ?6 difference of the finding; texts are empty where it has
-- none.
WITH
figure AS (
    -- The whole less the part.
    SELECT x.sign, x.bulletin_id, c.indicator, x.place
    FROM check_containment AS c
    CROSS JOIN (
        SELECT
            part_bulletin,
            whole_bulletin,
            whole_bulletin AS bulletin_id,
            1 AS sign,
            1 AS place
        FROM check_containment
        UNION
        SELECT
            part_bulletin,
            whole_bulletin,
            part_bulletin AS bulletin_id,
            -1 AS sign,
            2 AS place
        FROM check_containment
    ) AS x
    WHERE
        ?1 = 'containment'
        AND c.part_bulletin = ?2
        AND c.indicator = ?3
        AND c.whole_value = ?5
        AND x.part_bulletin = c.part_bulletin
        AND x.whole_bulletin = c.whole_bulletin
    UNION
    -- A span less the months published in it.
    SELECT
        CASE WHEN c.time_period = s.time_period THEN 1 ELSE -1 END AS sign,
        c.bulletin_id,
        c.indicator,
        CASE c.time_period WHEN s.time_period THEN 1 WHEN s.minus_period THEN 2 ELSE 3 END AS place
    FROM check_span AS s
    INNER JOIN claim AS c ON c.indicator = s.indicator AND c.current = 1
    WHERE
        ?1 = 'span'
        AND s.indicator = ?3
        AND s.time_period = ?4
        AND s.status IN ('mismatch', 'contradiction')
        AND ?6 IN (s.residual_min, s.residual_max)
        AND (
            c.time_period IN (s.time_period, COALESCE(s.minus_period, s.time_period))
            OR (length(c.time_period) = 7 AND c.time_period BETWEEN s.first_month AND s.last_month)
        )
    UNION
    SELECT 0 AS sign, c.bulletin_id, c.indicator, 1 AS place
    FROM claim AS c
    WHERE ?1 = 'conflict' AND c.indicator = ?3 AND c.time_period = ?4 AND c.current = 1
    UNION
    -- The total less its parts.
    SELECT
        CASE WHEN c.indicator = ?3 THEN 1 ELSE -1 END AS sign,
        c.bulletin_id,
        c.indicator,
        CASE WHEN c.indicator = ?3 THEN 1 ELSE 2 END AS place
    FROM claim AS c
    WHERE
        ?1 = 'balance'
        AND c.bulletin_id = ?2
        AND (
            c.indicator = ?3
            OR c.indicator IN (
                SELECT i.indicator
                FROM check_balance AS k
                INNER JOIN scheme AS s ON s.scheme = k.scheme
                INNER JOIN scheme_part AS p ON p.scheme_id = s.scheme_id
                INNER JOIN indicator AS i ON i.indicator_id = p.part
                WHERE k.bulletin_id = ?2 AND k.indicator = ?3 AND k.difference = ?6
            )
        )
    UNION
    SELECT 0 AS sign, c.bulletin_id, c.indicator, 1 AS place
    FROM check_together AS t
    INNER JOIN claim AS c
        ON c.indicator = t.indicator AND c.time_period = t.time_period AND c.current = 1
    WHERE
        ?1 = 'together'
        AND (?3 = '' OR t.indicator = ?3)
        AND (?4 = '' OR t.time_period = ?4)
    UNION
    SELECT 0 AS sign, c.bulletin_id, c.indicator, 1 AS place
    FROM claim AS c
    WHERE ?1 = 'hint' AND c.bulletin_id = ?2 AND c.indicator = ?3
)

SELECT
    c.document || ':' || c.position AS bulletin,
    c.value,
    c.document,
    c.line_no,
    c.column_no,
    c.raw,
    c.line_text,
    f.sign,
    c.bulletin_id,
    c.indicator,
    COALESCE(p.label, 'of no known period') AS label,
    i.noun
FROM figure AS f
INNER JOIN claim AS c ON c.bulletin_id = f.bulletin_id AND c.indicator = f.indicator
INNER JOIN indicator AS i ON i.indicator = c.indicator
LEFT JOIN period AS p ON p.time_period = c.time_period
ORDER BY f.place, p.first_no, p.months, c.indicator, c.document, c.position
