-- What persons decided. Decisions belong to a document and a line, never to a
-- row number, so that reading a document again loses none. They are kept here
-- one below the other; what they amount to is entered, in the transaction of
-- the decision, where the views look for it: withdrawn, assigned_id,
-- superseded, and the role of a number. smsdb verify enters them anew in a copy
-- and compares.

-- 1: a person withdrew the document, and no view shows it.
ALTER TABLE document ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

-- The period that a person assigned; it takes the place of the stated one.
ALTER TABLE bulletin ADD COLUMN assigned_id INTEGER REFERENCES period;

-- Lets bulletins be found by the period in force. SQLite compares an
-- expression with an INTEGER column through an index only if it is cast.
DROP INDEX bulletin_of_period;

CREATE INDEX bulletin_of_period ON bulletin (CAST(COALESCE(assigned_id, period_id) AS INTEGER));

-- 1: a newer bulletin of the same period gives the indicator too.
ALTER TABLE number ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1));

CREATE TABLE stored_decision (
    -- Rows are appended, in the order in which they were decided.
    decision_id     INTEGER PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (
        kind IN ('period', 'supersession', 'withdrawal', 'reading', 'published', 'url')
    ),
    document_id     INTEGER NOT NULL REFERENCES document,
    -- First line of the bulletin, of readings the line of the number; NULL
    -- where the whole document is meant.
    line_no         INTEGER,
    -- Of readings: the column of the number.
    column_no       INTEGER,
    -- Of supersessions: document and first line of the bulletin replaced.
    old_document_id INTEGER REFERENCES document,
    old_line_no     INTEGER,
    -- Time period, indicator or none, date, address.
    value           TEXT,
    note            TEXT NOT NULL CHECK (trim(note) <> ''),
    -- The decision that this row takes back.
    undoes          INTEGER UNIQUE REFERENCES stored_decision,
    FOREIGN KEY (document_id, line_no) REFERENCES line (document_id, line_no),
    FOREIGN KEY (old_document_id, old_line_no) REFERENCES line (document_id, line_no),
    CHECK ((kind IN ('period', 'supersession', 'reading')) = (line_no IS NOT NULL)),
    CHECK ((kind = 'reading') = (column_no IS NOT NULL)),
    CHECK ((kind = 'supersession') = (old_document_id IS NOT NULL)),
    CHECK ((kind = 'supersession') = (old_line_no IS NOT NULL)),
    CHECK ((kind IN ('supersession', 'withdrawal')) = (value IS NULL))
) STRICT;

CREATE INDEX decision_about ON stored_decision (document_id, kind);

CREATE VIEW decision_in_force AS
-- Building block: of every subject the last decision that was not taken back.
SELECT
    decision_id,
    kind,
    document_id,
    line_no,
    column_no,
    old_document_id,
    old_line_no,
    value,
    note
FROM stored_decision
WHERE decision_id IN (
    SELECT max(decision_id)
    FROM stored_decision
    WHERE
        undoes IS NULL
        AND decision_id NOT IN (SELECT undoes FROM stored_decision WHERE undoes IS NOT NULL)
    GROUP BY kind, document_id, line_no, column_no, old_document_id, old_line_no
);

CREATE VIEW document_known AS
-- Building block: every document, withdrawn ones too, under its
-- alphabetically first name.
SELECT
    d.document_id,
    n.document,
    n.names,
    d.content_sha256,
    d.lines,
    p.value AS published,
    u.value AS url,
    d.withdrawn
FROM document AS d
INNER JOIN (
    SELECT document_id, min(name) AS document, count(DISTINCT name) AS names
    FROM document_name
    GROUP BY document_id
) AS n ON n.document_id = d.document_id
LEFT JOIN (SELECT document_id, value FROM decision_in_force WHERE kind = 'published') AS p
    ON p.document_id = d.document_id
LEFT JOIN (SELECT document_id, value FROM decision_in_force WHERE kind = 'url') AS u
    ON u.document_id = d.document_id;

DROP VIEW document_list;

CREATE VIEW document_list AS
-- Building block: the documents that were not withdrawn.
SELECT
    d.document_id,
    n.document,
    n.names,
    d.content_sha256,
    d.lines
FROM document AS d
INNER JOIN (
    SELECT document_id, min(name) AS document, count(DISTINCT name) AS names
    FROM document_name
    GROUP BY document_id
) AS n ON n.document_id = d.document_id
WHERE d.withdrawn = 0;

