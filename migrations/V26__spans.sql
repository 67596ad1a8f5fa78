-- The same spans, looked up by one number instead of two, without a sort.

DROP VIEW span_value;

CREATE VIEW span_value AS
-- Building block of check_span: ids and month numbers instead of names.
-- A span is a claim of several months, or one minus a shorter one of several
-- months that begins with it. known_min and known_max are the sums of the
-- months published in it, from running sums over indicator and month.
-- Keys hold indicator and month in one. Few tables are named: views that ask for
-- spans twice stay within the limits of a question.
WITH
claimed AS MATERIALIZED (
    SELECT
        indicator_id * 100000 + first_no AS claim_key,
        indicator_id,
        period_id,
        first_no,
        last_no,
        months,
        value_min,
        value_max
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
    FROM claimed
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
    FROM claimed AS a
    INNER JOIN claimed AS b ON b.claim_key = a.claim_key
    WHERE b.months > 1 AND b.months < a.months
),

running AS MATERIALIZED (
    SELECT
        indicator_id * 100000 + month_no AS month_key,
        sum(value_min) OVER so_far AS value_min,
        sum(value_max) OVER so_far AS value_max,
        sum(known) OVER so_far AS known
    FROM (
        SELECT
            i.indicator_id,
            m.month_no,
            COALESCE(k.value_min, 0) AS value_min,
            COALESCE(k.value_max, 0) AS value_max,
            CASE WHEN k.claim_key IS NULL THEN 0 ELSE 1 END AS known
        FROM indicator AS i
        CROSS JOIN month AS m
        LEFT JOIN claimed AS k
            ON k.claim_key = i.indicator_id * 100000 + m.month_no AND k.months = 1
        WHERE i.indicator_id IN (SELECT indicator_id FROM number WHERE role_id = 1)
    ) AS grid
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
    CROSS JOIN running AS e
    LEFT JOIN running AS b ON b.month_key = s.indicator_id * 100000 + s.first_no - 1
    WHERE e.month_key = s.indicator_id * 100000 + s.last_no
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

PRAGMA user_version = 26;
