-- The decisions in force, with their reasons.
SELECT message || ' (' || note || ')' AS decided
FROM decision
WHERE status = 'in force'
ORDER BY decision_id
