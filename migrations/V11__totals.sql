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
    WHERE
        m.month_no >= (SELECT min(first_no) FROM bulletin_period)
        AND m.month_no <= (SELECT max(last_no) FROM bulletin_period)
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

claim_of AS MATERIALIZED (
    SELECT
        indicator_id,
        first_no,
        last_no,
        value_min,
        value_max
    FROM series_value
    WHERE months > 1
),

-- Those that can hold together with all others.
held AS MATERIALIZED (
    SELECT c.indicator_id, c.first_no, c.last_no, c.value_min, c.value_max
    FROM claim_of AS c
    LEFT JOIN cached_bound AS k
        ON
            k.indicator_id = c.indicator_id
            AND k.first_no = c.first_no
            AND k.months = c.last_no - c.first_no + 1
            AND k.conflict_no IS NOT NULL
    WHERE k.indicator_id IS NULL
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
        FROM held
        UNION ALL
        SELECT
            w.indicator_id,
            p.last_no + 1 AS first_no,
            w.last_no,
            w.value_min - p.value_max AS span_min,
            w.value_max - p.value_min AS span_max
        FROM held AS w
        INNER JOIN held AS p
            ON p.indicator_id = w.indicator_id AND p.first_no = w.first_no
        WHERE p.last_no < w.last_no - 1
        UNION ALL
        SELECT
            a.indicator_id,
            a.first_no,
            b.last_no,
            a.value_min + b.value_min AS span_min,
            a.value_max + b.value_max AS span_max
        FROM held AS a
        INNER JOIN held AS b
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
-- Building block: the names of every stretch of one to twelve months from the
-- first to the last that is covered. kind is month, quarter, half-year,
-- nine-months, year or other.
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
INNER JOIN month AS l ON l.month_no = f.month_no + n.months - 1
WHERE
    f.month_no >= (SELECT min(first_no) FROM bulletin_period)
    AND l.month_no <= (SELECT max(last_no) FROM bulletin_period);

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

PRAGMA user_version = 11;
