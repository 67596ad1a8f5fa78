-- title: Months without a published figure, and what is known of them
-- param code indicator=decisions: an indicator

SELECT
    c.month,
    COALESCE(m.origin, 'nothing') AS origin,
    m.value,
    m.value_min,
    m.value_max
FROM coverage AS c
LEFT JOIN (
    SELECT month, origin, value, value_min, value_max
    FROM monthly
    WHERE indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
) AS m ON m.month = c.month
WHERE COALESCE(m.origin, 'nothing') <> 'published'
ORDER BY c.month
