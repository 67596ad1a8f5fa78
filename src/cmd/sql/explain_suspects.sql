-- All suspects, by cause. The program picks the cause: a question that asks
-- for them twice would name more tables than SQLite allows.
SELECT
    s.kind,
    s.document || ':' || s.position AS bulletin,
    COALESCE(p.label, '') AS label,
    s.value,
    i.noun,
    o.document || ':' || o.position AS other,
    s.explains,
    s.checks,
    s.value_min,
    s.value_max,
    s.slip,
    s.against,
    s.cause,
    s.bulletin_id,
    s.indicator
FROM suspect AS s
LEFT JOIN period AS p ON p.time_period = s.time_period
LEFT JOIN indicator AS i ON i.indicator = s.indicator
LEFT JOIN bulletin_list AS o ON o.bulletin_id = s.other_bulletin
ORDER BY s.cause, s.place
