-- title: Figures larger than that of a longer period around them
-- param code indicator=: an indicator; all if empty

SELECT
    c.indicator,
    c.part_period,
    c.part_value,
    c.whole_period,
    c.whole_value,
    c.difference,
    p.document || ':' || p.position AS part_bulletin,
    w.document || ':' || w.position AS whole_bulletin
FROM check_containment AS c
INNER JOIN bulletin_list AS p ON p.bulletin_id = c.part_bulletin
INNER JOIN bulletin_list AS w ON w.bulletin_id = c.whole_bulletin
WHERE
    c.status = 'violated'
    AND c.indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), c.indicator)
ORDER BY c.indicator, c.part_period, c.whole_period, p.document, p.position, w.document, w.position
