-- How much the file holds, in words.
SELECT
    b.bulletins || CASE b.bulletins WHEN 1 THEN ' bulletin' ELSE ' bulletins' END
    || COALESCE(', ' || m.first_month || ' to ' || m.last_month, '')
FROM (SELECT count(*) AS bulletins FROM bulletin_list) AS b
INNER JOIN (
    SELECT min(first_month) AS first_month, max(last_month) AS last_month FROM series
) AS m
