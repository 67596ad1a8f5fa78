-- Published figures by document, line and column.
SELECT
    k.content_sha256,
    c.line_no,
    c.column_no,
    '' AS subject,
    c.document,
    c.indicator AS what,
    c.indicator || ' = ' || c.value
    || ' (' || COALESCE(c.time_period, 'undated') || ')'
    || CASE c.current WHEN 0 THEN ', superseded' ELSE '' END AS says
FROM claim AS c
INNER JOIN document AS k ON k.document_id = c.document_id
ORDER BY k.content_sha256, c.line_no, c.column_no
