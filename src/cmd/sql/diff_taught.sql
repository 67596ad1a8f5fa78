-- Wordings that persons taught; they belong to no document.
SELECT
    NULL AS content_sha256,
    NULL AS line_no,
    NULL AS column_no,
    wording AS subject,
    NULL AS document,
    '"' || wording || '"' AS what,
    indicator || COALESCE(' (' || note || ')', '') AS says,
    '' AS preface
FROM taught
ORDER BY wording
