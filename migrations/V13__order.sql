-- What the search for causes asks for: spans, in fewer tables than before, and
-- the order in which documents print their bulletins.

DROP VIEW span_value;

CREATE VIEW span_value AS
-- Building block of check_span: ids and month numbers instead of names.
-- A span is a claim of several months, or one minus a shorter one of several
-- months that begins with it. known_min and known_max are the sums of the
-- months published in it, from running sums over indicator and month.
-- Fewer tables are named than there were: views that ask for spans twice stay
-- within the limits of a question.
WITH
claimed AS MATERIALIZED (
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
    INNER JOIN claimed AS b
        ON b.indicator_id = a.indicator_id AND b.first_no = a.first_no
    WHERE b.months > 1 AND b.months < a.months
),

running AS MATERIALIZED (
    SELECT
        indicator_id,
        month_no,
        sum(value_min) OVER so_far AS value_min,
        sum(value_max) OVER so_far AS value_max,
        sum(known) OVER so_far AS known
    FROM (
        SELECT
            i.indicator_id,
            m.month_no,
            COALESCE(k.value_min, 0) AS value_min,
            COALESCE(k.value_max, 0) AS value_max,
            CASE WHEN k.indicator_id IS NULL THEN 0 ELSE 1 END AS known
        FROM (SELECT DISTINCT indicator_id FROM number WHERE role_id = 1) AS i
        CROSS JOIN month AS m
        LEFT JOIN claimed AS k
            ON
                k.indicator_id = i.indicator_id
                AND k.first_no = m.month_no
                AND k.months = 1
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
    LEFT JOIN running AS b ON b.indicator_id = s.indicator_id AND b.month_no = s.first_no - 1
    WHERE e.indicator_id = s.indicator_id AND e.month_no = s.last_no
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

CREATE VIEW bulletin_order AS
-- Building block of suspect and period_candidate: each bulletin between the
-- nearest dated ones of its document, of which before_no and after_no are the
-- last months. way is below 0 where most are printed newest first, above 0
-- where oldest first. Where just two bulletins stand wrong, of periods of one
-- length, other_id is the other of the two: changing places, they would bring
-- the whole document in order.
WITH
numbered AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        months,
        CASE WHEN period_id IS NULL THEN 0 ELSE 1 END AS dated,
        count(period_id) OVER (PARTITION BY document_id ORDER BY position) AS place,
        count(period_id) OVER (PARTITION BY document_id ORDER BY position DESC) AS place_from_end
    FROM bulletin_period
),

neighbour AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        months,
        dated,
        place,
        lead(bulletin_id) OVER printed AS after_id,
        CASE
            WHEN dated = 1 THEN lag(last_no) OVER printed
            ELSE max(last_no) OVER (PARTITION BY document_id, place)
        END AS before_no,
        CASE
            WHEN dated = 1 THEN lead(last_no) OVER printed
            ELSE max(last_no) OVER (PARTITION BY document_id, place_from_end)
        END AS after_no
    FROM numbered
    WINDOW printed AS (PARTITION BY document_id, dated ORDER BY position)
),

directed AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        months,
        dated,
        place,
        after_id,
        before_no,
        after_no,
        sum(
            CASE
                WHEN dated = 0 THEN 0
                WHEN last_no > before_no THEN 1
                WHEN last_no < before_no THEN -1
                ELSE 0
            END
        ) OVER (PARTITION BY document_id) AS way
    FROM neighbour
),

-- A bulletin stands right if those that are due before it leave its place to
-- it, and those that may stand before it reach it.
due AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        months,
        after_id,
        before_no,
        after_no,
        way,
        CASE
            WHEN
                dated = 1
                AND (place < RANK() OVER in_order OR place > count(*) OVER in_order)
                THEN bulletin_id
        END AS displaced_id
    FROM directed
    WINDOW in_order AS (
        PARTITION BY document_id, dated
        ORDER BY CASE WHEN way < 0 THEN -last_no ELSE last_no END
    )
),

paired AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        months,
        after_id,
        before_no,
        after_no,
        way,
        displaced_id,
        count(displaced_id) OVER (PARTITION BY document_id) AS displaced,
        count(displaced_id) OVER (PARTITION BY document_id, months) AS alike,
        min(displaced_id) OVER (PARTITION BY document_id) AS first_id,
        max(displaced_id) OVER (PARTITION BY document_id) AS second_id
    FROM due
)

SELECT
    bulletin_id,
    document_id,
    position,
    period_id,
    last_no,
    months,
    after_id,
    before_no,
    after_no,
    way,
    CASE
        WHEN displaced = 2 AND alike = 2 AND displaced_id = first_id THEN second_id
        WHEN displaced = 2 AND alike = 2 AND displaced_id = second_id THEN first_id
    END AS other_id
FROM paired;

PRAGMA user_version = 13;
