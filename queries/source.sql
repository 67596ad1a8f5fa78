-- title: The sentence behind each figure of an indicator
-- param code indicator=decisions: an indicator
-- param period period=: a time period, for instance 2024-11 or 2024-01-01/P9M; all if empty

SELECT time_period, value, document, line_no, column_no, raw, line_text
FROM claim
WHERE
    indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND (
        NULLIF(CAST(:period AS TEXT), '') IS NULL
        OR time_period = CAST(:period AS TEXT)
    )
ORDER BY COALESCE(time_period, ''), document, line_no, column_no
