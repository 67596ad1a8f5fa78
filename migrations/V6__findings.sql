-- What does not add up, in words.

CREATE VIEW check_result AS
-- Building block of finding, and of the counts of smsdb check: one row per
-- comparison. outcome is ok, failed or not evaluable; severity is NULL where
-- there is nothing to tell.
SELECT
    'balance' AS check_name,
    CASE c.status WHEN 'ok' THEN 'ok' WHEN 'incomplete' THEN 'not evaluable' ELSE 'failed' END
        AS outcome,
    CASE c.status WHEN 'overallocated' THEN 'error' WHEN 'unallocated' THEN 'warning' END
        AS severity,
    c.bulletin_id,
    c.time_period,
    c.indicator,
    c.stated,
    c.computed,
    c.difference,
    CASE c.status
        WHEN 'unallocated'
            THEN
                COALESCE(b.label, d.document || ':' || b.position) || ': ' || c.stated || ' '
                || i.noun || ', ' || c.difference || ' more than the ' || c.computed
                || ' of the listed parts'
        WHEN 'overallocated'
            THEN
                COALESCE(b.label, d.document || ':' || b.position) || ': ' || c.stated || ' '
                || i.noun || ', less than the ' || c.computed || ' of the listed parts'
    END AS message
FROM check_balance AS c
INNER JOIN bulletin_period AS b ON b.bulletin_id = c.bulletin_id
INNER JOIN document_list AS d ON d.document_id = b.document_id
INNER JOIN indicator AS i ON i.indicator = c.indicator
UNION ALL
SELECT
    'containment' AS check_name,
    CASE WHEN c.part_value > c.whole_value THEN 'failed' ELSE 'ok' END AS outcome,
    CASE WHEN c.part_value > c.whole_value THEN 'error' END AS severity,
    c.part_bulletin AS bulletin_id,
    p.time_period,
    i.indicator,
    c.part_value AS stated,
    c.whole_value AS computed,
    c.whole_value - c.part_value AS difference,
    CASE
        WHEN c.part_value > c.whole_value
            THEN
                p.label || ': ' || c.part_value || ' ' || i.noun || ', more than the '
                || c.whole_value || ' of ' || w.label
    END AS message
FROM containment_value AS c
INNER JOIN indicator AS i ON i.indicator_id = c.indicator_id
INNER JOIN period AS p ON p.period_id = c.part_id
INNER JOIN period AS w ON w.period_id = c.whole_id
UNION ALL
SELECT
    'span' AS check_name,
    CASE
        WHEN s.status = 'ok' THEN 'ok'
        WHEN s.status IN ('mismatch', 'contradiction') THEN 'failed'
        ELSE 'not evaluable'
    END AS outcome,
    CASE WHEN s.status IN ('mismatch', 'contradiction') THEN 'error' END AS severity,
    NULL AS bulletin_id,
    p.time_period,
    i.indicator,
    -- Of a disputed figure the end that comes closest.
    CASE WHEN s.span_max < s.known_min THEN s.span_max ELSE s.span_min END AS stated,
    CASE WHEN s.span_max < s.known_min THEN s.known_min ELSE s.known_max END AS computed,
    CASE WHEN s.span_max < s.known_min THEN s.residual_max ELSE s.residual_min END AS difference,
    CASE
        WHEN s.status IN ('mismatch', 'contradiction')
            THEN
                p.label || COALESCE(' without ' || q.label, '') || ': '
                || CASE WHEN s.span_max < s.known_min THEN s.span_max ELSE s.span_min END
                || ' ' || i.noun || ', '
                || CASE WHEN s.span_max < s.known_min THEN 'less' ELSE 'more' END || ' than the '
                || CASE WHEN s.span_max < s.known_min THEN s.known_min ELSE s.known_max END
                || CASE
                    WHEN s.missing_months = 0 THEN ' of its months together'
                    WHEN s.known_months = 1 THEN ' of its one published month'
                    ELSE ' of its ' || s.known_months || ' published months'
                END
    END AS message
FROM span_value AS s
INNER JOIN indicator AS i ON i.indicator_id = s.indicator_id
INNER JOIN period AS p ON p.period_id = s.period_id
LEFT JOIN period AS q ON q.period_id = s.minus_id
UNION ALL
SELECT
    'conflict' AS check_name,
    CASE c.status WHEN 'agreed' THEN 'ok' ELSE 'failed' END AS outcome,
    CASE c.status WHEN 'conflict' THEN 'error' END AS severity,
    NULL AS bulletin_id,
    c.time_period,
    c.indicator,
    c.value_min AS stated,
    c.value_max AS computed,
    c.difference,
    CASE c.status
        WHEN 'conflict'
            THEN
                p.label || ': ' || c.value_min
                || CASE WHEN c.claims = 2 THEN ' or ' ELSE ' to ' END
                || c.value_max || ' ' || i.noun || '; ' || c.claims || ' bulletins differ'
    END AS message
FROM check_conflict AS c
INNER JOIN indicator AS i ON i.indicator = c.indicator
INNER JOIN period AS p ON p.time_period = c.time_period
UNION ALL
SELECT
    CASE c.status WHEN 'undated' THEN 'undated' ELSE 'order' END AS check_name,
    CASE c.status WHEN 'ok' THEN 'ok' ELSE 'failed' END AS outcome,
    CASE WHEN c.status <> 'ok' THEN 'warning' END AS severity,
    c.bulletin_id,
    c.time_period,
    NULL AS indicator,
    NULL AS stated,
    NULL AS computed,
    NULL AS difference,
    CASE
        WHEN c.status = 'tie'
            THEN c.document || ':' || p.position || ' claims ' || p.label || ', the period of the bulletin before it'
        WHEN c.status = 'out_of_order'
            THEN c.document || ':' || p.position || ' claims ' || p.label || ', against the order of its document'
        WHEN c.status = 'undated' AND b.period_text IS NULL
            THEN c.document || ':' || p.position || ' states no period'
        WHEN c.status = 'undated'
            THEN c.document || ':' || p.position || ' states several periods: ' || b.period_text
    END AS message
FROM check_order AS c
INNER JOIN bulletin_period AS p ON p.bulletin_id = c.bulletin_id
INNER JOIN bulletin AS b ON b.bulletin_id = c.bulletin_id
UNION ALL
SELECT
    'unread' AS check_name,
    CASE WHEN u.numbers > 0 THEN 'failed' ELSE 'ok' END AS outcome,
    CASE WHEN u.numbers > 0 THEN 'warning' END AS severity,
    NULL AS bulletin_id,
    NULL AS time_period,
    NULL AS indicator,
    NULL AS stated,
    NULL AS computed,
    NULL AS difference,
    CASE
        WHEN u.numbers = 1 THEN d.document || ': 1 number is unread'
        WHEN u.numbers > 1 THEN d.document || ': ' || u.numbers || ' numbers are unread'
    END AS message
FROM document_list AS d
INNER JOIN (
    SELECT
        document_id,
        sum(CASE WHEN role_id = 5 THEN 1 ELSE 0 END) AS numbers
    FROM number
    GROUP BY document_id
) AS u ON u.document_id = d.document_id;

CREATE VIEW finding AS
SELECT
    severity,
    check_name,
    bulletin_id,
    time_period,
    indicator,
    stated,
    computed,
    difference,
    message
FROM check_result
WHERE severity IS NOT NULL;

-- 'SMSD', and the number of the last migration.
PRAGMA application_id = 0x534D5344;
PRAGMA user_version = 6;
