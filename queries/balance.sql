-- title: Totals against the sum of their parts, bulletin by bulletin
-- param scheme=: a sum of balances, for instance decisions-2018; all if empty
-- param status=: ok, unallocated, overallocated or incomplete; all if empty

SELECT
    b.document || ':' || b.position AS bulletin,
    c.time_period,
    c.scheme,
    c.indicator,
    c.stated,
    c.computed,
    c.difference,
    c.missing_parts,
    c.status
FROM check_balance AS c
INNER JOIN bulletin_list AS b ON b.bulletin_id = c.bulletin_id
WHERE
    c.scheme = COALESCE(NULLIF(CAST(:scheme AS TEXT), ''), c.scheme)
    AND c.status = COALESCE(NULLIF(CAST(:status AS TEXT), ''), c.status)
ORDER BY b.document, b.position, c.scheme
