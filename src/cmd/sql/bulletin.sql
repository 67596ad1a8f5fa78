-- The bulletin with the id ?1, or of document ?2 at position ?3; also one of
-- a withdrawn document.
SELECT
    b.bulletin_id,
    b.document_id,
    k.document || ':' || b.position AS bulletin,
    b.first_line,
    b.last_line,
    b.period_text,
    p.time_period,
    CASE
        WHEN b.assigned_id IS NOT NULL THEN 'assigned'
        WHEN b.period_id IS NOT NULL THEN 'stated'
        ELSE 'unknown'
    END AS basis,
    b.layout,
    b.language,
    (SELECT count(*) FROM number AS n WHERE n.bulletin_id = b.bulletin_id AND n.role_id = 1) AS figures
FROM bulletin AS b
INNER JOIN document_known AS k ON k.document_id = b.document_id
LEFT JOIN period AS p ON p.period_id = COALESCE(b.assigned_id, b.period_id)
WHERE b.bulletin_id = ?1 OR (b.document_id = ?2 AND b.position = ?3)
