-- ?1 a name of the document, ?2 the beginning of its hash as a pattern.
SELECT
    b.bulletin_id,
    b.document_id,
    b.document || ':' || b.position AS bulletin,
    b.first_line,
    b.last_line,
    b.period_text,
    b.time_period,
    b.basis,
    b.layout,
    b.language,
    b.figures
FROM bulletin_list AS b
WHERE
    b.position = ?3
    AND (
        EXISTS (
            SELECT 1 FROM document_name AS n WHERE n.document_id = b.document_id AND n.name = ?1
        )
        OR EXISTS (
            SELECT 1 FROM document AS d
            WHERE d.document_id = b.document_id AND length(?1) >= 4 AND d.content_sha256 LIKE ?2
        )
    )
