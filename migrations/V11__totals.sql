-- Totals that users compute by hand, with the least and the most that they can
-- be. Nothing is estimated: both ends follow from published figures, given
-- that no count is less than nothing. Ends that pass each other are never
-- repaired: such a total is contradicted and has none.

CREATE VIEW window_value AS
-- Building block: what is known of the stretches of a calendar year that begin
-- in January or end in December, and of its second and third quarters, alone
-- and together. Every source gives two ends, the tightest count:
--   the months of the stretch;
--   a span around it less the other months;
--   a span within it plus the other months.
-- A span is a claim of several months, one minus a shorter one that begins with
-- it, or two that follow each other, within a year; those at odds with the
-- months published in them are left out.
-- What needs a contradicted month is no source. Without a source, or where
-- sources leave no number between them, both ends are NULL. Months that no
-- figure covers count as nothing and are counted in missing_months. Beside all
-- this, claim_min and claim_max are what is published of the very period, of
-- every published period of several months.
WITH
grid AS (
    SELECT
        i.indicator_id,
        m.month_no,
        COALESCE(k.value_min, 0) AS value_min,
        COALESCE(k.value_max, 0) AS value_max,
        CASE WHEN k.origin IS NULL THEN 1 ELSE 0 END AS missing,
        CASE WHEN k.origin = 'contradicted' THEN 1 ELSE 0 END AS contradicted,
        CASE WHEN k.origin IN ('published', 'disputed') THEN 1 ELSE 0 END AS printed
    FROM (SELECT DISTINCT indicator_id FROM number WHERE role_id = 1) AS i
    CROSS JOIN month AS m
    LEFT JOIN month_value AS k ON k.indicator_id = i.indicator_id AND k.month_no = m.month_no
),

running AS MATERIALIZED (
    SELECT
        indicator_id,
        month_no,
        sum(value_min) OVER so_far AS value_min,
        sum(value_max) OVER so_far AS value_max,
        sum(missing) OVER so_far AS missing,
        sum(contradicted) OVER so_far AS contradicted,
        sum(printed) OVER so_far AS printed,
        sum(printed * value_min) OVER so_far AS printed_min,
        sum(printed * value_max) OVER so_far AS printed_max
    FROM grid
    WINDOW so_far AS (
        PARTITION BY indicator_id ORDER BY month_no ROWS UNBOUNDED PRECEDING
    )
),

claim_of AS (
    SELECT
        indicator_id,
        first_no,
        last_no,
        value_min,
        value_max
    FROM series_value
    WHERE months > 1
),

span AS MATERIALIZED (
    SELECT
        s.indicator_id,
        s.first_no - s.first_no % 12 AS year_no,
        s.first_no,
        s.last_no,
        s.span_min,
        s.span_max,
        e.value_min - COALESCE(b.value_min, 0) AS months_min,
        e.value_max - COALESCE(b.value_max, 0) AS months_max,
        e.contradicted - COALESCE(b.contradicted, 0) AS contradicted
    FROM (
        SELECT
            indicator_id,
            first_no,
            last_no,
            value_min AS span_min,
            value_max AS span_max
        FROM claim_of
        UNION ALL
        SELECT
            w.indicator_id,
            p.last_no + 1 AS first_no,
            w.last_no,
            w.value_min - p.value_max AS span_min,
            w.value_max - p.value_min AS span_max
        FROM claim_of AS w
        INNER JOIN claim_of AS p
            ON p.indicator_id = w.indicator_id AND p.first_no = w.first_no
        WHERE p.last_no < w.last_no - 1
        UNION ALL
        SELECT
            a.indicator_id,
            a.first_no,
            b.last_no,
            a.value_min + b.value_min AS span_min,
            a.value_max + b.value_max AS span_max
        FROM claim_of AS a
        INNER JOIN claim_of AS b
            ON b.indicator_id = a.indicator_id AND b.first_no = a.last_no + 1
    ) AS s
    CROSS JOIN running AS e
    LEFT JOIN running AS b ON b.indicator_id = s.indicator_id AND b.month_no = s.first_no - 1
    WHERE
        e.indicator_id = s.indicator_id
        AND e.month_no = s.last_no
        AND s.last_no < s.first_no - s.first_no % 12 + 12
        AND s.span_max >= e.printed_min - COALESCE(b.printed_min, 0)
        AND (
            s.span_min <= e.printed_max - COALESCE(b.printed_max, 0)
            OR e.printed - COALESCE(b.printed, 0) < s.last_no - s.first_no + 1
        )
),

