-- What is published, and what follows from it month by month.
-- Arithmetic runs on month_no (year * 12 + month - 1) and on ids; names are
-- joined last. A disputed figure takes part only as an interval.

CREATE VIEW claim_value AS
-- Building block: the current claims of dated bulletins, as numbers.
SELECT
    b.bulletin_id,
    b.period_id,
    b.first_no,
    b.last_no,
    b.months,
    n.indicator_id,
    n.value
FROM bulletin_period AS b
INNER JOIN number AS n ON n.bulletin_id = b.bulletin_id AND n.role_id = 1
WHERE b.period_id IS NOT NULL;

CREATE VIEW series_value AS
-- Building block: one row per indicator and period, smallest and largest claim.
SELECT
    c.indicator_id,
    c.period_id,
    p.first_no,
    p.first_no + p.months - 1 AS last_no,
    p.months,
    c.claims,
    c.value_min,
    c.value_max
FROM (
    SELECT
        indicator_id,
        period_id,
        count(*) AS claims,
        min(value) AS value_min,
        max(value) AS value_max
    FROM claim_value
    GROUP BY indicator_id, period_id
) AS c
INNER JOIN period AS p ON p.period_id = c.period_id;

CREATE VIEW series AS
SELECT
    i.indicator,
    p.time_period,
    f.month AS first_month,
    l.month AS last_month,
    s.months,
    CASE WHEN s.value_min = s.value_max THEN s.value_min END AS value,
    s.value_min,
    s.value_max,
    s.claims,
    CASE WHEN s.value_min = s.value_max THEN 'published' ELSE 'disputed' END AS status
FROM series_value AS s
INNER JOIN indicator AS i ON i.indicator_id = s.indicator_id
INNER JOIN period AS p ON p.period_id = s.period_id
INNER JOIN month AS f ON f.month_no = s.first_no
INNER JOIN month AS l ON l.month_no = s.last_no;

CREATE VIEW span_value AS
-- Building block of check_span: ids and month numbers instead of names.
-- A span is a claim of several months, or one minus a shorter one of several
-- months that begins with it. known_min and known_max are the sums of the
-- months published in it, from running sums over indicator and month.
WITH
p AS (
    SELECT indicator_id, period_id, first_no, last_no, months, value_min, value_max
    FROM series_value
),

span AS (
    SELECT
        indicator_id,
        period_id,
        NULL AS minus_id,
        first_no,
        last_no,
        value_min AS span_min,
        value_max AS span_max
    FROM p
    WHERE months > 1
    UNION ALL
    SELECT
        a.indicator_id,
        a.period_id,
        b.period_id AS minus_id,
        b.last_no + 1 AS first_no,
        a.last_no,
        a.value_min - b.value_max AS span_min,
        a.value_max - b.value_min AS span_max
    FROM p AS a
    INNER JOIN p AS b
        ON b.indicator_id = a.indicator_id AND b.first_no = a.first_no
    WHERE b.months > 1 AND b.months < a.months
),

grid AS (
    SELECT
        i.indicator_id,
        m.month_no,
        COALESCE(k.value_min, 0) AS value_min,
        COALESCE(k.value_max, 0) AS value_max,
        CASE WHEN k.indicator_id IS NULL THEN 0 ELSE 1 END AS known
    FROM (SELECT DISTINCT indicator_id FROM p WHERE months > 1) AS i
    CROSS JOIN month AS m
    LEFT JOIN (SELECT indicator_id, first_no, value_min, value_max FROM p WHERE months = 1) AS k
        ON k.indicator_id = i.indicator_id AND k.first_no = m.month_no
),

running AS (
    SELECT
        indicator_id,
        month_no,
        sum(value_min) OVER so_far AS value_min,
        sum(value_max) OVER so_far AS value_max,
        sum(known) OVER so_far AS known
    FROM grid
    WINDOW so_far AS (
        PARTITION BY indicator_id ORDER BY month_no ROWS UNBOUNDED PRECEDING
    )
),

sums AS (
    SELECT
        s.indicator_id,
        s.period_id,
        s.minus_id,
        s.first_no,
        s.last_no,
        s.span_min,
        s.span_max,
        e.known - COALESCE(b.known, 0) AS known_months,
        e.value_min - COALESCE(b.value_min, 0) AS known_min,
        e.value_max - COALESCE(b.value_max, 0) AS known_max
    FROM span AS s
    INNER JOIN running AS e ON e.indicator_id = s.indicator_id AND e.month_no = s.last_no
    LEFT JOIN running AS b ON b.indicator_id = s.indicator_id AND b.month_no = s.first_no - 1
)

SELECT
    indicator_id,
    period_id,
    minus_id,
    first_no,
    last_no,
    span_min,
    span_max,
    known_min,
    known_max,
    known_months,
    last_no - first_no + 1 - known_months AS missing_months,
    span_min - known_max AS residual_min,
    span_max - known_min AS residual_max,
    CASE
        WHEN last_no - first_no + 1 = known_months THEN
            CASE
                WHEN span_min = known_max AND span_max = known_min THEN 'ok'
                WHEN span_min > known_max OR span_max < known_min THEN 'mismatch'
                ELSE 'undecided'
            END
        WHEN span_max < known_min THEN 'contradiction'
        WHEN last_no - first_no = known_months AND span_min - known_max = span_max - known_min
            THEN 'derives'
        ELSE 'bounds'
    END AS status
FROM sums;

