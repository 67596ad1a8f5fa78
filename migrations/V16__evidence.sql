-- What a wrong figure, a wrong period or two bulletins in each other's place
-- would explain.

CREATE VIEW suspect_evidence AS
WITH
printed AS MATERIALIZED (
    SELECT
        bulletin_id,
        document_id,
        period_id,
        before_id,
        other_id,
        CASE WHEN abs(before_no - after_no) < 2 THEN 1 ELSE 0 END AS fixed
    FROM bulletin_order
),

fault AS MATERIALIZED (
    SELECT bulletin_id, status
    FROM check_order
    WHERE status <> 'ok'
),

-- Figures that another bulletin of the same period confirms.
agreed AS MATERIALIZED (
    SELECT a.bulletin_id, count(DISTINCT n.indicator_id) AS figures
    FROM (
        SELECT bulletin_id, period_id, count(*) OVER (PARTITION BY period_id) AS bulletins
        FROM bulletin_period
        WHERE period_id IS NOT NULL
    ) AS a
    CROSS JOIN bulletin_period AS b
    CROSS JOIN number AS n
    CROSS JOIN number AS m
    WHERE
        a.bulletins > 1
        AND b.period_id = a.period_id
        AND b.bulletin_id <> a.bulletin_id
        AND n.bulletin_id = a.bulletin_id
        AND n.role_id = 1
        AND m.bulletin_id = b.bulletin_id
        AND m.indicator_id = n.indicator_id
        AND m.role_id = 1
        AND m.value = n.value
    GROUP BY a.bulletin_id
),

kind (kind_no) AS (
    VALUES (1), (2), (3)
),

-- Every member of a check may explain it as a figure (1), by the period of its
-- bulletin (2), or by that bulletin having changed places with another (3).
accusation AS (
    SELECT
        k.kind_no,
        CASE WHEN k.kind_no = 3 AND o.other_id < m.bulletin_id THEN o.other_id ELSE m.bulletin_id END
            AS bulletin_id,
        CASE
            WHEN k.kind_no = 1 THEN m.indicator_id
            WHEN k.kind_no = 2 THEN 0
            WHEN o.other_id < m.bulletin_id THEN m.bulletin_id
            ELSE o.other_id
        END AS other_id,
        m.check_no,
        m.subject_id,
        m.object_id,
        m.sign,
        m.value,
        m.limit_min,
        m.limit_max,
        m.broken
    FROM check_member AS m
    CROSS JOIN kind AS k
    CROSS JOIN printed AS o
    WHERE
        o.bulletin_id = m.bulletin_id
        AND (k.kind_no < 2 OR m.check_no <> 4)
        AND (k.kind_no < 3 OR o.other_id IS NOT NULL)
        AND (m.broken = 1 OR k.kind_no = 1 OR m.check_no = 1)
),

