-- title: The part of a total that no listed item explains
-- param code indicator=decisions: the total
-- values indicator: SELECT DISTINCT i.indicator, i.name FROM scheme AS s INNER JOIN indicator AS i ON i.indicator_id = s.whole ORDER BY i.indicator

SELECT
    b.document || ':' || b.position AS bulletin,
    c.time_period,
    c.stated,
    c.computed AS listed,
    c.difference AS unlisted,
    CASE WHEN c.stated > 0 THEN round(c.difference * 1e4 / c.stated) / 1e2 END
        AS unlisted_percent
FROM check_balance AS c
INNER JOIN bulletin_list AS b ON b.bulletin_id = c.bulletin_id
WHERE
    c.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
    AND c.status IN ('ok', 'unallocated')
ORDER BY b.document, b.position, c.scheme
