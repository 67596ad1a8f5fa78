-- Sums, shares, remainders and changes over the totals of periods, each with the
-- least and the most that it can be.

CREATE VIEW forced_departure AS
-- Decisions to leave on paying a fine and decisions of expulsion, together.
WITH
total AS MATERIALIZED (
    SELECT p.first_no, p.months, p.value_min, p.value_max, i.indicator
    FROM period_value AS p
    INNER JOIN indicator AS i ON i.indicator_id = p.indicator_id
    WHERE i.indicator IN ('decisions.leave', 'decisions.expulsion') AND p.missing_months = 0
),

name AS MATERIALIZED (
    SELECT first_no, months, time_period, kind, first_month, last_month
    FROM period_name
)

SELECT
    n.time_period,
    n.kind,
    n.first_month,
    n.last_month,
    n.months,
    x.leave_min,
    x.leave_max,
    x.expulsion_min,
    x.expulsion_max,
    CASE WHEN x.value_min = x.value_max THEN x.value_min END AS value,
    x.value_min,
    x.value_max,
    CASE
        WHEN x.value_min = x.value_max THEN 'derived'
        WHEN x.value_min < x.value_max THEN 'bounded'
        ELSE 'contradicted'
    END AS origin
FROM (
    SELECT
        l.first_no,
        l.months,
        l.value_min AS leave_min,
        l.value_max AS leave_max,
        e.value_min AS expulsion_min,
        e.value_max AS expulsion_max,
        l.value_min + e.value_min AS value_min,
        l.value_max + e.value_max AS value_max
    FROM total AS l
    INNER JOIN total AS e ON e.first_no = l.first_no AND e.months = l.months
    WHERE l.indicator = 'decisions.leave' AND e.indicator = 'decisions.expulsion'
) AS x
INNER JOIN name AS n ON n.first_no = x.first_no AND n.months = x.months;

CREATE VIEW share AS
-- A part in per cent of its whole. The least share is the least part of the
-- largest whole; a part is never more than its whole.
WITH
total AS MATERIALIZED (
    SELECT indicator_id, first_no, months, value_min, value_max, origin
    FROM period_value
    WHERE missing_months = 0
),

name AS MATERIALIZED (
    SELECT first_no, months, time_period, kind, first_month, last_month
    FROM period_name
),

-- role is 1 of a whole, 2 of what a sum applies to, 3 of parts.
member AS (
    SELECT scheme_id, whole AS indicator_id, 1 AS role, 1 AS required
    FROM scheme
    UNION ALL
    SELECT scheme_id, applies_if AS indicator_id, 2 AS role, 1 AS required
    FROM scheme
    UNION ALL
    SELECT scheme_id, part AS indicator_id, 3 AS role, required
    FROM scheme_part
),

placed AS (
    SELECT
        m.scheme_id,
        m.role,
        t.first_no,
        t.months,
        t.indicator_id,
        t.value_min,
        t.value_max,
        t.origin,
        max(CASE WHEN m.role = 1 THEN t.value_min END) OVER together AS whole_min,
        max(CASE WHEN m.role = 1 THEN t.value_max END) OVER together AS whole_max,
        max(CASE WHEN m.role = 1 THEN t.origin END) OVER together AS whole_origin,
        max(CASE WHEN m.role = 2 THEN 1 ELSE 0 END) OVER together AS applies
    FROM member AS m
    CROSS JOIN total AS t
    WHERE t.indicator_id = m.indicator_id
    WINDOW together AS (PARTITION BY m.scheme_id, t.first_no, t.months)
),

pair AS (
    SELECT
        scheme_id,
        first_no,
        months,
        indicator_id,
        value_min AS part_min,
        value_max AS part_max,
        whole_min,
        whole_max,
        CASE
            WHEN value_min <= whole_max THEN
                CASE
                    WHEN whole_origin = 'published' AND origin = 'published' THEN 'published'
                    WHEN value_min = value_max AND whole_min = whole_max THEN 'derived'
                    ELSE 'bounded'
                END
            ELSE 'contradicted'
        END AS origin
    FROM placed
    WHERE role = 3 AND applies = 1 AND whole_origin IS NOT NULL
)

