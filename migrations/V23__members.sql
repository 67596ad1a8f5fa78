-- Which figures take part in the checks that fail: replaced ones only in the sums
-- of their own bulletin, and those of a pair that may have changed places, too.

DROP VIEW check_member;

CREATE VIEW check_member AS
-- Building block of suspect. Of every figure that takes part in a check that
-- fails, and of every one in two bulletins that may have changed places, one row
-- per check that it takes part in, with the least and the most
-- that this check would leave for it if all other figures were right; NULL:
-- no end. check_no is 1 for figures of the same period, 2 for a part and its
-- whole, 3 for a span, 4 for a sum within the bulletin, 5 for claims that
-- cannot hold together. subject_id and object_id tell which check it is: of 1
-- period and indicator, of 2 the bulletins of part and whole, of 3 the period
-- and the one taken from it, of 4 bulletin and scheme, of 5 the set. Spans also
-- tell their first and last month, and how many bulletins print the figure.
WITH
span AS MATERIALIZED (
    SELECT
        s.indicator_id,
        s.period_id,
        COALESCE(s.minus_id, 0) AS minus_id,
        s.first_no - s.first_no % 12 AS year_no,
        s.first_no,
        s.last_no,
        s.residual_min,
        s.residual_max,
        CASE WHEN s.missing_months = 0 THEN 1 ELSE 0 END AS exact,
        CASE WHEN s.status IN ('mismatch', 'contradiction') THEN 1 ELSE 0 END AS broken
    FROM span_value AS s
    INNER JOIN period AS p ON p.period_id = s.period_id
),

balance AS MATERIALIZED (
    SELECT
        bulletin_id,
        scheme_id,
        whole,
        residual,
        exact,
        CASE WHEN residual < 0 OR (exact = 1 AND residual > 0) THEN 1 ELSE 0 END AS broken
    FROM (
        SELECT
            t.bulletin_id,
            t.scheme_id,
            s.whole,
            w.value - t.computed AS residual,
            CASE
                WHEN t.missing_parts > 0 THEN 0
                WHEN t.computed = w.value THEN 1
                WHEN
                    sum(
                        CASE
                            WHEN t.missing_parts > 0 THEN 0
                            WHEN t.computed = w.value THEN 1
                            ELSE -1
                        END
                    ) OVER (PARTITION BY t.scheme_id) > 0
                    THEN 1
                ELSE 0
            END AS exact
        FROM scheme_sum AS t
        INNER JOIN scheme AS s ON s.scheme_id = t.scheme_id
        INNER JOIN number AS w
            ON w.bulletin_id = t.bulletin_id AND w.indicator_id = s.whole AND w.role_id = 1
        INNER JOIN number AS a
            ON a.bulletin_id = t.bulletin_id AND a.indicator_id = s.applies_if AND a.role_id = 1
    ) AS b
),

summand AS (
    SELECT scheme_id, part FROM scheme_part
    UNION ALL
    SELECT scheme_id, whole AS part FROM scheme
),

-- outside is 1 where other bulletins take part in the check.
accused AS (
    SELECT c.bulletin_id, c.indicator_id, 1 AS outside
    FROM conflict_value AS s
    INNER JOIN bulletin_period AS b ON b.period_id = s.period_id
    INNER JOIN number AS c
        ON c.bulletin_id = b.bulletin_id AND c.indicator_id = s.indicator_id AND c.role_id = 1
    WHERE s.value_min < s.value_max AND c.superseded = 0
    UNION ALL
    SELECT
        CASE e.place WHEN 1 THEN c.part_bulletin ELSE c.whole_bulletin END AS bulletin_id,
        c.indicator_id,
        1 AS outside
    FROM containment_value AS c
    CROSS JOIN (SELECT 1 AS place UNION ALL SELECT 2 AS place) AS e
    WHERE c.part_value > c.whole_value
    UNION ALL
    SELECT c.bulletin_id, c.indicator_id, 1 AS outside
    FROM span AS s
    CROSS JOIN bulletin_period AS b
    CROSS JOIN number AS c
    WHERE
        s.broken = 1
        AND b.first_no BETWEEN s.year_no AND s.last_no
        AND (
            b.period_id = s.period_id
            OR b.period_id = s.minus_id
            OR (b.months = 1 AND b.first_no >= s.first_no)
        )
        AND c.bulletin_id = b.bulletin_id
        AND c.indicator_id = s.indicator_id
        AND c.role_id = 1
        AND c.superseded = 0
    UNION ALL
    SELECT c.bulletin_id, c.indicator_id, 0 AS outside
    FROM balance AS b
    INNER JOIN summand AS p ON p.scheme_id = b.scheme_id
    INNER JOIN number AS c
        ON c.bulletin_id = b.bulletin_id AND c.indicator_id = p.part AND c.role_id = 1
    WHERE b.broken = 1
    UNION ALL
    SELECT c.bulletin_id, c.indicator_id, 1 AS outside
    FROM cached_bound AS k
    INNER JOIN bulletin_period AS b ON b.first_no = k.first_no AND b.months = k.months
    INNER JOIN number AS c
        ON c.bulletin_id = b.bulletin_id AND c.indicator_id = k.indicator_id AND c.role_id = 1
    WHERE k.conflict_no IS NOT NULL AND c.superseded = 0
    UNION ALL
    SELECT c.bulletin_id, c.indicator_id, 0 AS outside
    FROM bulletin_order AS o
    INNER JOIN number AS c ON c.bulletin_id = o.bulletin_id AND c.role_id = 1
    WHERE o.other_id IS NOT NULL AND c.superseded = 0
),

