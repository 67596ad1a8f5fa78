-- What was imported, with what was read in it.
SELECT
    d.document,
    n.names,
    COALESCE(b.bulletins, 0) AS bulletins,
    COALESCE(u.figures, 0) AS figures,
    COALESCE(u.unread, 0) AS unread,
    COALESCE(b.undated, 0) AS undated,
    d.lines,
    d.withdrawn,
    d.published,
    d.url,
    s.decided,
    d.content_sha256
FROM document_known AS d
INNER JOIN (
    SELECT document_id, group_concat(name, ', ') AS names
    FROM (SELECT DISTINCT document_id, name FROM document_name ORDER BY document_id, name)
    GROUP BY document_id
) AS n ON n.document_id = d.document_id
LEFT JOIN (
    SELECT
        document_id,
        count(*) AS bulletins,
        sum(CASE WHEN COALESCE(assigned_id, period_id) IS NULL THEN 1 ELSE 0 END) AS undated
    FROM bulletin
    GROUP BY document_id
) AS b ON b.document_id = d.document_id
LEFT JOIN (
    SELECT
        document_id,
        sum(CASE WHEN role_id = 1 THEN 1 ELSE 0 END) AS figures,
        sum(CASE WHEN role_id = 5 THEN 1 ELSE 0 END) AS unread
    FROM number
    GROUP BY document_id
) AS u ON u.document_id = d.document_id
LEFT JOIN (
    SELECT document_id, group_concat(message || ' (' || note || ')', '; ') AS decided
    FROM (
        SELECT document_id, message, note
        FROM decision
        WHERE status = 'in force'
        ORDER BY document_id, decision_id
    )
    GROUP BY document_id
) AS s ON s.document_id = d.document_id
ORDER BY d.document, d.content_sha256
