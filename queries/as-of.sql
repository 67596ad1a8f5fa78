-- title: One indicator as it was known on a day; undated documents do not count
-- param date date=: a day, for instance 2024-12-05; the last publication if empty
-- param code indicator=decisions: an indicator
--
-- Only documents whose day of publication was given (import --published) take
-- part. undated counts the claims of the others on the same period; the query
-- publications counts the documents.

SELECT
    time_period,
    first_month,
    last_month,
    months,
    value,
    value_min,
    value_max,
    claims,
    CASE WHEN value IS NULL THEN 'disputed' ELSE 'published' END AS status,
    published,
    undated
FROM (
    SELECT
        time_period,
        first_month,
        last_month,
        months,
        value,
        value_min,
        value_max,
        claims,
        published,
        undated,
        ROW_NUMBER() OVER (PARTITION BY time_period ORDER BY published DESC) AS from_last
    FROM vintage
    WHERE
        indicator = COALESCE(NULLIF(CAST(:indicator AS TEXT), ''), 'decisions')
        AND published <= COALESCE(NULLIF(CAST(:date AS TEXT), ''), published)
) AS believed
WHERE from_last = 1
ORDER BY first_month, months