-- at_odds is 1 where others are in the way of at least half of the figures of
-- the bulletin.
counted AS MATERIALIZED (
    SELECT
        a.bulletin_id,
        a.indicator_id,
        CASE
            WHEN
                sum(max(a.outside)) OVER (PARTITION BY a.bulletin_id) * 2
                >= (SELECT count(*) FROM number AS n WHERE n.bulletin_id = a.bulletin_id AND n.role_id = 1)
                THEN 1
            ELSE 0
        END AS at_odds
    FROM accused AS a
    GROUP BY a.bulletin_id, a.indicator_id
),

-- claims, value_min and value_max are those of all bulletins of its period.
figure AS MATERIALIZED (
    SELECT
        a.bulletin_id,
        a.indicator_id,
        a.at_odds,
        b.period_id,
        b.first_no - b.first_no % 12 AS year_no,
        b.first_no,
        b.last_no,
        b.months,
        n.value,
        n.superseded,
        COALESCE(k.claims, 1) AS claims,
        COALESCE(k.value_min, n.value) AS value_min,
        COALESCE(k.value_max, n.value) AS value_max
    FROM counted AS a
    CROSS JOIN bulletin_period AS b
    CROSS JOIN number AS n
    LEFT JOIN conflict_value AS k
        ON k.period_id = b.period_id AND k.indicator_id = a.indicator_id
    WHERE
        b.bulletin_id = a.bulletin_id
        AND n.bulletin_id = a.bulletin_id
        AND n.indicator_id = a.indicator_id
        AND n.role_id = 1
),

span_member AS (
    SELECT
        s.indicator_id,
        s.period_id,
        s.minus_id,
        s.first_no,
        s.last_no,
        s.residual_min,
        s.residual_max,
        s.exact,
        s.broken,
        c.bulletin_id,
        c.value,
        c.at_odds,
        c.claims,
        c.value_min,
        c.value_max,
        CASE WHEN c.period_id = s.period_id THEN 1 ELSE -1 END AS sign
    FROM figure AS c
    CROSS JOIN span AS s
    WHERE
        c.superseded = 0
        AND s.indicator_id = c.indicator_id
        AND s.year_no = c.year_no
        AND (
            s.period_id = c.period_id
            OR s.minus_id = c.period_id
            OR (c.months = 1 AND c.first_no BETWEEN s.first_no AND s.last_no)
        )
)

-- Figures of the same period, of longer and of shorter ones.
SELECT
    CASE WHEN p.months = p.other_months THEN 1 ELSE 2 END AS check_no,
    CASE
        WHEN p.months = p.other_months THEN p.period_id
        WHEN p.months < p.other_months THEN p.bulletin_id
        ELSE p.other_id
    END AS subject_id,
    CASE
        WHEN p.months = p.other_months THEN p.indicator_id
        WHEN p.months < p.other_months THEN p.other_id
        ELSE p.bulletin_id
    END AS object_id,
    CASE
        WHEN p.months = p.other_months THEN 0
        WHEN p.months < p.other_months THEN -1
        ELSE 1
    END AS sign,
    p.bulletin_id,
    p.indicator_id,
    p.value,
    p.at_odds,
    CASE WHEN p.months < p.other_months THEN 0 ELSE p.others_min END AS limit_min,
    CASE
        -- Others that differ leave nothing.
        WHEN p.months = p.other_months AND p.others_min < p.others_max THEN -1
        WHEN p.months <= p.other_months THEN p.others_max
    END AS limit_max,
    NULL AS first_no,
    NULL AS last_no,
    NULL AS claims,
    CASE
        WHEN p.months = p.other_months AND (p.value <> p.others_min OR p.value <> p.others_max) THEN 1
        WHEN p.months < p.other_months AND p.value > p.others_max THEN 1
        WHEN p.months > p.other_months AND p.value < p.others_min THEN 1
        ELSE 0
    END AS broken
