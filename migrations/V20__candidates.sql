-- Which period a bulletin without a certain one could have. A period that is
-- refuted is told as soon as a figure refutes it; only the others are ranked.

DROP VIEW period_candidate;

CREATE VIEW period_candidate AS
WITH
span AS MATERIALIZED (
    SELECT
        s.indicator_id, s.period_id, s.minus_id, s.first_no, s.last_no,
        s.first_no - s.first_no % 12 AS year_no,
        s.missing_months, s.residual_min, s.residual_max, s.status
    FROM span_value AS s
    INNER JOIN period AS p ON p.period_id = s.period_id
    WHERE s.missing_months > 0 OR s.status = 'mismatch'
),

-- Bulletins in whose figures a span fails for at least half of them.
at_odds AS MATERIALIZED (
    SELECT b.bulletin_id
    FROM span AS s
    CROSS JOIN bulletin_period AS b
    CROSS JOIN number AS n
    WHERE
        s.status IN ('mismatch', 'contradiction')
        AND b.first_no BETWEEN s.last_no - 11 AND s.last_no
        AND (
            b.period_id = s.period_id
            OR b.period_id = s.minus_id
            OR (b.months = 1 AND b.first_no >= s.first_no)
        )
        AND n.bulletin_id = b.bulletin_id
        AND n.indicator_id = s.indicator_id
        AND n.role_id = 1
        AND n.superseded = 0
    GROUP BY b.bulletin_id
    HAVING
        count(DISTINCT n.indicator_id) * 2
        >= (SELECT count(*) FROM number AS o WHERE o.bulletin_id = b.bulletin_id AND o.role_id = 1)
),

-- Bulletins whose period others have, too.
shared AS MATERIALIZED (
    SELECT a.bulletin_id, sum(CASE WHEN n.value <> m.value THEN 1 ELSE 0 END) AS differing
    FROM (
        SELECT bulletin_id, period_id, count(*) OVER (PARTITION BY period_id) AS bulletins
        FROM bulletin_period
        WHERE period_id IS NOT NULL
    ) AS a
    INNER JOIN bulletin_period AS o ON o.period_id = a.period_id
    LEFT JOIN number AS n ON n.bulletin_id = a.bulletin_id AND n.role_id = 1 AND n.superseded = 0
    LEFT JOIN number AS m
        ON
            m.bulletin_id = o.bulletin_id
            AND m.indicator_id = n.indicator_id
            AND m.role_id = 1
            AND m.superseded = 0
    WHERE a.bulletins > 1 AND o.bulletin_id <> a.bulletin_id
    GROUP BY a.bulletin_id
),

tested AS MATERIALIZED (
    SELECT
        b.bulletin_id, b.document_id, b.position, b.period_id, b.time_period,
        b.first_no, b.last_no, b.months
    FROM bulletin_period AS b
    LEFT JOIN shared AS c ON c.bulletin_id = b.bulletin_id
    WHERE
        c.differing > 0
        OR b.bulletin_id IN (
            SELECT bulletin_id FROM check_order WHERE status <> 'ok'
            UNION ALL
            SELECT bulletin_id FROM at_odds
        )
),

stretch (place, months, suffix) AS (
    VALUES
        (0, 1, '-01'), (1, 1, '-02'), (2, 1, '-03'), (3, 1, '-04'), (4, 1, '-05'), (5, 1, '-06'),
        (6, 1, '-07'), (7, 1, '-08'), (8, 1, '-09'), (9, 1, '-10'), (10, 1, '-11'), (11, 1, '-12'),
        (0, 3, '-01-01/P3M'), (3, 3, '-04-01/P3M'), (6, 3, '-07-01/P3M'), (9, 3, '-10-01/P3M'),
        (0, 6, '-01-01/P6M'), (6, 6, '-07-01/P6M'), (0, 9, '-01-01/P9M'), (0, 12, '')
),

said AS MATERIALIZED (
    SELECT
        indicator_id, first_no, months, claims, value_min, value_max,
        first_no - first_no % 12 AS year_no,
        indicator_id * 1000000 + first_no * 16 + months AS claim_key
    FROM series_value
),

