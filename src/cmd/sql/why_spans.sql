-- Spans that contain a stretch of months, those with the fewest terms first.
SELECT
    time_period,
    minus_period,
    first_month,
    last_month,
    known_months,
    missing_months,
    residual_min,
    residual_max,
    status
FROM check_span
WHERE indicator = ?1 AND first_month <= ?2 AND last_month >= ?3
ORDER BY
    known_months + CASE WHEN minus_period IS NULL THEN 0 ELSE 1 END,
    first_month,
    last_month,
    time_period
