-- What was read, as lists that need no joins.

CREATE VIEW document_list AS
-- Building block: one row per document, under its alphabetically first name.
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
) AS n ON n.document_id = d.document_id;

CREATE VIEW bulletin_period AS
-- Building block: the period in force of every bulletin, NULL if unknown.
SELECT
    b.bulletin_id,
    b.document_id,
    b.position,
    b.period_id,
    p.time_period,
    p.label,
    p.first_no,
    p.first_no + p.months - 1 AS last_no,
    p.months,
    CASE WHEN b.period_id IS NULL THEN 'unknown' ELSE 'stated' END AS basis
FROM bulletin AS b
LEFT JOIN period AS p ON p.period_id = b.period_id;

CREATE VIEW bulletin_list AS
SELECT
    b.bulletin_id,
    b.document_id,
    d.document,
    b.position,
    b.first_line,
    b.last_line,
    b.language,
    b.layout,
    b.period_text,
    p.time_period,
    p.basis,
    COALESCE(n.figures, 0) AS figures
FROM bulletin AS b
INNER JOIN bulletin_period AS p ON p.bulletin_id = b.bulletin_id
INNER JOIN document_list AS d ON d.document_id = b.document_id
LEFT JOIN (
    SELECT bulletin_id, count(*) AS figures
    FROM number
    WHERE role_id = 1
    GROUP BY bulletin_id
) AS n ON n.bulletin_id = b.bulletin_id;

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
    1 AS current
FROM number AS n
INNER JOIN bulletin_period AS b ON b.bulletin_id = n.bulletin_id
INNER JOIN document_list AS d ON d.document_id = b.document_id
INNER JOIN indicator AS i ON i.indicator_id = n.indicator_id
INNER JOIN line AS l ON l.document_id = n.document_id AND l.line_no = n.line_no
WHERE n.role_id = 1;

CREATE VIEW unread AS
SELECT
    n.document_id,
    d.document,
    n.line_no,
    n.column_no,
    substr(l.text, n.column_no, n.length) AS raw,
    n.value,
    l.text AS line_text,
    n.reason
FROM number AS n
INNER JOIN document_list AS d ON d.document_id = n.document_id
INNER JOIN line AS l ON l.document_id = n.document_id AND l.line_no = n.line_no
WHERE n.role_id = 5;

CREATE VIEW ledger AS
SELECT r.role, COALESCE(n.numbers, 0) AS numbers, r.description
FROM role AS r
LEFT JOIN (
    SELECT role_id, count(*) AS numbers
    FROM number
    GROUP BY role_id
) AS n ON n.role_id = r.role_id;

CREATE VIEW data_dictionary AS
SELECT object, column_name, description, unit
FROM dictionary_entry;

CREATE VIEW saved_query AS
SELECT name, title, parameters, sql
FROM stored_query;

CREATE VIEW about AS
SELECT key, value
FROM fact;
