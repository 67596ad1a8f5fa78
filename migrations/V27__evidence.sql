-- Where nothing satisfies all checks that a figure fails, what is tried first no
-- longer depends on the ids of periods, which another order of the same documents
-- numbers otherwise.

DROP VIEW suspect_evidence;

CREATE VIEW suspect_evidence AS
WITH
printed AS MATERIALIZED (
    SELECT
        o.bulletin_id,
        o.document_id,
        o.period_id,
        o.after_id,
        o.other_id,
        p.last_no AS other_no,
        -- 1 where every month that the order leaves has its bulletin.
        CASE
            WHEN
                abs(o.before_no - o.after_no) < (
                    SELECT count(DISTINCT b.first_no)
                    FROM bulletin_period AS b
                    WHERE
                        b.months = 1
                        AND (
                            b.first_no BETWEEN o.before_no AND o.after_no
                            OR b.first_no BETWEEN o.after_no AND o.before_no
                        )
                )
                THEN 1
            ELSE 0
        END AS fixed
    FROM bulletin_order AS o
    LEFT JOIN bulletin_period AS p ON p.bulletin_id = o.other_id
),

fault AS MATERIALIZED (
    SELECT c.bulletin_id, c.status, b.document_id, b.period_id
    FROM check_order AS c
    INNER JOIN bulletin_period AS b ON b.bulletin_id = c.bulletin_id
    WHERE c.status <> 'ok'
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
        AND n.superseded = 0
        AND m.bulletin_id = b.bulletin_id
        AND m.indicator_id = n.indicator_id
        AND m.role_id = 1
        AND m.superseded = 0
        AND m.value = n.value
    GROUP BY a.bulletin_id
),

-- What may be wrong: a figure (1), a period (2), or the places of a pair of
-- bulletins (3).
mistake AS MATERIALIZED (
    SELECT 1 AS kind_no, NULL AS bulletin_id, NULL AS other_id, NULL AS other_no
    UNION ALL
    SELECT 2 AS kind_no, NULL AS bulletin_id, NULL AS other_id, NULL AS other_no
    UNION ALL
    SELECT 3 AS kind_no, bulletin_id, other_id, other_no
    FROM printed
    WHERE other_id IS NOT NULL
),

accusation AS (
    SELECT
        k.kind_no,
        CASE WHEN k.other_id < m.bulletin_id THEN k.other_id ELSE m.bulletin_id END AS bulletin_id,
        CASE
            WHEN k.kind_no = 1 THEN m.indicator_id
            WHEN k.kind_no = 2 THEN 0
            WHEN k.other_id < m.bulletin_id THEN m.bulletin_id
            ELSE k.other_id
        END AS other_id,
        m.check_no,
        m.subject_id,
        m.object_id,
        CASE WHEN m.check_no IN (2, 3) THEN m.indicator_id ELSE 0 END AS about_id,
        CASE WHEN k.kind_no = 1 THEN m.value END AS value,
        m.limit_min,
        m.limit_max,
        m.broken,
        CASE
            -- A period that is wrong mends all but the sums within its bulletin,
            -- unless what stays behind still fails.
            WHEN k.kind_no = 2 AND m.check_no = 1 AND m.limit_min > m.limit_max THEN 0
            WHEN k.kind_no = 2 AND m.check_no = 3 AND m.sign = -1 AND m.limit_max < 0 THEN 0
            WHEN k.kind_no = 2 AND m.check_no = 3 AND m.claims > 1 THEN 0
            WHEN k.kind_no = 2 THEN 1
            -- A span that holds both of a pair stays as it is.
            WHEN k.kind_no = 3 AND k.other_no BETWEEN m.first_no AND m.last_no THEN 1 - m.broken
            WHEN k.kind_no = 3 AND (n.value < m.limit_min OR n.value > m.limit_max) THEN 0
            WHEN k.kind_no = 3 THEN 1
        END AS holds
    FROM check_member AS m
    CROSS JOIN mistake AS k
    LEFT JOIN number AS n
        ON n.bulletin_id = k.other_id AND n.indicator_id = m.indicator_id AND n.role_id = 1
    WHERE
        k.kind_no = 1
        OR (k.kind_no = 2 AND m.broken = 1 AND m.at_odds = 1 AND m.check_no <> 4)
        OR (k.bulletin_id = m.bulletin_id AND n.value >= 0 AND m.check_no <> 4)
),

