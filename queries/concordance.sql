-- title: Which indicator is comparable with what, in which months, and why
-- param code indicator=: an indicator; all if empty
--
-- Each pair is listed both ways. Where both codes are the same, the months up
-- to last_month are compared with later ones.

SELECT indicator, relation, other_indicator, first_month, last_month, note
FROM (
    SELECT concordance_id, indicator, relation, other_indicator, first_month, last_month, note
    FROM concordance
    UNION ALL
    SELECT
        concordance_id,
        other_indicator,
        CASE relation WHEN 'narrower' THEN 'wider' WHEN 'wider' THEN 'narrower' ELSE relation END,
        indicator,
        first_month,
        last_month,
        note
    FROM concordance
    WHERE other_indicator <> indicator
) AS both_ways
WHERE indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), indicator)
ORDER BY indicator, concordance_id
