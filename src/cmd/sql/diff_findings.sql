-- Findings by their words, which are all that two files have in common.
SELECT
    NULL AS content_sha256,
    NULL AS line_no,
    NULL AS column_no,
    check_name || ': ' || message AS subject,
    NULL AS document,
    check_name AS what,
    message AS says
FROM finding
ORDER BY subject
