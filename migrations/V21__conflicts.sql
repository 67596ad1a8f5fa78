-- Claims of one period: only periods that several bulletins claim are looked at.

CREATE VIEW conflict_value AS
-- Building block of check_conflict and check_member: one row per indicator and
-- period with several claims, smallest and largest of them.
SELECT
    n.indicator_id,
    b.period_id,
    count(*) AS claims,
    min(n.value) AS value_min,
    max(n.value) AS value_max
FROM (
    SELECT period_id
    FROM bulletin_period
    WHERE period_id IS NOT NULL
    GROUP BY period_id
    HAVING count(*) > 1
) AS m
CROSS JOIN bulletin_period AS b
CROSS JOIN number AS n
WHERE
    b.period_id = m.period_id
    AND n.bulletin_id = b.bulletin_id
    AND n.role_id = 1
    AND n.superseded = 0
GROUP BY n.indicator_id, b.period_id
HAVING count(*) > 1;

DROP VIEW check_conflict;

CREATE VIEW check_conflict AS
SELECT
    i.indicator,
    p.time_period,
    c.claims,
    c.value_min,
    c.value_max,
    c.value_max - c.value_min AS difference,
    CASE WHEN c.value_min = c.value_max THEN 'agreed' ELSE 'conflict' END AS status
FROM conflict_value AS c
INNER JOIN indicator AS i ON i.indicator_id = c.indicator_id
INNER JOIN period AS p ON p.period_id = c.period_id;

PRAGMA user_version = 21;
