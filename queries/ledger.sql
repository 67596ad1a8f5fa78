-- title: Every number of every document, counted by its role
SELECT role, numbers, description
FROM ledger
ORDER BY
    CASE role
        WHEN 'observation' THEN 1
        WHEN 'repeat' THEN 2
        WHEN 'period' THEN 3
        WHEN 'reference' THEN 4
        ELSE 5
    END
