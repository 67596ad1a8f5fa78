-- Checks: each row is one comparison of published figures.

CREATE VIEW scheme_sum AS
-- Building block of total and check_balance: per bulletin and scheme the sum
-- of the printed parts, wherever the bulletin prints one of them.
SELECT
    b.bulletin_id,
    sp.scheme_id,
    sum(n.value) AS computed,
    count(n.value) AS parts,
    sum(CASE WHEN n.value IS NULL AND sp.required = 1 THEN 1 ELSE 0 END) AS missing_parts
FROM bulletin AS b
CROSS JOIN scheme_part AS sp
LEFT JOIN number AS n
    ON n.bulletin_id = b.bulletin_id AND n.indicator_id = sp.part AND n.role_id = 1
GROUP BY b.bulletin_id, sp.scheme_id
HAVING count(n.value) > 0;

CREATE VIEW total AS
SELECT
    t.bulletin_id,
    b.time_period,
    s.scheme,
    i.indicator,
    w.value AS stated,
    t.computed,
    t.parts
FROM scheme_sum AS t
INNER JOIN bulletin_period AS b ON b.bulletin_id = t.bulletin_id
INNER JOIN scheme AS s ON s.scheme_id = t.scheme_id
INNER JOIN indicator AS i ON i.indicator_id = s.whole
LEFT JOIN number AS w
    ON w.bulletin_id = t.bulletin_id AND w.indicator_id = s.whole AND w.role_id = 1
WHERE t.missing_parts = 0;

CREATE VIEW check_balance AS
SELECT
    t.bulletin_id,
    b.time_period,
    s.scheme,
    i.indicator,
    w.value AS stated,
    t.computed,
    w.value - t.computed AS difference,
    t.missing_parts,
    CASE
        WHEN t.computed > w.value THEN 'overallocated'
        WHEN t.missing_parts > 0 THEN 'incomplete'
        WHEN t.computed = w.value THEN 'ok'
        ELSE 'unallocated'
    END AS status
FROM scheme_sum AS t
INNER JOIN scheme AS s ON s.scheme_id = t.scheme_id
INNER JOIN number AS w
    ON w.bulletin_id = t.bulletin_id AND w.indicator_id = s.whole AND w.role_id = 1
INNER JOIN number AS a
    ON a.bulletin_id = t.bulletin_id AND a.indicator_id = s.applies_if AND a.role_id = 1
INNER JOIN bulletin_period AS b ON b.bulletin_id = t.bulletin_id
INNER JOIN indicator AS i ON i.indicator_id = s.whole;

CREATE VIEW containment_value AS
-- Building block of check_containment. Pairs of bulletins come first, so
-- that figures are looked up by bulletin and indicator.
SELECT
    p.indicator_id,
    p.bulletin_id AS part_bulletin,
    x.part_id,
    p.value AS part_value,
    w.bulletin_id AS whole_bulletin,
    x.whole_id,
    w.value AS whole_value
FROM (
    SELECT
        a.bulletin_id AS part_bulletin,
        a.period_id AS part_id,
        b.bulletin_id AS whole_bulletin,
        b.period_id AS whole_id
    FROM bulletin_period AS a
    INNER JOIN bulletin_period AS b
        ON b.first_no BETWEEN a.last_no - 11 AND a.first_no AND b.last_no >= a.last_no
    WHERE b.months > a.months
) AS x
CROSS JOIN number AS p
CROSS JOIN number AS w
WHERE
    p.bulletin_id = x.part_bulletin
    AND p.role_id = 1
    AND w.bulletin_id = x.whole_bulletin
    AND w.indicator_id = p.indicator_id
    AND w.role_id = 1;

CREATE VIEW check_containment AS
SELECT
    i.indicator,
    c.part_bulletin,
    p.time_period AS part_period,
    c.part_value,
    c.whole_bulletin,
    w.time_period AS whole_period,
    c.whole_value,
    c.whole_value - c.part_value AS difference,
    CASE WHEN c.part_value > c.whole_value THEN 'violated' ELSE 'ok' END AS status
FROM containment_value AS c
INNER JOIN indicator AS i ON i.indicator_id = c.indicator_id
INNER JOIN period AS p ON p.period_id = c.part_id
INNER JOIN period AS w ON w.period_id = c.whole_id;

CREATE VIEW check_conflict AS
SELECT
    i.indicator,
    p.time_period,
    s.claims,
    s.value_min,
    s.value_max,
    s.value_max - s.value_min AS difference,
    CASE WHEN s.value_min = s.value_max THEN 'agreed' ELSE 'conflict' END AS status
FROM series_value AS s
INNER JOIN indicator AS i ON i.indicator_id = s.indicator_id
INNER JOIN period AS p ON p.period_id = s.period_id
WHERE s.claims > 1;

CREATE VIEW check_order AS
-- step is the difference in last months from the dated bulletin printed
-- before; the direction of a document is the sign of most of its steps.
WITH
step AS (
    SELECT
        bulletin_id,
        document_id,
        period_id,
        lag(period_id) OVER printed AS previous_id,
        last_no - lag(last_no) OVER printed AS step
    FROM bulletin_period
    WHERE period_id IS NOT NULL
    WINDOW printed AS (PARTITION BY document_id ORDER BY position)
),

direction AS (
    SELECT
        document_id,
        sum(CASE WHEN step > 0 THEN 1 WHEN step < 0 THEN -1 ELSE 0 END) AS balance
    FROM step
    GROUP BY document_id
)

SELECT
    b.bulletin_id,
    l.document,
    b.time_period,
    CASE
        WHEN b.period_id IS NULL THEN 'undated'
        WHEN s.previous_id = s.period_id THEN 'tie'
        WHEN s.step * d.balance < 0 THEN 'out_of_order'
        ELSE 'ok'
    END AS status
FROM bulletin_period AS b
INNER JOIN document_list AS l ON l.document_id = b.document_id
LEFT JOIN step AS s ON s.bulletin_id = b.bulletin_id
LEFT JOIN direction AS d ON d.document_id = b.document_id;
