-- The periods that a bulletin could have, the likeliest first, then those that it
-- cannot have, the nearest first.
SELECT time_period, status, reason
FROM period_candidate
WHERE bulletin_id = ?1
ORDER BY
    place IS NULL,
    place,
    document_order = 'against',
    months_apart,
    time_period