CREATE VIEW check_span AS
SELECT
    i.indicator,
    p.time_period,
    q.time_period AS minus_period,
    f.month AS first_month,
    l.month AS last_month,
    s.known_months,
    s.missing_months,
    s.residual_min,
    s.residual_max,
    s.status
FROM span_value AS s
INNER JOIN indicator AS i ON i.indicator_id = s.indicator_id
INNER JOIN period AS p ON p.period_id = s.period_id
LEFT JOIN period AS q ON q.period_id = s.minus_id
INNER JOIN month AS f ON f.month_no = s.first_no
INNER JOIN month AS l ON l.month_no = s.last_no;

CREATE VIEW month_value AS
-- Building block of monthly. A month that is not published lies between 0
-- and what a span leaves for all its missing months; a span that misses only
-- this month gives both ends. Contradicted spans are not used. Two spans
-- that leave no number between them contradict each other.
WITH
known AS (
    SELECT indicator_id, first_no, value_min, value_max
    FROM series_value
    WHERE months = 1
),

missing AS (
    SELECT
        s.indicator_id,
        m.month_no,
        max(CASE WHEN s.missing_months = 1 AND s.residual_min > 0 THEN s.residual_min ELSE 0 END)
            AS value_min,
        min(s.residual_max) AS value_max
    FROM (
        SELECT
            indicator_id,
            first_no,
            last_no,
            missing_months,
            -- NULLs are passed over by max and min.
            CASE WHEN status <> 'contradiction' THEN residual_min END AS residual_min,
            CASE WHEN status <> 'contradiction' THEN residual_max END AS residual_max
        FROM span_value
        WHERE missing_months > 0
    ) AS s
    INNER JOIN month AS m ON m.month_no BETWEEN s.first_no AND s.last_no
    LEFT JOIN known AS k ON k.indicator_id = s.indicator_id AND k.first_no = m.month_no
    WHERE k.indicator_id IS NULL
    GROUP BY s.indicator_id, m.month_no
)

SELECT
    indicator_id,
    first_no AS month_no,
    value_min,
    value_max,
    CASE WHEN value_min = value_max THEN 'published' ELSE 'disputed' END AS origin
FROM known
UNION ALL
SELECT
    indicator_id,
    month_no,
    CASE WHEN value_min <= value_max THEN value_min END AS value_min,
    CASE WHEN value_min <= value_max THEN value_max END AS value_max,
    CASE
        WHEN value_min = value_max THEN 'derived'
        WHEN value_min < value_max THEN 'bounded'
        ELSE 'contradicted'
    END AS origin
FROM missing;

CREATE VIEW monthly AS
SELECT
    i.indicator,
    m.month,
    CASE WHEN v.value_min = v.value_max THEN v.value_min END AS value,
    v.value_min,
    v.value_max,
    v.origin
FROM month_value AS v
INNER JOIN indicator AS i ON i.indicator_id = v.indicator_id
INNER JOIN month AS m ON m.month_no = v.month_no;

CREATE VIEW coverage AS
SELECT
    m.month,
    COALESCE(v.published, 0) AS published,
    COALESCE(v.disputed, 0) AS disputed,
    COALESCE(v.derived, 0) AS derived,
    COALESCE(v.bounded, 0) AS bounded,
    COALESCE(v.contradicted, 0) AS contradicted,
    COALESCE(b.bulletins, 0) AS bulletins
FROM month AS m
INNER JOIN (
    SELECT min(first_no) AS first_no, max(last_no) AS last_no
    FROM bulletin_period
) AS e ON m.month_no BETWEEN e.first_no AND e.last_no
LEFT JOIN (
    SELECT
        month_no,
        sum(CASE WHEN origin = 'published' THEN 1 ELSE 0 END) AS published,
        sum(CASE WHEN origin = 'disputed' THEN 1 ELSE 0 END) AS disputed,
        sum(CASE WHEN origin = 'derived' THEN 1 ELSE 0 END) AS derived,
        sum(CASE WHEN origin = 'bounded' THEN 1 ELSE 0 END) AS bounded,
        sum(CASE WHEN origin = 'contradicted' THEN 1 ELSE 0 END) AS contradicted
    FROM month_value
    GROUP BY month_no
) AS v ON v.month_no = m.month_no
LEFT JOIN (
    SELECT c.month_no, count(*) AS bulletins
    FROM bulletin_period AS p
    INNER JOIN month AS c ON c.month_no BETWEEN p.first_no AND p.last_no
    GROUP BY c.month_no
) AS b ON b.month_no = m.month_no;

CREATE VIEW year_on_year AS
-- A window of exactly twelve months before finds the period of a year ago.
WITH year AS (
    SELECT
        indicator_id,
        period_id,
        value_min AS value,
        max(period_id) OVER year_ago AS previous_id,
        max(value_min) OVER year_ago AS previous_value
    FROM series_value
    WHERE value_min = value_max
    WINDOW year_ago AS (
        PARTITION BY indicator_id, months
        ORDER BY first_no
        RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING
    )
)

SELECT
    i.indicator,
    p.time_period,
    y.value,
    q.time_period AS previous_period,
    y.previous_value,
    y.value - y.previous_value AS change,
    CASE WHEN y.previous_value > 0 THEN (y.value - y.previous_value) * 1e2 / y.previous_value END
        AS change_percent
FROM year AS y
INNER JOIN indicator AS i ON i.indicator_id = y.indicator_id
INNER JOIN period AS p ON p.period_id = y.period_id
INNER JOIN period AS q ON q.period_id = y.previous_id;
