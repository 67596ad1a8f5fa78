-- title: What persons decided, in order, with their reasons
SELECT
    decision_id,
    kind,
    COALESCE(bulletin, document) AS about,
    line_no,
    column_no,
    old_bulletin AS replaces,
    value,
    status,
    note
FROM decision
ORDER BY decision_id