stretch (months, last) AS (
    VALUES
        (1, 0), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5), (7, 6), (8, 7), (9, 8), (10, 9), (11, 10), (12, 11),
        (11, 11), (10, 11), (9, 11), (8, 11), (7, 11), (6, 11), (5, 11), (4, 11), (3, 11), (2, 11), (1, 11),
        (3, 5), (3, 8), (6, 8)
),

frame AS MATERIALIZED (
    SELECT
        e.indicator_id,
        e.month_no - e.month_no % 12 AS year_no,
        e.month_no - s.months + 1 AS first_no,
        e.month_no AS last_no,
        s.months,
        e.value_min - COALESCE(b.value_min, 0) AS months_min,
        e.value_max - COALESCE(b.value_max, 0) AS months_max,
        e.missing - COALESCE(b.missing, 0) AS missing_months,
        e.contradicted - COALESCE(b.contradicted, 0) AS contradicted
    FROM running AS e
    INNER JOIN stretch AS s ON s.last = e.month_no % 12
    LEFT JOIN running AS b
        ON b.indicator_id = e.indicator_id AND b.month_no = e.month_no - s.months
    WHERE e.missing - COALESCE(b.missing, 0) < s.months
),

-- Every source of every stretch; what is published of it goes beside them.
source AS (
    SELECT
        f.indicator_id,
        f.first_no,
        f.last_no,
        f.missing_months,
        CASE WHEN f.contradicted = 0 THEN f.months_min END AS months_min,
        CASE WHEN f.contradicted = 0 THEN f.months_max END AS months_max,
        s.span_min + CASE
            WHEN s.last_no - s.first_no < f.last_no - f.first_no THEN f.months_min - s.months_min
            ELSE f.months_max - s.months_max
        END AS span_min,
        s.span_max + CASE
            WHEN s.last_no - s.first_no < f.last_no - f.first_no THEN f.months_max - s.months_max
            ELSE f.months_min - s.months_min
        END AS span_max,
        NULL AS claim_min,
        NULL AS claim_max
    FROM frame AS f
    LEFT JOIN span AS s
        ON
            s.indicator_id = f.indicator_id
            AND s.year_no = f.year_no
            AND s.contradicted = f.contradicted
            -- One lies within the other.
            AND (s.first_no - f.first_no) * (s.last_no - f.last_no) <= 0
            -- Months that are certain need no span.
            AND (f.months_min < f.months_max OR f.contradicted > 0)
            AND f.months > 1
    UNION ALL
    SELECT
        indicator_id,
        first_no,
        last_no,
        0 AS missing_months,
        NULL AS months_min,
        NULL AS months_max,
        NULL AS span_min,
        NULL AS span_max,
        value_min AS claim_min,
        value_max AS claim_max
    FROM claim_of
),

tightest AS (
    SELECT
        indicator_id,
        first_no,
        months,
        missing_months,
        CASE WHEN months_min >= span_min OR span_min IS NULL THEN months_min ELSE span_min END
            AS value_min,
        CASE WHEN months_max <= span_max OR span_max IS NULL THEN months_max ELSE span_max END
            AS value_max,
        claim_min,
        claim_max
    FROM (
        SELECT
            indicator_id,
            first_no,
            last_no - first_no + 1 AS months,
            max(missing_months) AS missing_months,
            max(months_min) AS months_min,
            min(months_max) AS months_max,
            max(span_min) AS span_min,
            min(span_max) AS span_max,
            max(claim_min) AS claim_min,
            max(claim_max) AS claim_max
        FROM source
        GROUP BY indicator_id, first_no, last_no
    ) AS gathered
)

SELECT
    indicator_id,
    first_no,
    months,
    missing_months,
    CASE WHEN value_min <= value_max THEN value_min END AS value_min,
    CASE WHEN value_min <= value_max THEN value_max END AS value_max,
    claim_min,
    claim_max
FROM tightest;

CREATE VIEW period_value AS
-- Building block: what is known of every month, quarter, half-year, nine months
-- from January and year, and of every other published period. A published
-- period is what is published of it.
SELECT
    indicator_id,
    month_no AS first_no,
    1 AS months,
    0 AS missing_months,
    value_min,
    value_max,
    origin
