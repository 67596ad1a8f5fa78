-- title: Bans on entry by article of the Migration Code
-- param month from=: first month, for instance 2024-01; the first if empty
-- param month to=: last month; the last if empty

SELECT
    time_period,
    max(CASE WHEN indicator = 'decisions.migration_code' THEN value END) AS migration_code,
    max(CASE WHEN indicator = 'decisions.article_16_1_8' THEN value END) AS article_16_1_8,
    max(CASE WHEN indicator = 'decisions.other_articles' THEN value END) AS other_articles,
    min(status) AS status
FROM series
WHERE
    indicator IN ('decisions.migration_code', 'decisions.article_16_1_8', 'decisions.other_articles')
    AND first_month >= COALESCE(NULLIF(CAST(:from AS TEXT), ''), first_month)
    AND last_month <= COALESCE(NULLIF(CAST(:to AS TEXT), ''), last_month)
GROUP BY time_period, first_month, months
ORDER BY first_month, months
