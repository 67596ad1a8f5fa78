-- The findings as rows, worst first.
SELECT severity, check_name, bulletin_id, time_period, indicator, stated, computed, difference, message
FROM finding
ORDER BY
    CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
    check_name,
    time_period,
    indicator,
    message
