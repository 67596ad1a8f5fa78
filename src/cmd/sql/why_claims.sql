-- The published figures of an indicator and a period.
SELECT
    document || ':' || position AS bulletin,
    value,
    document,
    line_no,
    column_no,
    raw,
    line_text,
    bulletin_id
FROM claim
WHERE indicator = ?1 AND time_period = ?2 AND current = 1
ORDER BY document, position