CREATE VIEW decision AS
SELECT
    d.decision_id,
    d.kind,
    d.document_id,
    k.document,
    d.line_no,
    d.column_no,
    k.document || ':' || b.position AS bulletin,
    d.old_document_id,
    o.document AS old_document,
    d.old_line_no,
    o.document || ':' || c.position AS old_bulletin,
    d.value,
    d.note,
    d.undoes,
    CASE
        WHEN d.undoes IS NOT NULL THEN 'undo'
        WHEN u.decision_id IS NOT NULL THEN 'undone'
        WHEN f.decision_id IS NOT NULL THEN 'in force'
        ELSE 'replaced'
    END AS status,
    CASE d.kind
        WHEN 'period' THEN COALESCE(k.document || ':' || b.position, k.document || ', line ' || d.line_no)
            || ' is of ' || d.value
        WHEN 'supersession'
            THEN COALESCE(k.document || ':' || b.position, k.document || ', line ' || d.line_no)
                || ' replaces '
                || COALESCE(o.document || ':' || c.position, o.document || ', line ' || d.old_line_no)
        WHEN 'withdrawal' THEN k.document || ' is withdrawn'
        WHEN 'reading'
            THEN k.document || ':' || d.line_no || ':' || d.column_no
                || CASE d.value WHEN 'none' THEN ' is no figure' ELSE ' is a figure of ' || d.value END
        WHEN 'published' THEN k.document || ' was published on ' || d.value
        ELSE k.document || ' comes from ' || d.value
    END AS message
FROM stored_decision AS d
INNER JOIN document_known AS k ON k.document_id = d.document_id
LEFT JOIN bulletin AS b
    ON
        b.document_id = d.document_id
        AND d.line_no >= b.first_line
        AND d.line_no <= CASE d.kind WHEN 'reading' THEN b.last_line ELSE b.first_line END
LEFT JOIN document_known AS o ON o.document_id = d.old_document_id
LEFT JOIN bulletin AS c ON c.document_id = d.old_document_id AND c.first_line = d.old_line_no
LEFT JOIN stored_decision AS u ON u.undoes = d.decision_id
LEFT JOIN decision_in_force AS f ON f.decision_id = d.decision_id
ORDER BY d.decision_id;

DROP VIEW bulletin_period;

CREATE VIEW bulletin_period AS
-- Building block: the period in force of every bulletin, NULL if unknown.
-- Withdrawn documents end here.
SELECT
    b.bulletin_id,
    b.document_id,
    b.position,
    b.first_line,
    p.period_id,
    p.time_period,
    p.label,
    p.first_no,
    p.first_no + p.months - 1 AS last_no,
    p.months,
    CASE
        WHEN b.assigned_id IS NOT NULL THEN 'assigned'
        WHEN b.period_id IS NOT NULL THEN 'stated'
        ELSE 'unknown'
    END AS basis
FROM bulletin AS b
LEFT JOIN period AS p ON p.period_id = CAST(COALESCE(b.assigned_id, b.period_id) AS INTEGER)
WHERE b.document_id NOT IN (SELECT document_id FROM document WHERE withdrawn = 1);

DROP VIEW claim;

CREATE VIEW claim AS
SELECT
    b.bulletin_id,
    b.document_id,
    d.document,
    b.position,
    b.time_period,
    i.indicator,
    i.name,
    n.value,
    n.line_no,
    n.column_no,
    substr(l.text, n.column_no, n.length) AS raw,
    l.text AS line_text,
    1 - n.superseded AS current
FROM number AS n
INNER JOIN bulletin_period AS b ON b.bulletin_id = n.bulletin_id
INNER JOIN document_list AS d ON d.document_id = b.document_id
INNER JOIN indicator AS i ON i.indicator_id = n.indicator_id
INNER JOIN line AS l ON l.document_id = n.document_id AND l.line_no = n.line_no
WHERE n.role_id = 1;

DROP VIEW ledger;

CREATE VIEW ledger AS
SELECT r.role, COALESCE(n.numbers, 0) AS numbers, r.description
FROM role AS r
LEFT JOIN (
    SELECT role_id, count(*) AS numbers
    FROM number
    WHERE document_id NOT IN (SELECT document_id FROM document WHERE withdrawn = 1)
    GROUP BY role_id
) AS n ON n.role_id = r.role_id;

DROP VIEW claim_value;

CREATE VIEW claim_value AS
-- Building block: the current claims of dated bulletins, as numbers.
SELECT
    b.bulletin_id,
    b.period_id,
    b.first_no,
    b.last_no,
    b.months,
    n.indicator_id,
    n.value
FROM bulletin_period AS b
INNER JOIN number AS n ON n.bulletin_id = b.bulletin_id AND n.role_id = 1
WHERE b.period_id IS NOT NULL AND n.superseded = 0;

DROP VIEW scheme_sum;

CREATE VIEW scheme_sum AS
-- Building block of total and check_balance: per bulletin and scheme the sum
-- of the printed parts, wherever the bulletin prints one of them.
SELECT
    b.bulletin_id,
    sp.scheme_id,
    sum(n.value) AS computed,
    count(n.value) AS parts,
    sum(CASE WHEN n.value IS NULL AND sp.required = 1 THEN 1 ELSE 0 END) AS missing_parts
