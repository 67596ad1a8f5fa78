-- title: How many indicators are known of each month, and how
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT month, published, disputed, derived, bounded, contradicted, bulletins
FROM coverage
WHERE
    month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), month)
    AND month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), month)
ORDER BY month