-- Of a figure: what all checks leave for it, or else what the broken ones
-- leave, or else what the first of them leaves.
aimed AS (
    SELECT
        kind_no,
        bulletin_id,
        other_id,
        check_no,
        subject_id,
        object_id,
        sign,
        limit_min,
        limit_max,
        broken,
        value,
        CASE
            WHEN COALESCE(all_min, 0) <= COALESCE(all_max, all_min, 0) THEN all_min
            WHEN COALESCE(broken_min, 0) <= COALESCE(broken_max, broken_min, 0) THEN broken_min
            ELSE first_min
        END AS aim_min,
        CASE
            WHEN COALESCE(all_min, 0) <= COALESCE(all_max, all_min, 0) THEN all_max
            WHEN COALESCE(broken_min, 0) <= COALESCE(broken_max, broken_min, 0) THEN broken_max
            ELSE first_max
        END AS aim_max
    FROM (
        SELECT
            a.kind_no,
            a.bulletin_id,
            a.other_id,
            a.check_no,
            a.subject_id,
            a.object_id,
            a.sign,
            a.limit_min,
            a.limit_max,
            a.broken,
            a.value,
            max(CASE WHEN a.broken = 1 THEN a.limit_min END) OVER one AS broken_min,
            min(CASE WHEN a.broken = 1 THEN a.limit_max END) OVER one AS broken_max,
            max(a.limit_min) OVER one AS all_min,
            min(a.limit_max) OVER one AS all_max,
            FIRST_VALUE(a.limit_min) OVER one AS first_min,
            FIRST_VALUE(a.limit_max) OVER one AS first_max
        FROM accusation AS a
        WINDOW one AS (
            PARTITION BY a.kind_no, a.bulletin_id, a.other_id
            ORDER BY a.broken DESC, a.check_no, a.subject_id, a.object_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ) AS a
),

-- The value nearest to the printed one, and what it would mend or break. A
-- period that is wrong mends all but the sums within its bulletin, unless what
-- stays behind still fails.
evidence AS (
    SELECT
        kind_no,
        bulletin_id,
        other_id,
        check_no,
        subject_id,
        object_id,
        CASE WHEN kind_no = 1 THEN value END AS value,
        CASE WHEN kind_no = 1 THEN tried END AS tried,
        broken,
        CASE
            WHEN kind_no = 1 THEN CASE WHEN tried < limit_min OR tried > limit_max THEN 0 ELSE 1 END
            WHEN broken = 0 THEN 0
            WHEN check_no = 1 AND limit_min > limit_max THEN 0
            WHEN check_no = 3 AND sign = -1 AND limit_max < 0 THEN 0
            ELSE 1
        END AS holds,
        CASE WHEN kind_no = 1 THEN limit_min END AS limit_min,
        CASE WHEN kind_no = 1 THEN limit_max END AS limit_max
    FROM (
        SELECT
            kind_no,
            bulletin_id,
            other_id,
            check_no,
            subject_id,
            object_id,
            sign,
            limit_min,
            limit_max,
            broken,
            value,
            CASE WHEN value < aim_min THEN aim_min WHEN value > aim_max THEN aim_max ELSE value END
                AS tried
        FROM aimed
    ) AS a
    WHERE kind_no > 1 OR tried >= 0
    -- Both of a pair may take part in a check.
    UNION
    -- The order of a document is a check, too (6): the period of either of two
    -- neighbours may be wrong, or two bulletins have changed places.
    SELECT
        CASE WHEN o.bulletin_id < o.other_id THEN 3 ELSE 2 END AS kind_no,
        o.bulletin_id,
        CASE WHEN o.bulletin_id < o.other_id THEN o.other_id ELSE 0 END AS other_id,
        6 AS check_no,
        f.bulletin_id AS subject_id,
        0 AS object_id,
        NULL AS value,
        NULL AS tried,
        1 AS broken,
        1 AS holds,
        NULL AS limit_min,
        NULL AS limit_max
    FROM fault AS f
    CROSS JOIN printed AS p
    CROSS JOIN printed AS o
    WHERE
        p.bulletin_id = f.bulletin_id
        AND o.document_id = p.document_id
        AND (
            o.bulletin_id = f.bulletin_id
            OR (o.bulletin_id < o.other_id AND f.status <> 'undated')
            OR (o.other_id IS NULL AND f.status = 'tie' AND o.period_id = p.period_id)
            OR (o.other_id IS NULL AND f.status = 'out_of_order' AND o.bulletin_id = p.before_id)
        )
),

weighed AS (
    SELECT
        e.kind_no,
        e.bulletin_id,
        e.other_id,
        e.check_no,
        e.subject_id,
        e.object_id,
        e.value,
        e.tried,
        e.broken,
        e.holds,
        sum(e.broken * e.holds) OVER one AS explains,
        sum((1 - e.broken) * (1 - e.holds)) OVER one AS breaks,
        max(CASE WHEN e.check_no = 4 AND e.broken = 0 AND e.holds = 0 THEN e.object_id END) OVER one
            AS scheme_id,
        max(CASE WHEN e.holds = 1 THEN e.limit_min END) OVER one AS value_min,
        min(CASE WHEN e.holds = 1 THEN e.limit_max END) OVER one AS value_max,
        max(CASE WHEN e.check_no = 6 THEN 1 ELSE 0 END) OVER one AS order_fault
    FROM evidence AS e
    WINDOW one AS (PARTITION BY e.kind_no, e.bulletin_id, e.other_id)
)

-- Whose period may be wrong: at least half of its figures are in the way of
-- others, or its document is out of order. Others that print the same figures,
-- and an order that leaves it no other month, speak against that.
SELECT
    w.kind_no,
    w.bulletin_id,
    w.other_id,
    w.check_no,
    w.subject_id,
    w.object_id,
    w.value,
    w.tried,
    w.explains,
    w.breaks + CASE WHEN w.kind_no = 2 THEN 2 * o.fixed + COALESCE(g.figures, 0) ELSE 0 END AS breaks,
    w.scheme_id,
    o.fixed,
    COALESCE(g.figures, 0) AS agreed,
    w.value_min,
    w.value_max
FROM weighed AS w
INNER JOIN printed AS o ON o.bulletin_id = w.bulletin_id
LEFT JOIN agreed AS g ON g.bulletin_id = w.bulletin_id
WHERE
    w.broken = 1
    AND w.holds = 1
    AND (
        w.kind_no <> 2
        OR w.order_fault = 1
        OR w.explains * 2 > (
            SELECT count(*) FROM number AS n WHERE n.bulletin_id = w.bulletin_id AND n.role_id = 1
        )
    );

PRAGMA user_version = 16;
