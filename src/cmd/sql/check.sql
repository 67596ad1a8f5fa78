-- All checks in one pass: first the counts, then the findings worst first.
WITH result AS MATERIALIZED (
    SELECT r.check_name, r.outcome, r.severity, r.bulletin_id, r.time_period, r.message
    FROM check_outcome AS r
)

SELECT
    0 AS place,
    check_name,
    '' AS severity,
    '' AS subject,
    sum(CASE WHEN outcome = 'ok' THEN 1 ELSE 0 END) AS ok,
    sum(CASE WHEN outcome = 'failed' THEN 1 ELSE 0 END) AS failed,
    sum(CASE WHEN outcome = 'not evaluable' THEN 1 ELSE 0 END) AS not_evaluable,
    '' AS message
FROM result
GROUP BY check_name
UNION ALL
SELECT
    CASE r.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END AS place,
    r.check_name,
    r.severity,
    -- The cause that findings have in common.
    CASE
        WHEN r.check_name = 'balance' THEN 'totals and their parts'
        WHEN r.check_name IN ('undated', 'order', 'unread') THEN r.check_name
        ELSE COALESCE(p.label, d.document || ':' || b.position, r.check_name)
    END AS subject,
    0 AS ok,
    0 AS failed,
    0 AS not_evaluable,
    r.message
FROM result AS r
LEFT JOIN bulletin AS b ON b.bulletin_id = r.bulletin_id
LEFT JOIN document_list AS d ON d.document_id = b.document_id
LEFT JOIN period AS p ON p.time_period = r.time_period
WHERE r.severity IS NOT NULL
ORDER BY place, check_name, subject, message
