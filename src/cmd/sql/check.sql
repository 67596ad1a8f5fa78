-- All checks in one pass: first the counts, then the findings worst first, each
-- with what tells its cause: bulletin, indicator, first and last month.
WITH result AS MATERIALIZED (
    SELECT
        r.check_name,
        r.outcome,
        r.severity,
        r.bulletin_id,
        r.time_period,
        r.indicator,
        r.computed,
        r.difference,
        r.message
    FROM check_outcome AS r
)

SELECT
    0 AS place,
    check_name,
    '' AS bulletin,
    NULL AS indicator,
    sum(CASE WHEN outcome = 'ok' THEN 1 ELSE 0 END) AS ok,
    sum(CASE WHEN outcome = 'failed' THEN 1 ELSE 0 END) AS failed,
    sum(CASE WHEN outcome = 'not evaluable' THEN 1 ELSE 0 END) AS not_evaluable,
    '' AS message,
    NULL AS time_period,
    '' AS label,
    NULL AS bulletin_id,
    NULL AS computed,
    NULL AS difference
FROM result
GROUP BY check_name
UNION ALL
SELECT
    CASE r.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END AS place,
    r.check_name,
    COALESCE(d.document || ':' || b.position, '') AS bulletin,
    r.indicator,
    p.first_no AS ok,
    p.first_no + p.months - 1 AS failed,
    0 AS not_evaluable,
    r.message,
    r.time_period,
    COALESCE(p.label, '') AS label,
    r.bulletin_id,
    r.computed,
    r.difference
FROM result AS r
LEFT JOIN bulletin AS b ON b.bulletin_id = r.bulletin_id
LEFT JOIN document_list AS d ON d.document_id = b.document_id
LEFT JOIN period AS p ON p.time_period = r.time_period
WHERE r.severity IS NOT NULL
ORDER BY place, check_name, ok, failed, message
