-- The periods that a bulletin could have, the likeliest first.
SELECT time_period, status, reason
FROM period_candidate
WHERE bulletin_id = ?1
ORDER BY place
