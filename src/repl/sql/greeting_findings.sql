-- What does not add up, in words; nothing where all does.
SELECT
    CASE
        WHEN count(*) = 0 THEN 'no findings'
        ELSE
            sum(severity = 'error') || ' errors and '
            || sum(severity = 'warning') || ' warnings'
    END
FROM finding
