-- Enters what the decisions in force amount to. Rows that are right already
-- are not written.
UPDATE document
SET withdrawn = 1 - withdrawn
WHERE
    withdrawn <> (
        document_id IN (SELECT document_id FROM decision_in_force WHERE kind = 'withdrawal')
    );

WITH assigned AS MATERIALIZED (
    SELECT b.bulletin_id, p.period_id
    FROM decision_in_force AS d
    INNER JOIN bulletin AS b ON b.document_id = d.document_id AND b.first_line = d.line_no
    INNER JOIN period AS p ON p.time_period = d.value
    WHERE d.kind = 'period'
    UNION ALL
    -- A bulletin that names months without their year is of the last such
    -- months that had ended when it was published.
    SELECT y.bulletin_id, p.period_id
    FROM bulletin_yearless AS y
    INNER JOIN period AS p ON p.first_no = y.first_no AND p.months = y.months
    WHERE (y.document_id, y.first_line) NOT IN (
        SELECT document_id, line_no FROM decision_in_force WHERE kind = 'period'
    )
)

UPDATE bulletin
SET assigned_id = (
    SELECT a.period_id FROM assigned AS a WHERE a.bulletin_id = bulletin.bulletin_id
)
WHERE assigned_id IS NOT (
    SELECT a.period_id FROM assigned AS a WHERE a.bulletin_id = bulletin.bulletin_id
);

WITH superseded AS MATERIALIZED (
    SELECT o.bulletin_id, n.indicator_id
    FROM decision_in_force AS d
    INNER JOIN bulletin_period AS w ON w.document_id = d.document_id AND w.first_line = d.line_no
    INNER JOIN bulletin_period AS o
        ON
            o.document_id = d.old_document_id
            AND o.first_line = d.old_line_no
            AND o.period_id = w.period_id
    INNER JOIN number AS n ON n.bulletin_id = w.bulletin_id AND n.role_id = 1
    WHERE d.kind = 'supersession'
)

UPDATE number
SET superseded = 1 - superseded
WHERE
    role_id = 1
    -- Only bulletins that a decision ever replaced can change.
    AND bulletin_id IN (
        SELECT b.bulletin_id
        FROM stored_decision AS d
        INNER JOIN bulletin AS b
            ON b.document_id = d.old_document_id AND b.first_line = d.old_line_no
    )
    AND superseded <> ((bulletin_id, indicator_id) IN (SELECT bulletin_id, indicator_id FROM superseded));
