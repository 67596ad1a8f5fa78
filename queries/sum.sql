-- title: Total over periods of your choice; periods that overlap are refused
-- param code indicator=decisions: an indicator
-- param periods=: time periods with commas between, 2024-01,2024-02,2024-07-01/P3M; the last published one if empty
--
-- One row with the total, or a row for each reason why there is none. What
-- the periods are together may be known better than each: months that make
-- up a published half-year have its sum. Figures published of every period
-- are added as they are.

WITH RECURSIVE
asked (indicator, periods) AS (
    SELECT
        COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions'),
        COALESCE(
            NULLIF(replace(replace(CAST(:periods AS TEXT), ' ', ','), ';', ','), ''),
            (
                SELECT s.time_period
                FROM series AS s
                WHERE
                    s.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
                    AND s.status = 'published'
                ORDER BY s.last_month DESC, s.months
                LIMIT 1
            ),
            ''
        )
),
split (n, code, rest) AS (
    SELECT 0, '', periods || ',' FROM asked
    UNION ALL
    SELECT
        n + 1,
        substr(rest, 1, instr(rest, ',') - 1),
        substr(rest, instr(rest, ',') + 1)
    FROM split
    WHERE rest <> ''
),
name AS MATERIALIZED (
    SELECT time_period, first_no, months FROM period_name
),
month_of AS MATERIALIZED (
    SELECT v.month_no, v.value_min, v.value_max
    FROM month_value AS v
    INNER JOIN indicator AS i ON i.indicator_id = v.indicator_id
    WHERE i.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
),
-- Months and stretches of a year of which at least both ends are known.
step AS MATERIALIZED (
    SELECT month_no AS first_no, month_no AS last_no, value_min, value_max
    FROM month_of
    WHERE value_min IS NOT NULL
    UNION ALL
    SELECT w.first_no, w.first_no + w.months - 1 AS last_no, w.value_min, w.value_max
    FROM window_value AS w
    INNER JOIN indicator AS i ON i.indicator_id = w.indicator_id
    WHERE
        i.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
        AND w.missing_months = 0
        AND w.months > 1
        AND w.value_min IS NOT NULL
),
item AS MATERIALIZED (
    SELECT
        s.n,
        s.code,
        p.first_no,
        p.first_no + p.months - 1 AS last_no,
        p.months
    FROM split AS s
    LEFT JOIN name AS p
        ON p.time_period = CASE
            WHEN substr(s.code, 8) = '-01/P1M' THEN substr(s.code, 1, 7)
            WHEN substr(s.code, 5) = '-01-01/P12M' THEN substr(s.code, 1, 4)
            ELSE s.code
        END
    WHERE s.code <> ''
),
refusal (n, reason) AS (
    SELECT
        n,
        CASE
            WHEN first_no IS NOT NULL
                THEN 'no figure of ' || COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
                    || ' covers ' || min(month) || ' in ' || code
            WHEN
                code GLOB '[0-9][0-9][0-9][0-9]'
                OR code GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                OR code GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-01/P*M'
                THEN 'no bulletin covers ' || code
            ELSE code || ' is no time period; write 2024-11, 2023 or 2024-01-01/P9M'
        END
    FROM (
        SELECT i.n, i.code, i.first_no, m.month
        FROM item AS i
        LEFT JOIN month AS m ON m.month_no >= i.first_no AND m.month_no <= i.last_no
        WHERE COALESCE(m.month_no, -1) NOT IN (SELECT month_no FROM month_of)
    ) AS uncovered
    GROUP BY n, code, first_no
    UNION ALL
    SELECT
        b.n,
        CASE
            WHEN a.first_no = b.first_no AND a.last_no = b.last_no
                THEN b.code || ' is given twice'
            ELSE a.code || ' and ' || b.code || ' overlap: both hold ' || m.month
        END
    FROM item AS a
    INNER JOIN item AS b ON a.n < b.n AND a.first_no <= b.last_no AND b.first_no <= a.last_no
    INNER JOIN month AS m
        ON m.month_no = CASE WHEN a.first_no > b.first_no THEN a.first_no ELSE b.first_no END
    UNION ALL
    -- Months that count different things are not added up.
    SELECT
        max(i.n),
        'what is counted changes with ' || m.month || ': ' || s.note
    FROM item AS i
    CROSS JOIN scope_break AS s
    INNER JOIN indicator AS c ON c.indicator_id = s.indicator_id
    INNER JOIN month AS m ON m.month_no = s.first_no
    WHERE
        c.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
        AND s.comparable = 'no'
    GROUP BY m.month, s.first_no, s.note
    HAVING count(*) > 1 AND min(i.first_no) < s.first_no AND max(i.last_no) >= s.first_no
),
-- The periods one by one, and those that follow each other as one, below zero.
reach (g, first_no, last_no) AS (
    SELECT n, first_no, last_no FROM item
    UNION ALL
    SELECT -g, min(first_no), max(last_no)
    FROM (
        SELECT
            first_no,
            last_no,
            sum(begins) OVER (ORDER BY first_no ROWS UNBOUNDED PRECEDING) AS g
        FROM (
            SELECT
                first_no,
                last_no,
                CASE
                    WHEN lag(last_no) OVER (ORDER BY first_no) = first_no - 1 THEN 0
                    ELSE 1
                END AS begins
            FROM item
            WHERE first_no IS NOT NULL
        ) AS ordered
    ) AS counted
    GROUP BY g
),
-- Cut where years end.
piece AS MATERIALIZED (
    SELECT
        s.g,
        CASE WHEN s.first_no > y.year_no THEN s.first_no ELSE y.year_no END AS first_no,
        CASE WHEN s.last_no < y.year_no + 11 THEN s.last_no ELSE y.year_no + 11 END AS last_no
    FROM reach AS s
    INNER JOIN (SELECT DISTINCT month_no - month_no % 12 AS year_no FROM month) AS y
        ON s.first_no <= y.year_no + 11 AND s.last_no >= y.year_no
),
-- A step within a piece plus the other months, or around it less them.
laid AS (
    SELECT
        p.g,
        p.first_no,
        s.value_min + COALESCE(
            sum(CASE WHEN s.last_no - s.first_no < p.last_no - p.first_no THEN m.value_min ELSE -m.value_max END),
            0
        ) AS value_min,
        s.value_max + COALESCE(
            sum(CASE WHEN s.last_no - s.first_no < p.last_no - p.first_no THEN m.value_max ELSE -m.value_min END),
            0
        ) AS value_max,
        count(m.value_min) AS others,
        abs((s.last_no - s.first_no) - (p.last_no - p.first_no)) AS needed
    FROM piece AS p
    INNER JOIN step AS s ON (s.first_no - p.first_no) * (s.last_no - p.last_no) <= 0
    LEFT JOIN month_of AS m
        ON
            (m.month_no >= s.first_no AND m.month_no < p.first_no)
            OR (m.month_no >= p.first_no AND m.month_no < s.first_no)
            OR (m.month_no > s.last_no AND m.month_no <= p.last_no)
            OR (m.month_no > p.last_no AND m.month_no <= s.last_no)
    WHERE s.first_no <= p.last_no AND s.last_no >= p.first_no
    GROUP BY p.g, p.first_no, p.last_no, s.first_no, s.last_no, s.value_min, s.value_max
),
total AS (
    SELECT
        p.g,
        CASE WHEN count(*) = count(b.value_min) THEN sum(b.value_min) END AS value_min,
        CASE WHEN count(*) = count(b.value_max) THEN sum(b.value_max) END AS value_max
    FROM piece AS p
    LEFT JOIN (
        SELECT g, first_no, max(value_min) AS value_min, min(value_max) AS value_max
        FROM laid
        WHERE others = needed
        GROUP BY g, first_no
    ) AS b ON b.g = p.g AND b.first_no = p.first_no
    GROUP BY p.g
),
claim_of AS MATERIALIZED (
    SELECT v.first_no, v.months, v.value_min, v.value_max
    FROM series_value AS v
    INNER JOIN indicator AS i ON i.indicator_id = v.indicator_id
    WHERE i.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
),
ends AS (
    SELECT
        items,
        months,
        published,
        disputed,
        unsettled,
        -- Published figures are added as they are.
        CASE
            WHEN published = items OR items = disputed AND items = 1 THEN item_min
            WHEN item_min IS NULL OR reach_min > item_min THEN reach_min
            ELSE item_min
        END AS value_min,
        CASE
            WHEN published = items OR items = disputed AND items = 1 THEN item_max
            WHEN item_max IS NULL OR reach_max < item_max THEN reach_max
            ELSE item_max
        END AS value_max
    FROM (
        SELECT
            count(n) AS items,
            sum(months) AS months,
            sum(CASE WHEN claim_min = claim_max THEN 1 ELSE 0 END) AS published,
            sum(CASE WHEN claim_min < claim_max THEN 1 ELSE 0 END) AS disputed,
            min(CASE WHEN value_min IS NULL OR value_min > value_max THEN code END) AS unsettled,
            CASE WHEN count(n) = count(value_min) THEN sum(value_min) END AS item_min,
            CASE WHEN count(n) = count(value_max) THEN sum(value_max) END AS item_max,
            CASE WHEN sum(reached) = count(reach_min) THEN sum(reach_min) END AS reach_min,
            CASE WHEN sum(reached) = count(reach_max) THEN sum(reach_max) END AS reach_max
        FROM (
            SELECT
                i.n,
                i.code,
                i.months,
                c.value_min AS claim_min,
                c.value_max AS claim_max,
                CASE WHEN t.g > 0 THEN COALESCE(c.value_min, t.value_min) END AS value_min,
                CASE WHEN t.g > 0 THEN COALESCE(c.value_max, t.value_max) END AS value_max,
                CASE WHEN t.g < 0 THEN 1 ELSE 0 END AS reached,
                CASE WHEN t.g < 0 THEN t.value_min END AS reach_min,
                CASE WHEN t.g < 0 THEN t.value_max END AS reach_max
            FROM total AS t
            LEFT JOIN item AS i ON i.n = t.g
            LEFT JOIN claim_of AS c ON c.first_no = i.first_no AND c.months = i.months
        ) AS each_one
    ) AS together
),
answer AS (
    SELECT
        months,
        value_min,
        value_max,
        CASE
            WHEN items = 0 THEN 'refused'
            WHEN items = 1 AND published = 1 THEN 'published'
            WHEN items = 1 AND disputed = 1 THEN 'disputed'
            WHEN value_min = value_max THEN 'derived'
            WHEN value_min < value_max THEN 'bounded'
            ELSE 'contradicted'
        END AS origin,
        CASE
            WHEN items = 0 THEN 'no period with figures is given'
            WHEN value_min <= value_max THEN NULL
            WHEN unsettled IS NULL THEN 'no total agrees with all published figures'
            ELSE 'the published figures contradict each other on ' || unsettled
        END AS reason,
        0 AS n
    FROM ends
    UNION ALL
    SELECT NULL, NULL, NULL, 'refused', reason, n
    FROM refusal
)
SELECT
    COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions') AS indicator,
    months,
    CASE WHEN value_min = value_max THEN value_min END AS value,
    CASE WHEN value_min <= value_max THEN value_min END AS value_min,
    CASE WHEN value_min <= value_max THEN value_max END AS value_max,
    origin,
    reason
FROM (
    SELECT
        months,
        value_min,
        value_max,
        origin,
        reason,
        n,
        sum(CASE WHEN n > 0 THEN 1 ELSE 0 END) OVER () AS refusals
    FROM answer
) AS answered
WHERE n > 0 OR refusals = 0
ORDER BY n, reason