SELECT
    s.scheme,
    h.indicator AS whole,
    i.indicator,
    n.time_period,
    n.kind,
    n.first_month,
    n.last_month,
    n.months,
    x.part_min,
    x.part_max,
    x.whole_min,
    x.whole_max,
    CASE
        WHEN x.origin IN ('published', 'derived') AND x.whole_max > 0
            THEN x.part_min * 1e2 / x.whole_max
    END AS percent,
    CASE
        WHEN x.origin <> 'contradicted' AND x.whole_max > 0 THEN x.part_min * 1e2 / x.whole_max
    END AS percent_min,
    CASE
        WHEN x.origin <> 'contradicted' AND x.whole_max > 0 THEN
            CASE WHEN x.part_max < x.whole_min THEN x.part_max * 1e2 / x.whole_min ELSE 1e2 END
    END AS percent_max,
    x.origin
FROM pair AS x
CROSS JOIN name AS n
CROSS JOIN scheme AS s
CROSS JOIN indicator AS h
CROSS JOIN indicator AS i
WHERE
    n.first_no = x.first_no
    AND n.months = x.months
    AND s.scheme_id = x.scheme_id
    AND h.indicator_id = s.whole
    AND i.indicator_id = x.indicator_id;

CREATE VIEW unlisted AS
-- What is left of a whole when its listed parts are taken off. A part that is
-- printed only in some years counts as zero where nothing is known of it, and
-- where the whole is printed without it. Where parts are larger than the whole
-- what is left is less than nothing, as printed; between two ends it is not.
WITH
total AS MATERIALIZED (
    SELECT indicator_id, first_no, months, missing_months, value_min, value_max, origin
    FROM period_value
),

name AS MATERIALIZED (
    SELECT first_no, months, time_period, kind, first_month, last_month
    FROM period_name
),

-- role is 1 of a whole, 2 of what a sum applies to, 3 of parts.
member AS (
    SELECT scheme_id, whole AS indicator_id, 1 AS role, 1 AS required
    FROM scheme
    UNION ALL
    SELECT scheme_id, applies_if AS indicator_id, 2 AS role, 1 AS required
    FROM scheme
    UNION ALL
    SELECT scheme_id, part AS indicator_id, 3 AS role, required
    FROM scheme_part
),

-- listed is 1 of a part that counts even where the whole is printed.
placed AS (
    SELECT
        m.scheme_id,
        m.role,
        m.required,
        t.first_no,
        t.months,
        t.missing_months,
        t.value_min,
        t.value_max,
        t.origin,
        CASE
            WHEN m.role <> 3 THEN 0
            WHEN m.required = 1 OR t.origin IN ('published', 'disputed') THEN 1
            ELSE 0
        END AS listed,
        CASE WHEN m.role = 3 AND t.value_min IS NULL THEN 1 ELSE 0 END AS contradicted
    FROM member AS m
    CROSS JOIN total AS t
    WHERE t.indicator_id = m.indicator_id
),

gathered AS (
    SELECT
        scheme_id,
        first_no,
        months,
        max(CASE WHEN role = 1 THEN value_min END) AS whole_min,
        max(CASE WHEN role = 1 THEN value_max END) AS whole_max,
        max(CASE WHEN role = 1 AND origin IN ('published', 'disputed') THEN 1 ELSE 0 END)
            AS whole_printed,
        sum(CASE WHEN role = 3 AND required = 1 THEN 1 ELSE 0 END) AS required,
        sum(contradicted) AS contradicted,
        sum(listed * contradicted) AS listed_contradicted,
        sum(CASE WHEN role = 3 THEN value_min END) AS value_min,
        sum(CASE WHEN role = 3 THEN value_max END) AS value_max,
        sum(CASE WHEN listed = 1 THEN value_min END) AS listed_min,
        sum(CASE WHEN listed = 1 THEN value_max END) AS listed_max
    FROM placed
    WHERE missing_months = 0 OR required = 0
    GROUP BY scheme_id, first_no, months
    HAVING
        sum(CASE WHEN role = 1 THEN 1 ELSE 0 END) = 1
        AND sum(CASE WHEN role = 2 THEN 1 ELSE 0 END) = 1
),

