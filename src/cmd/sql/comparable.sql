-- What an indicator is comparable with, in words: the concordance both ways.
SELECT
    CASE relation
        WHEN 'same' THEN 'the same as '
        WHEN 'narrower' THEN 'narrower than '
        WHEN 'wider' THEN 'wider than '
        ELSE 'not comparable with '
    END
    || CASE WHEN other_indicator = ?1 THEN 'in later years' ELSE other_indicator END
    || CASE
        WHEN first_month IS NOT NULL AND last_month IS NOT NULL
            THEN ' (' || first_month || ' to ' || last_month || ')'
        WHEN last_month IS NOT NULL THEN ' (until ' || last_month || ')'
        WHEN first_month IS NOT NULL THEN ' (from ' || first_month || ')'
        ELSE ''
    END
    || ': ' || note AS words
FROM (
    SELECT concordance_id, relation, other_indicator, first_month, last_month, note
    FROM concordance
    WHERE indicator = ?1
    UNION ALL
    SELECT
        concordance_id,
        CASE relation WHEN 'narrower' THEN 'wider' WHEN 'wider' THEN 'narrower' ELSE relation END
            AS relation,
        indicator AS other_indicator,
        first_month,
        last_month,
        note
    FROM concordance
    WHERE other_indicator = ?1 AND indicator <> ?1
) AS both_ways
ORDER BY concordance_id
