-- title: Bulletins whose period is unknown
SELECT
    document || ':' || position AS bulletin,
    first_line,
    last_line,
    layout,
    period_text,
    figures
FROM bulletin_list
WHERE time_period IS NULL
ORDER BY document, position