FROM bulletin_period AS b
CROSS JOIN scheme_part AS sp
LEFT JOIN number AS n
    ON n.bulletin_id = b.bulletin_id AND n.indicator_id = sp.part AND n.role_id = 1
GROUP BY b.bulletin_id, sp.scheme_id
HAVING count(n.value) > 0;

DROP VIEW containment_value;

CREATE VIEW containment_value AS
-- Building block of check_containment. Pairs of bulletins come first, so
-- that figures are looked up by bulletin and indicator.
SELECT
    p.indicator_id,
    p.bulletin_id AS part_bulletin,
    x.part_id,
    p.value AS part_value,
    w.bulletin_id AS whole_bulletin,
    x.whole_id,
    w.value AS whole_value
FROM (
    SELECT
        a.bulletin_id AS part_bulletin,
        a.period_id AS part_id,
        b.bulletin_id AS whole_bulletin,
        b.period_id AS whole_id
    FROM bulletin_period AS a
    INNER JOIN bulletin_period AS b
        ON b.first_no BETWEEN a.last_no - 11 AND a.first_no AND b.last_no >= a.last_no
    WHERE b.months > a.months
) AS x
CROSS JOIN number AS p
CROSS JOIN number AS w
WHERE
    p.bulletin_id = x.part_bulletin
    AND p.role_id = 1
    AND p.superseded = 0
    AND w.bulletin_id = x.whole_bulletin
    AND w.indicator_id = p.indicator_id
    AND w.role_id = 1
    AND w.superseded = 0;

CREATE VIEW decision_place AS
-- Building block of check_outcome: the decisions in force on bulletins and
-- numbers, and why one has no effect. Those on withdrawn documents rest.
SELECT
    d.decision_id,
    d.kind,
    k.document || CASE
        WHEN d.kind = 'reading' THEN ':' || d.line_no || ':' || d.column_no
        WHEN b.bulletin_id IS NULL THEN ':@' || d.line_no
        ELSE ':' || b.position
    END AS place,
    b.bulletin_id,
    d.value,
    d.note,
    CASE
        WHEN k.withdrawn = 1 OR o.withdrawn = 1 THEN 'not evaluable'
        WHEN d.kind = 'reading' AND n.line_no IS NULL THEN 'no number stands there'
        WHEN d.kind = 'reading' AND d.value = 'none' AND n.role_id <> 4 THEN 'it is read otherwise'
        WHEN d.kind = 'reading' AND d.value <> 'none' AND (n.role_id > 2 OR i.indicator <> d.value)
            THEN 'another number of its bulletin claims the indicator, or none may stand there'
        WHEN d.kind = 'reading' THEN 'ok'
        WHEN b.bulletin_id IS NULL THEN 'no bulletin begins in that line'
        WHEN d.kind = 'period' THEN 'ok'
        WHEN c.bulletin_id IS NULL THEN 'the bulletin it replaces is gone'
        WHEN b.period_id = c.period_id THEN 'ok'
        ELSE 'the two bulletins are not of the same period'
    END AS state
FROM decision_in_force AS d
INNER JOIN document_known AS k ON k.document_id = d.document_id
LEFT JOIN document_known AS o ON o.document_id = d.old_document_id
LEFT JOIN number AS n
    ON n.document_id = d.document_id AND n.line_no = d.line_no AND n.column_no = d.column_no
LEFT JOIN indicator AS i ON i.indicator_id = n.indicator_id
LEFT JOIN bulletin_period AS b ON b.document_id = d.document_id AND b.first_line = d.line_no
LEFT JOIN bulletin_period AS c ON c.document_id = d.old_document_id AND c.first_line = d.old_line_no
WHERE d.kind IN ('period', 'supersession', 'reading');

CREATE VIEW check_outcome AS
-- Building block of finding, and of the counts of smsdb check: what
-- check_result compares, and whether decisions still have their places.
SELECT
    check_name,
    outcome,
    severity,
    bulletin_id,
    time_period,
    indicator,
    stated,
    computed,
    difference,
    message
FROM check_result
UNION ALL
SELECT
    'decision' AS check_name,
    CASE WHEN state IN ('ok', 'not evaluable') THEN state ELSE 'failed' END AS outcome,
    CASE WHEN state NOT IN ('ok', 'not evaluable') THEN 'error' END AS severity,
    bulletin_id,
    NULL AS time_period,
    NULL AS indicator,
    NULL AS stated,
    NULL AS computed,
    NULL AS difference,
    CASE
        WHEN state NOT IN ('ok', 'not evaluable')
            THEN
                place || ': the decision on its ' || kind || COALESCE(' (' || value || ')', '')
                || ' has no effect: ' || state || '. Its note: ' || note
    END AS message
FROM decision_place;

DROP VIEW finding;

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
FROM check_outcome
WHERE severity IS NOT NULL;

PRAGMA user_version = 7;
