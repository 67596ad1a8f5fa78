SELECT origin, value_min, value_max
FROM monthly
WHERE indicator = ?1 AND month = ?2
