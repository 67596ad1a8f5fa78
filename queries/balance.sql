-- title: Totals against the sum of their parts, bulletin by bulletin
-- param scheme=: a sum of balances, for instance decisions-2018; all if empty
-- values scheme: SELECT s.scheme, i.name FROM scheme AS s INNER JOIN indicator AS i ON i.indicator_id = s.whole ORDER BY s.scheme_id
-- param status=: ok, unallocated, overallocated or incomplete; all if empty
-- values status: VALUES ('ok', 'the sum is the total'), ('unallocated', 'the total is larger'), ('overallocated', 'the sum is larger'), ('incomplete', 'a part is missing')

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