year AS (
    SELECT month_no - month_no % 12 AS year_no
    FROM month
    GROUP BY month_no - month_no % 12
),

-- Stretches that no bulletin is of, and what is left for them.
open_stretch AS (
    SELECT
        i.indicator_id, y.year_no,
        y.year_no + t.place AS first_no,
        y.year_no + t.place + t.months - 1 AS last_no,
        t.months
    FROM year AS y
    CROSS JOIN stretch AS t
    CROSS JOIN (SELECT DISTINCT indicator_id FROM said) AS i
    WHERE NOT EXISTS (
        SELECT 1
        FROM bulletin_period AS b
        WHERE b.first_no = y.year_no + t.place AND b.months = t.months
    )
),

stretch_known AS (
    SELECT
        t.indicator_id, t.year_no, t.first_no, t.last_no, t.months,
        sum(CASE k.months WHEN 1 THEN k.value_min ELSE 0 END) AS known_min,
        sum(CASE k.months WHEN 1 THEN k.value_max ELSE 0 END) AS known_max,
        CASE
            WHEN max(k.value_min) > sum(CASE k.months WHEN 1 THEN k.value_min ELSE 0 END)
                THEN max(k.value_min)
            ELSE sum(CASE k.months WHEN 1 THEN k.value_min ELSE 0 END)
        END AS least,
        t.months - sum(CASE k.months WHEN 1 THEN 1 ELSE 0 END) AS missing
    FROM open_stretch AS t
    LEFT JOIN said AS k
        ON
            k.indicator_id = t.indicator_id
            AND k.year_no = t.year_no
            AND k.first_no >= t.first_no
            AND k.first_no + k.months - 1 <= t.last_no
    GROUP BY t.indicator_id, t.year_no, t.first_no, t.last_no, t.months
),

-- At least its published months together or any shorter period in it, or what
-- the rest of a longer period leaves.
room AS (
    SELECT
        t.indicator_id, t.first_no, t.months,
        max(CASE
            WHEN s.missing_months = t.missing AND s.residual_min + t.known_max > t.least
                THEN s.residual_min + t.known_max
            ELSE t.least
        END) AS value_min,
        CASE
            WHEN t.missing = 0 THEN t.known_max
            ELSE min(s.residual_max + t.known_min)
        END AS value_max
    FROM stretch_known AS t
    LEFT JOIN span AS s
        ON
            s.status NOT IN ('mismatch', 'contradiction')
            AND s.indicator_id = t.indicator_id
            AND s.year_no = t.year_no
            AND s.first_no <= t.first_no
            AND s.last_no >= t.last_no
    GROUP BY
        t.indicator_id, t.first_no, t.months, t.missing, t.known_min, t.known_max, t.least
),

-- What is published of a stretch, or else what is left for it; claim_key is of
-- the indicator and the stretch in one.
allowed AS MATERIALIZED (
    SELECT claim_key, value_min, value_max, claims
    FROM said
    UNION ALL
    SELECT
        indicator_id * 1000000 + first_no * 16 + months AS claim_key, value_min, value_max,
        0 AS claims
    FROM room
),

printed AS MATERIALIZED (
    SELECT indicator_id, count(*) AS figures
    FROM number
    WHERE role_id = 1 AND bulletin_id IN (SELECT bulletin_id FROM bulletin_period)
    GROUP BY indicator_id
),

covered AS MATERIALIZED (
    SELECT min(first_no) AS first_no, max(last_no) AS last_no
    FROM bulletin_period
),

-- Each with its neighbours in the document, and the indicator of its figures
-- that most bulletins print.
asked AS MATERIALIZED (
    SELECT
        t.bulletin_id, d.document, t.position, t.period_id, t.time_period,
        t.first_no, t.last_no, t.months,
        CASE WHEN o.way = 0 OR (o.before_no IS NULL AND o.after_no IS NULL) THEN 0 ELSE o.way END
            AS way,
        o.before_no, o.after_no,
        COALESCE(p.published_no, c.last_no + 12) AS end_no,
        (
            SELECT n.indicator_id
            FROM number AS n
            INNER JOIN printed AS u ON u.indicator_id = n.indicator_id
            WHERE n.bulletin_id = t.bulletin_id AND n.role_id = 1
            ORDER BY u.figures DESC, n.value DESC, n.indicator_id
            LIMIT 1
        ) AS lead_id
    FROM tested AS t
    CROSS JOIN covered AS c
    INNER JOIN document_list AS d ON d.document_id = t.document_id
    INNER JOIN bulletin_order AS o ON o.bulletin_id = t.bulletin_id
    LEFT JOIN (
        SELECT
            document_id,
            CAST(substr(value, 1, 4) AS INTEGER) * 12 + CAST(substr(value, 6, 2) AS INTEGER) - 1
                AS published_no
        FROM decision_in_force
        WHERE kind = 'published'
    ) AS p ON p.document_id = t.document_id
),

