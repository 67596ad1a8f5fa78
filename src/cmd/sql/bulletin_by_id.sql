SELECT
    bulletin_id,
    document_id,
    document || ':' || position AS bulletin,
    first_line,
    last_line,
    period_text,
    time_period,
    basis,
    layout,
    language,
    figures
FROM bulletin_list
WHERE bulletin_id = ?1
