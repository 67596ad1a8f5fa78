-- title: How much was published on which day, and how much has no known day
SELECT
    COALESCE(k.published, 'unknown') AS published,
    count(*) AS documents,
    sum(COALESCE(n.bulletins, 0)) AS bulletins,
    sum(COALESCE(n.figures, 0)) AS figures
FROM document_known AS k
LEFT JOIN (
    SELECT document_id, count(*) AS bulletins, sum(figures) AS figures
    FROM bulletin_list
    GROUP BY document_id
) AS n ON n.document_id = k.document_id
WHERE k.withdrawn = 0
GROUP BY COALESCE(k.published, 'unknown')
ORDER BY COALESCE(k.published, 'unknown')
