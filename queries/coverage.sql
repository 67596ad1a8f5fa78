-- title: What is known of each month, in numbers of indicators
-- param from=: first month, for instance 2024-01; the first if empty
-- param to=: last month; the last if empty

SELECT month, published, disputed, derived, bounded, contradicted, bulletins
FROM coverage
WHERE
    month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), month)
    AND month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), month)
ORDER BY month