listed AS (
    SELECT
        g.scheme_id,
        g.first_no,
        g.months,
        g.whole_min,
        g.whole_max,
        CASE
            WHEN g.whole_printed = 0 AND g.contradicted = 0 THEN g.value_min
            WHEN g.whole_printed = 1 AND g.listed_contradicted = 0 THEN g.listed_min
        END AS listed_min,
        CASE
            WHEN g.whole_printed = 0 AND g.contradicted = 0 THEN g.value_max
            WHEN g.whole_printed = 1 AND g.listed_contradicted = 0 THEN g.listed_max
        END AS listed_max
    FROM gathered AS g
    INNER JOIN (
        SELECT scheme_id, sum(required) AS required
        FROM scheme_part
        GROUP BY scheme_id
    ) AS r ON r.scheme_id = g.scheme_id AND r.required = g.required
),

remainder AS (
    SELECT
        scheme_id,
        first_no,
        months,
        whole_min,
        whole_max,
        listed_min,
        listed_max,
        CASE
            WHEN whole_min < listed_max AND whole_max >= listed_min
                AND whole_max - listed_min > whole_min - listed_max THEN 0
            ELSE whole_min - listed_max
        END AS value_min,
        whole_max - listed_min AS value_max
    FROM listed
)

SELECT
    s.scheme,
    i.indicator,
    n.time_period,
    n.kind,
    n.first_month,
    n.last_month,
    n.months,
    r.whole_min,
    r.whole_max,
    r.listed_min,
    r.listed_max,
    CASE WHEN r.value_min = r.value_max THEN r.value_min END AS value,
    r.value_min,
    r.value_max,
    CASE
        WHEN r.value_max < 0 THEN 'overallocated'
        WHEN r.value_min = r.value_max THEN 'derived'
        WHEN r.value_min < r.value_max THEN 'bounded'
        ELSE 'contradicted'
    END AS status
FROM remainder AS r
CROSS JOIN name AS n
CROSS JOIN scheme AS s
CROSS JOIN indicator AS i
WHERE
    n.first_no = r.first_no
    AND n.months = r.months
    AND s.scheme_id = r.scheme_id
    AND i.indicator_id = s.whole;

CREATE VIEW year_on_year_range AS
-- As year_on_year, of everything of which at least both ends are known; the
-- least change is from the most of the year before to the least of this one.
WITH
total AS MATERIALIZED (
    SELECT indicator_id, first_no, months, value_min, value_max, origin
    FROM period_value
    WHERE missing_months = 0 AND value_min IS NOT NULL
),

name AS MATERIALIZED (
    SELECT first_no, months, time_period, kind, first_month, last_month
    FROM period_name
)

SELECT
    i.indicator,
    n.time_period,
    n.kind,
    n.first_month,
    n.last_month,
    t.months,
    t.value_min,
    t.value_max,
    t.origin,
    b.time_period AS previous_period,
    p.value_min AS previous_min,
    p.value_max AS previous_max,
    p.origin AS previous_origin,
    CASE
        WHEN t.value_min = t.value_max AND p.value_min = p.value_max
            THEN t.value_min - p.value_min
    END AS change,
    t.value_min - p.value_max AS change_min,
    t.value_max - p.value_min AS change_max,
    CASE WHEN p.value_max > 0 THEN (t.value_min - p.value_max) * 1e2 / p.value_max END
        AS percent_min,
    CASE WHEN p.value_min > 0 THEN (t.value_max - p.value_min) * 1e2 / p.value_min END
        AS percent_max
FROM total AS t
CROSS JOIN total AS p
CROSS JOIN indicator AS i
CROSS JOIN name AS n
CROSS JOIN name AS b
WHERE
    p.indicator_id = t.indicator_id
    AND p.first_no = t.first_no - 12
    AND p.months = t.months
    AND i.indicator_id = t.indicator_id
    AND n.first_no = t.first_no
    AND n.months = t.months
    AND b.first_no = p.first_no
    AND b.months = p.months;

PRAGMA user_version = 12;
