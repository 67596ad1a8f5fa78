-- The subjects of decisions in force that have no effect, named by hashes.
SELECT
    f.kind || ' ' || d.content_sha256 || ' ' || COALESCE(f.line_no, '') || ' '
    || COALESCE(f.column_no, '') || ' ' || COALESCE(o.content_sha256 || ' ' || f.old_line_no, '')
    AS subject
FROM decision_place AS p
INNER JOIN decision_in_force AS f ON f.decision_id = p.decision_id
INNER JOIN document AS d ON d.document_id = f.document_id
LEFT JOIN document AS o ON o.document_id = f.old_document_id
WHERE p.state NOT IN ('ok', 'not evaluable')
