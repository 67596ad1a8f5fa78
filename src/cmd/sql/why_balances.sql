-- Sums of a bulletin in which an indicator is the whole or a part.
SELECT b.indicator, b.stated, b.computed, b.difference, b.status, b.scheme
FROM check_balance AS b
INNER JOIN scheme AS s ON s.scheme = b.scheme
WHERE
    b.bulletin_id = ?1
    AND (
        b.indicator = ?2
        OR EXISTS (
            SELECT 1
            FROM scheme_part AS sp
            INNER JOIN indicator AS i ON i.indicator_id = sp.part
            WHERE sp.scheme_id = s.scheme_id AND i.indicator = ?2
        )
    )
ORDER BY b.scheme