-- Every stretch from twelve months before what is covered on.
frame AS MATERIALIZED (
    SELECT
        y.year_no,
        y.year_no + s.place AS first_no,
        y.year_no + s.place + s.months - 1 AS last_no,
        s.months,
        (y.year_no + s.place) * 16 + s.months AS stretch_key,
        CAST(y.year_no / 12 AS INTEGER) || s.suffix AS time_period
    FROM covered AS c
    CROSS JOIN (
        SELECT year_no FROM year
        UNION
        SELECT min(year_no) - 12 AS year_no FROM year
        UNION
        SELECT max(year_no) + 12 AS year_no FROM year
    ) AS y
    CROSS JOIN stretch AS s
    WHERE y.year_no + s.place >= c.first_no - 12
),

-- Most periods are refuted by one figure: the others are compared only where
-- it does not. What depends on the bulletin itself refutes nothing. Of two
-- claims that differ it has to be one.
weighed AS MATERIALIZED (
    SELECT
        a.bulletin_id, a.document, a.position, a.period_id, a.time_period AS stated_period,
        f.time_period,
        f.stretch_key,
        CASE WHEN f.year_no = a.first_no - a.first_no % 12 THEN 1 ELSE 0 END AS own_year,
        CASE
            WHEN a.way = 0 THEN 0
            WHEN (f.last_no - a.before_no) * a.way < 0 OR (a.after_no - f.last_no) * a.way < 0 THEN 2
            ELSE 1
        END AS order_no,
        CASE WHEN f.months = COALESCE(a.months, 1) THEN 0 ELSE 1 END AS other_length,
        abs(f.last_no - COALESCE(a.last_no, a.before_no, a.after_no, f.last_no)) AS months_apart,
        CASE
            WHEN
                l.claims = 0
                AND f.year_no = a.first_no - a.first_no % 12
                AND NOT EXISTS (
                    SELECT 1
                    FROM bulletin_period AS b
                    CROSS JOIN number AS o
                    WHERE
                        b.period_id = a.period_id
                        AND b.bulletin_id <> a.bulletin_id
                        AND o.bulletin_id = b.bulletin_id
                        AND o.indicator_id = a.lead_id
                        AND o.role_id = 1
                        AND o.superseded = 0
                )
                THEN NULL
            WHEN n.value < l.value_min OR n.value > l.value_max THEN a.lead_id
            WHEN l.claims = 2 AND n.value <> l.value_min AND n.value <> l.value_max THEN a.lead_id
        END AS refuted_by,
        n.value, l.value_min, l.value_max, l.claims
    FROM asked AS a
    CROSS JOIN number AS n
    CROSS JOIN frame AS f
    LEFT JOIN allowed AS l
        ON
            l.claim_key = a.lead_id * 1000000 + f.stretch_key
    WHERE
        n.bulletin_id = a.bulletin_id
        AND n.indicator_id = a.lead_id
        AND n.role_id = 1
        AND f.last_no <= a.end_no
        AND (a.months IS NULL OR f.first_no <> a.first_no OR f.months <> a.months)
),

