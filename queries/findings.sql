-- title: What does not add up, worst first
-- param severity=: error, warning or info; all if empty
-- values severity: VALUES ('error', 'cannot all be true'), ('warning', 'may be true'), ('info', 'worth a look')
-- param code indicator=: an indicator; all if empty

SELECT severity, check_name, time_period, indicator, stated, computed, difference, message
FROM finding
WHERE
    severity = COALESCE(NULLIF(CAST(:severity AS TEXT), ''), severity)
    AND (
        NULLIF(CAST(:indicator AS TEXT), '') IS NULL
        OR indicator = CAST(:indicator AS TEXT)
    )
ORDER BY
    CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
    check_name,
    COALESCE(time_period, ''),
    COALESCE(indicator, ''),
    message
