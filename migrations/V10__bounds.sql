-- The tightest bounds that follow from all claims together: more than a view
-- can work out. The program writes them in the transaction that changes a claim
-- or a decision; smsdb verify works them out anew and compares.

CREATE TABLE cached_bound (
    -- A cache, and the only one. Without conflict_no: a month that claims cover
    -- and none gives by itself. With it: a claim that cannot hold together with
    -- the others of its set.
    indicator_id INTEGER NOT NULL REFERENCES indicator,
    first_no     INTEGER NOT NULL REFERENCES month,
    months       INTEGER NOT NULL CHECK (months BETWEEN 1 AND 12),
    -- Smallest and largest possible value; NULL if every span that covers the
    -- month is contradicted.
    value_min    INTEGER,
    value_max    INTEGER,
    -- The same for all claims of a set: made of the first of them.
    conflict_no  INTEGER,
    PRIMARY KEY (indicator_id, first_no, months),
    CHECK (conflict_no IS NOT NULL OR months = 1),
    CHECK (conflict_no IS NULL OR value_max IS NULL),
    CHECK ((value_min IS NULL) = (value_max IS NULL)),
    CHECK (value_min BETWEEN 0 AND value_max)
) STRICT;

-- What single spans say, until the program works out the rest.
INSERT INTO cached_bound (indicator_id, first_no, months, value_min, value_max)
SELECT indicator_id, month_no, 1, value_min, value_max
FROM month_value
WHERE origin NOT IN ('published', 'disputed')
ORDER BY indicator_id, month_no;

DROP VIEW month_value;

CREATE VIEW month_value AS
-- Building block of monthly: what claims of one month say, and the tightest
-- bounds of the other months that claims cover.
SELECT
    indicator_id,
    first_no AS month_no,
    value_min,
    value_max,
    CASE WHEN value_min = value_max THEN 'published' ELSE 'disputed' END AS origin
FROM series_value
WHERE months = 1
UNION ALL
SELECT
    indicator_id,
    first_no AS month_no,
    value_min,
    value_max,
    CASE
        WHEN value_min = value_max THEN 'derived'
        WHEN value_min < value_max THEN 'bounded'
        ELSE 'contradicted'
    END AS origin
FROM cached_bound
WHERE conflict_no IS NULL;

CREATE VIEW check_together AS
-- Claims that cannot hold together although no single span is contradicted: of
-- each set none can be left out.
SELECT
    DENSE_RANK() OVER (ORDER BY b.conflict_no) AS conflict,
    i.indicator,
    p.time_period,
    s.value_min,
    s.value_max,
    'contradiction' AS status
FROM cached_bound AS b
INNER JOIN indicator AS i ON i.indicator_id = b.indicator_id
INNER JOIN period AS p ON p.first_no = b.first_no AND p.months = b.months
INNER JOIN series_value AS s ON s.indicator_id = b.indicator_id AND s.period_id = p.period_id
WHERE b.conflict_no IS NOT NULL;

CREATE VIEW together_result AS
-- Building block of check_outcome: one row per set, with its first claims in
-- words.
WITH
claim AS (
    SELECT
        c.conflict,
        c.indicator,
        CASE
            WHEN c.value_min = c.value_max THEN c.value_min || ' '
            ELSE c.value_min || ' to ' || c.value_max || ' '
        END || i.noun || ' in ' || p.label AS words,
        ROW_NUMBER() OVER (
            PARTITION BY c.conflict ORDER BY p.months DESC, p.first_no, c.indicator
        ) AS place,
        count(*) OVER (PARTITION BY c.conflict) AS claims
    FROM check_together AS c
    INNER JOIN indicator AS i ON i.indicator = c.indicator
    INNER JOIN period AS p ON p.time_period = c.time_period
),

listed AS (
    SELECT
        conflict,
        max(claims) AS claims,
        max(CASE WHEN place = 1 THEN words END) AS first_claim,
        max(CASE WHEN place = 2 THEN words END) AS second_claim,
        max(CASE WHEN place = 3 THEN words END) AS third_claim,
        CASE WHEN min(indicator) = max(indicator) THEN min(indicator) END AS indicator
    FROM claim
    GROUP BY conflict
)

SELECT
    indicator,
    first_claim || COALESCE(CASE WHEN claims = 2 THEN ' and ' ELSE ', ' END || second_claim, '')
    || COALESCE(CASE WHEN claims = 3 THEN ' and ' ELSE ', ' END || third_claim, '')
    || CASE
        WHEN claims = 4 THEN ' and 1 more figure'
        WHEN claims > 4 THEN ' and ' || (claims - 3) || ' more figures'
        ELSE ''
    END || ' cannot hold together' AS message
FROM listed;

DROP VIEW check_outcome;

CREATE VIEW check_outcome AS
-- Building block of finding, and of the counts of smsdb check: what
-- check_result compares, what cannot hold together, and whether decisions still
-- have their places.
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
    'together' AS check_name,
    'failed' AS outcome,
    'error' AS severity,
    NULL AS bulletin_id,
    NULL AS time_period,
    indicator,
    NULL AS stated,
    NULL AS computed,
    NULL AS difference,
    message
FROM together_result
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

PRAGMA user_version = 10;
