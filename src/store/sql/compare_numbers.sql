-- The ledger of a document; the first four columns depend on no wording.
SELECT
    n.line_no,
    n.column_no,
    n.length,
    n.value,
    n.role_id,
    b.position,
    i.indicator,
    n.reason,
    n.superseded
FROM number AS n
LEFT JOIN bulletin AS b ON b.bulletin_id = n.bulletin_id
LEFT JOIN indicator AS i ON i.indicator_id = n.indicator_id
WHERE n.document_id = ?1
ORDER BY n.line_no, n.column_no
