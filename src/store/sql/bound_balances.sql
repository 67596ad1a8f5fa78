-- The schemes that bulletins after ?1 print, with their periods: the whole and
-- the indicator that tells.
SELECT DISTINCT s.scheme_id, b.first_no, b.months
FROM bulletin_period AS b
CROSS JOIN scheme AS s
INNER JOIN number AS w
    ON w.bulletin_id = b.bulletin_id AND w.indicator_id = s.whole AND w.role_id = 1
INNER JOIN number AS a
    ON a.bulletin_id = b.bulletin_id AND a.indicator_id = s.applies_if AND a.role_id = 1
WHERE b.bulletin_id > ?1 AND b.period_id IS NOT NULL
