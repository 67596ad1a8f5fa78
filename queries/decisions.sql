-- title: What persons decided, in order, with their reasons
SELECT decision_id, kind, message, status, note
FROM decision
ORDER BY decision_id