FROM (
    SELECT
        c.bulletin_id,
        c.indicator_id,
        c.period_id,
        c.months,
        c.value,
        c.at_odds,
        b.months AS other_months,
        min(b.bulletin_id) AS other_id,
        min(o.value) AS others_min,
        max(o.value) AS others_max
    FROM figure AS c
    CROSS JOIN bulletin_period AS b
    CROSS JOIN number AS o
    WHERE
        c.superseded = 0
        AND b.first_no BETWEEN c.last_no - 11 AND c.last_no
        AND b.bulletin_id <> c.bulletin_id
        AND (
            b.period_id = c.period_id
            OR (b.months > c.months AND b.first_no <= c.first_no AND b.last_no >= c.last_no)
            OR (b.months < c.months AND b.first_no >= c.first_no AND b.last_no <= c.last_no)
        )
        AND o.bulletin_id = b.bulletin_id
        AND o.indicator_id = c.indicator_id
        AND o.role_id = 1
        AND o.superseded = 0
    GROUP BY
        c.bulletin_id,
        c.indicator_id,
        c.period_id,
        c.months,
        c.value,
        c.at_odds,
        b.months,
        CASE WHEN b.period_id = c.period_id THEN 0 ELSE b.bulletin_id END
) AS p
UNION ALL
SELECT
    3 AS check_no,
    period_id AS subject_id,
    minus_id AS object_id,
    sign,
    bulletin_id,
    indicator_id,
    value,
    at_odds,
    CASE
        WHEN sign = 1 THEN value_max - residual_max
        WHEN exact = 1 THEN value_max + residual_min
    END AS limit_min,
    CASE
        WHEN sign = -1 THEN value_min + residual_max
        WHEN exact = 1 THEN value_min - residual_min
    END AS limit_max,
    first_no,
    last_no,
    claims,
    broken
FROM span_member
UNION ALL
SELECT
    4 AS check_no,
    b.bulletin_id AS subject_id,
    b.scheme_id AS object_id,
    CASE WHEN c.indicator_id = b.whole THEN 1 ELSE -1 END AS sign,
    c.bulletin_id,
    c.indicator_id,
    c.value,
    c.at_odds,
    CASE
        WHEN c.indicator_id = b.whole THEN c.value - b.residual
        WHEN b.exact = 1 THEN c.value + b.residual
    END AS limit_min,
    CASE
        WHEN c.indicator_id <> b.whole THEN c.value + b.residual
        WHEN b.exact = 1 THEN c.value - b.residual
    END AS limit_max,
    NULL AS first_no,
    NULL AS last_no,
    NULL AS claims,
    b.broken
FROM figure AS c
INNER JOIN summand AS p ON p.part = c.indicator_id
INNER JOIN balance AS b ON b.bulletin_id = c.bulletin_id AND b.scheme_id = p.scheme_id
UNION ALL
SELECT
    5 AS check_no,
    k.conflict_no AS subject_id,
    0 AS object_id,
    0 AS sign,
    c.bulletin_id,
    c.indicator_id,
    c.value,
    1 AS at_odds,
    NULL AS limit_min,
    NULL AS limit_max,
    NULL AS first_no,
    NULL AS last_no,
    NULL AS claims,
    1 AS broken
FROM cached_bound AS k
INNER JOIN bulletin_period AS b ON b.first_no = k.first_no AND b.months = k.months
INNER JOIN number AS c
    ON c.bulletin_id = b.bulletin_id AND c.indicator_id = k.indicator_id AND c.role_id = 1
WHERE k.conflict_no IS NOT NULL AND c.superseded = 0;

PRAGMA user_version = 23;