-- Of those left the other figures are compared: found is the indicator of one
-- that contradicts the period, in thousands, and how many are just what others
-- leave.
open_period AS MATERIALIZED (
    SELECT
        w.bulletin_id, w.document, w.position, w.stated_period, w.time_period,
        w.stretch_key, w.order_no, w.other_length, w.months_apart,
        (
            SELECT
                COALESCE(
                    min(CASE
                        WHEN n.value < l.value_min OR n.value > l.value_max THEN n.indicator_id
                        WHEN l.claims = 2 AND n.value <> l.value_min AND n.value <> l.value_max
                            THEN n.indicator_id
                    END) * 1000,
                    0
                )
                + COALESCE(sum(CASE WHEN n.value = l.value_min AND n.value = l.value_max THEN 1 ELSE 0 END), 0)
            FROM number AS n
            CROSS JOIN allowed AS l
            WHERE
                n.bulletin_id = w.bulletin_id
                AND n.role_id = 1
                AND l.claim_key = n.indicator_id * 1000000 + w.stretch_key
                AND (
                    l.claims > 0
                    OR w.own_year = 0
                    OR EXISTS (
                        SELECT 1
                        FROM bulletin_period AS b
                        CROSS JOIN number AS o
                        WHERE
                            b.period_id = w.period_id
                            AND b.bulletin_id <> w.bulletin_id
                            AND o.bulletin_id = b.bulletin_id
                            AND o.indicator_id = n.indicator_id
                            AND o.role_id = 1
                            AND o.superseded = 0
                    )
                )
        ) AS found
    FROM weighed AS w
    WHERE w.refuted_by IS NULL
),

-- In the order of the document, confirmed by most figures, of the stated length
-- and nearest to the stated period or the neighbours.
ranked AS (
    SELECT
        bulletin_id, document, position, stated_period, time_period, stretch_key, order_no,
        months_apart,
        CASE WHEN found > 999 THEN (found - found % 1000) / 1000 END AS refuted_by,
        CASE WHEN found < 1000 THEN found END AS confirmed,
        CASE
            WHEN found < 1000
                THEN ROW_NUMBER() OVER (
                    PARTITION BY bulletin_id
                    ORDER BY
                        CASE WHEN found > 999 THEN 1 ELSE 0 END,
                        CASE order_no WHEN 2 THEN 1 ELSE 0 END,
                        found DESC, other_length, months_apart, stretch_key
                )
        END AS place
    FROM open_period
),

judged AS (
    SELECT
        bulletin_id, document, position, stated_period, time_period, NULL AS place, order_no,
        months_apart, NULL AS confirmed, refuted_by, value, value_min, value_max, claims
    FROM weighed
    WHERE refuted_by IS NOT NULL
    UNION ALL
    SELECT
        r.bulletin_id, r.document, r.position, r.stated_period, r.time_period, r.place, r.order_no,
        r.months_apart, r.confirmed, r.refuted_by, n.value, l.value_min, l.value_max,
        l.claims
    FROM ranked AS r
    LEFT JOIN number AS n
        ON n.bulletin_id = r.bulletin_id AND n.indicator_id = r.refuted_by AND n.role_id = 1
    LEFT JOIN allowed AS l ON l.claim_key = r.refuted_by * 1000000 + r.stretch_key
)

SELECT
    j.bulletin_id, j.document, j.position, j.stated_period, j.time_period,
    CASE
        WHEN j.refuted_by IS NOT NULL THEN 'refuted'
        WHEN j.order_no = 2 THEN 'against order'
        ELSE 'possible'
    END AS status,
    j.place, j.months_apart, j.confirmed,
    i.indicator AS refuted_by,
    j.value, j.value_min, j.value_max,
    CASE
        WHEN j.refuted_by IS NOT NULL
            THEN
                j.value || ' ' || i.noun || ', not ' || CASE
                    WHEN j.value_min = j.value_max THEN 'the ' || j.value_min || ' of others'
                    WHEN j.claims = 2 THEN 'the ' || j.value_min || ' or ' || j.value_max || ' of others'
                    WHEN j.value_max IS NULL THEN j.value_min || ' or more'
                    ELSE j.value_min || ' to ' || j.value_max
                END
        WHEN j.confirmed > 0 THEN j.confirmed || ' of its figures are just what others leave'
        ELSE 'no figure contradicts it'
    END AS reason,
    CASE j.order_no WHEN 2 THEN 'against' WHEN 1 THEN 'with' ELSE 'unknown' END AS document_order
FROM judged AS j
LEFT JOIN indicator AS i ON i.indicator_id = j.refuted_by;

PRAGMA user_version = 20;
