-- Every comparison in one pass. What tells the cause of a finding is looked up of
-- findings only: its bulletin, first and last month.
SELECT
    CASE r.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 WHEN 'info' THEN 3 END AS place,
    r.check_name,
    r.outcome,
    CASE
        WHEN r.severity IS NOT NULL
            THEN (
                SELECT d.document || ':' || b.position
                FROM bulletin AS b
                INNER JOIN document_list AS d ON d.document_id = b.document_id
                WHERE b.bulletin_id = r.bulletin_id
            )
    END AS bulletin,
    r.indicator,
    CASE
        WHEN r.severity IS NOT NULL
            THEN (SELECT first_no FROM period WHERE time_period = r.time_period)
    END AS first_no,
    CASE
        WHEN r.severity IS NOT NULL
            THEN (SELECT first_no + months - 1 FROM period WHERE time_period = r.time_period)
    END AS last_no,
    r.message,
    r.time_period,
    CASE
        WHEN r.severity IS NOT NULL
            THEN (SELECT label FROM period WHERE time_period = r.time_period)
    END AS label,
    r.bulletin_id,
    r.computed,
    r.difference
FROM check_outcome AS r
