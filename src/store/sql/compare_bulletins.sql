-- The bulletins of a document as they were read and decided on.
SELECT
    b.position,
    b.first_line,
    b.last_line,
    b.language,
    b.layout,
    b.period_text,
    p.time_period,
    p.first_no,
    p.months,
    p.label,
    a.time_period AS assigned,
    a.first_no AS assigned_first,
    a.months AS assigned_months,
    a.label AS assigned_label,
    f.month AS first_month,
    l.month AS last_month,
    d.withdrawn
FROM document AS d
INNER JOIN bulletin AS b ON b.document_id = d.document_id
LEFT JOIN period AS p ON p.period_id = b.period_id
LEFT JOIN period AS a ON a.period_id = b.assigned_id
LEFT JOIN month AS f ON f.month_no = COALESCE(a.first_no, p.first_no)
LEFT JOIN month AS l
    ON l.month_no = COALESCE(a.first_no, p.first_no) + COALESCE(a.months, p.months) - 1
WHERE d.document_id = ?1
ORDER BY b.position