-- Of a figure: what all checks leave for it, or else what the broken ones
-- leave, or else what the first of them leaves, that with the lowest ends.
aimed AS (
    SELECT
        kind_no,
        bulletin_id,
        other_id,
        check_no,
        subject_id,
        object_id,
        about_id,
        value,
        limit_min,
        limit_max,
        broken,
        holds,
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
            a.about_id,
            a.value,
            a.limit_min,
            a.limit_max,
            a.broken,
            a.holds,
            max(CASE WHEN a.broken = 1 THEN a.limit_min END) OVER one AS broken_min,
            min(CASE WHEN a.broken = 1 THEN a.limit_max END) OVER one AS broken_max,
            max(a.limit_min) OVER one AS all_min,
            min(a.limit_max) OVER one AS all_max,
            FIRST_VALUE(a.limit_min) OVER one AS first_min,
            FIRST_VALUE(a.limit_max) OVER one AS first_max
        FROM accusation AS a
        WINDOW one AS (
            PARTITION BY a.kind_no, a.bulletin_id, a.other_id
            ORDER BY
                a.broken DESC, a.check_no,
                COALESCE(a.limit_min, 0), COALESCE(a.limit_max, 9223372036854775807)
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ) AS a
),

-- The value nearest to the printed one.
tried AS (
    SELECT
        kind_no,
        bulletin_id,
        other_id,
        check_no,
        subject_id,
        object_id,
        about_id,
        value,
        limit_min,
        limit_max,
        broken,
        holds,
        CASE WHEN value < aim_min THEN aim_min WHEN value > aim_max THEN aim_max ELSE value END
            AS tried
    FROM aimed
),

-- What each mistake would mend or break.
evidence AS (
    SELECT
        kind_no,
        bulletin_id,
        other_id,
        check_no,
        subject_id,
        object_id,
        about_id,
        value,
        CASE WHEN kind_no = 1 THEN limit_min END AS limit_min,
        CASE WHEN kind_no = 1 THEN limit_max END AS limit_max,
        broken,
        CASE
            WHEN kind_no > 1 THEN holds
            WHEN tried < limit_min OR tried > limit_max THEN 0
            ELSE 1
        END AS holds
    FROM tried
    WHERE kind_no > 1 OR tried >= 0
    -- Both of a pair may take part in one check, which counts once.
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
        0 AS about_id,
        NULL AS value,
        NULL AS limit_min,
        NULL AS limit_max,
        1 AS broken,
        1 AS holds
    FROM fault AS f
    INNER JOIN printed AS o ON o.document_id = f.document_id
    WHERE
        o.bulletin_id = f.bulletin_id
        OR (
            o.bulletin_id < o.other_id
            AND (f.status = 'out_of_order' OR (f.status = 'tie' AND f.bulletin_id = o.other_id))
        )
        OR (o.other_id IS NULL AND f.status = 'tie' AND o.period_id = f.period_id)
        OR (o.other_id IS NULL AND f.status = 'out_of_order' AND o.after_id = f.bulletin_id)
),

weighed AS (
    SELECT
        e.kind_no,
        e.bulletin_id,
        e.other_id,
        e.check_no,
        e.subject_id,
        e.object_id,
        e.about_id,
        e.value,
        e.broken,
        e.holds,
        sum(e.broken * e.holds) OVER one AS explains,
        sum((1 - e.broken) * (1 - e.holds)) OVER one AS breaks,
        -- A sum that closes with the figure as it is.
        max(
            CASE
                WHEN e.check_no = 4 AND e.broken = 0 AND e.holds = 0 AND e.limit_min = e.limit_max
                    THEN e.object_id
            END
        ) OVER one AS scheme_id,
        max(CASE WHEN e.holds = 1 THEN e.limit_min END) OVER one AS value_min,
        min(CASE WHEN e.holds = 1 THEN e.limit_max END) OVER one AS value_max
    FROM evidence AS e
    WINDOW one AS (PARTITION BY e.kind_no, e.bulletin_id, e.other_id)
)

-- Others that print the same figures, and an order that leaves it no other
-- month, speak against a wrong period.
SELECT
    w.kind_no,
    w.bulletin_id,
    w.other_id,
    w.check_no,
    w.subject_id,
    w.object_id,
    w.about_id,
    w.value,
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
WHERE w.broken = 1 AND w.holds = 1;

PRAGMA user_version = 27;