FROM month_value
UNION ALL
SELECT
    indicator_id,
    first_no,
    months,
    CASE WHEN claim_min IS NULL THEN missing_months ELSE 0 END AS missing_months,
    COALESCE(claim_min, value_min) AS value_min,
    COALESCE(claim_max, value_max) AS value_max,
    CASE
        WHEN claim_min = claim_max THEN 'published'
        WHEN claim_min < claim_max THEN 'disputed'
        WHEN value_min = value_max THEN 'derived'
        WHEN value_min < value_max THEN 'bounded'
        ELSE 'contradicted'
    END AS origin
FROM window_value
WHERE
    claim_min IS NOT NULL
    OR (
        months IN (3, 6, 9, 12)
        AND first_no % CASE months WHEN 9 THEN 12 ELSE months END = 0
    );

CREATE VIEW period_name AS
-- Building block: the names of every stretch of one to twelve months. kind is
-- month, quarter, half-year, nine-months, year or other.
WITH length (months) AS (
    VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)
)

SELECT
    f.month_no AS first_no,
    n.months,
    CASE
        WHEN n.months = 1 THEN f.month
        WHEN n.months = 12 AND f.month_no % 12 = 0 THEN substr(f.month, 1, 4)
        ELSE f.month || '-01/P' || n.months || 'M'
    END AS time_period,
    CASE
        WHEN n.months = 1 THEN 'month'
        WHEN n.months = 3 AND f.month_no % 3 = 0 THEN 'quarter'
        WHEN n.months = 6 AND f.month_no % 6 = 0 THEN 'half-year'
        WHEN n.months = 9 AND f.month_no % 12 = 0 THEN 'nine-months'
        WHEN n.months = 12 AND f.month_no % 12 = 0 THEN 'year'
        ELSE 'other'
    END AS kind,
    f.month AS first_month,
    l.month AS last_month
FROM month AS f
CROSS JOIN length AS n
INNER JOIN month AS l ON l.month_no = f.month_no + n.months - 1;

CREATE VIEW period_total AS
WITH
total AS MATERIALIZED (
    SELECT indicator_id, first_no, months, value_min, value_max, origin
    FROM period_value
    WHERE missing_months = 0
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
    CASE WHEN t.value_min = t.value_max THEN t.value_min END AS value,
    t.value_min,
    t.value_max,
    t.origin
FROM total AS t
CROSS JOIN indicator AS i
CROSS JOIN name AS n
WHERE i.indicator_id = t.indicator_id AND n.first_no = t.first_no AND n.months = t.months;

CREATE VIEW running_year AS
-- Twelve months that end with a month: the end of one year and the beginning
-- of the next. A published year is what is published of it.
WITH twelve AS (
    SELECT
        indicator_id,
        CASE WHEN first_no % 12 = 0 THEN first_no + months - 12 ELSE first_no END AS first_no,
        CASE WHEN sum(months) = 12 AND count(value_min) = count(*) THEN sum(value_min) END
            AS value_min,
        CASE WHEN sum(months) = 12 AND count(value_max) = count(*) THEN sum(value_max) END
            AS value_max,
        max(CASE WHEN months = 12 THEN claim_min END) AS claim_min,
        max(CASE WHEN months = 12 THEN claim_max END) AS claim_max
    FROM window_value
    WHERE missing_months = 0 AND (first_no % 12 = 0 OR first_no % 12 + months = 12 OR months = 12)
    GROUP BY indicator_id, CASE WHEN first_no % 12 = 0 THEN first_no + months - 12 ELSE first_no END
    HAVING sum(months) = 12 OR max(months) = 12
)

SELECT
    i.indicator,
    l.month,
    CASE WHEN t.first_no % 12 = 0 THEN substr(f.month, 1, 4) ELSE f.month || '-01/P12M' END
        AS time_period,
    f.month AS first_month,
    CASE WHEN t.value_min = t.value_max THEN t.value_min END AS value,
    t.value_min,
    t.value_max,
    t.origin
FROM (
    SELECT
        indicator_id,
        first_no,
        COALESCE(claim_min, value_min) AS value_min,
        COALESCE(claim_max, value_max) AS value_max,
        CASE
            WHEN claim_min = claim_max THEN 'published'
            WHEN claim_min < claim_max THEN 'disputed'
            WHEN value_min = value_max THEN 'derived'
            WHEN value_min < value_max THEN 'bounded'
            ELSE 'contradicted'
        END AS origin
    FROM twelve
) AS t
CROSS JOIN indicator AS i
CROSS JOIN month AS f
CROSS JOIN month AS l
WHERE
    i.indicator_id = t.indicator_id
    AND f.month_no = t.first_no
    AND l.month_no = t.first_no + 11;

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

PRAGMA user_version = 11;
