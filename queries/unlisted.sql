-- title: The part of a total that no listed item explains
-- param indicator=decisions: the total

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
