-- Figures of an indicator and a period that a newer bulletin replaces.
SELECT value, document || ':' || position AS bulletin, line_no, column_no
FROM claim
WHERE indicator = ?1 AND time_period = ?2 AND current = 0
ORDER BY document, position
