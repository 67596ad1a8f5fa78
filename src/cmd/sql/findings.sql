-- Findings, worst first, for the report of an import.
SELECT f.severity, f.check_name, f.message
FROM finding AS f
ORDER BY
    CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
    CASE f.check_name WHEN 'containment' THEN 1 WHEN 'span' THEN 2 WHEN 'conflict' THEN 4 ELSE 3 END,
    f.time_period,
    f.indicator,
    f.message
