-- title: What a total consists of, in per cent of the printed total
-- param scheme=decisions-2018: a sum of balances
-- values scheme: SELECT s.scheme, i.name FROM scheme AS s INNER JOIN indicator AS i ON i.indicator_id = s.whole ORDER BY s.scheme_id
-- param period period=: a time period, for instance 2024-11; all if empty

SELECT
    b.document || ':' || b.position AS bulletin,
    b.time_period,
    p.indicator,
    p.name,
    p.value,
    CASE WHEN t.stated > 0 THEN round(p.value * 1e3 / t.stated) / 1e1 END AS percent
FROM check_balance AS t
INNER JOIN bulletin_list AS b ON b.bulletin_id = t.bulletin_id
INNER JOIN scheme AS s ON s.scheme = t.scheme
INNER JOIN scheme_part AS sp ON sp.scheme_id = s.scheme_id
INNER JOIN indicator AS i ON i.indicator_id = sp.part
INNER JOIN claim AS p ON p.bulletin_id = t.bulletin_id AND p.indicator = i.indicator
WHERE
    t.scheme = COALESCE(NULLIF(CAST(:scheme AS TEXT), ''), 'decisions-2018')
    AND (
        NULLIF(CAST(:period AS TEXT), '') IS NULL
        OR b.time_period = CAST(:period AS TEXT)
    )
ORDER BY b.document, b.position, p.value DESC, p.indicator
