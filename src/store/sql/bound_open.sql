-- The schemes that some bulletin after ?1 prints without closing exactly.
SELECT DISTINCT s.scheme_id
FROM check_balance AS c
INNER JOIN scheme AS s ON s.scheme = c.scheme
WHERE c.bulletin_id > ?1 AND c.status IN ('overallocated', 'unallocated')
