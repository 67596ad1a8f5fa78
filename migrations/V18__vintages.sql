-- What was believed when, and which figures can be compared.

CREATE TABLE concordance (
    -- What an indicator counts beside another one, or beside itself in later
    -- years. Reference data, written anew by the program.
    concordance_id  INTEGER PRIMARY KEY,
    indicator       TEXT NOT NULL REFERENCES indicator (indicator),
    -- The same code: what it counts, or where it is listed, changed.
    other_indicator TEXT NOT NULL REFERENCES indicator (indicator),
    -- The indicator counts the same as the other, less (narrower), more
    -- (wider), or something else.
    relation        TEXT NOT NULL CHECK (relation IN ('same', 'narrower', 'wider', 'not comparable')),
    -- Months for which the row holds, 2017-12; NULL without limit.
    first_month     TEXT CHECK (length(first_month) = 7),
    last_month      TEXT CHECK (length(last_month) = 7),
    -- The reason.
    note            TEXT NOT NULL CHECK (note <> ''),
    UNIQUE (indicator, other_indicator),
    CHECK (first_month <= last_month),
    -- Sums within a calendar year rely on this: an indicator changes between
    -- two years, and only once.
    CHECK (
        indicator <> other_indicator
        OR (first_month IS NULL AND COALESCE(substr(last_month, 5), '') = '-12')
    )
) STRICT;

CREATE VIEW scope_break AS
-- Building block: the first month of what an indicator counts now, where it
-- counted or stood otherwise before. comparable is no if it counts something
-- else.
SELECT
    i.indicator_id,
    CAST(substr(c.last_month, 1, 4) AS INTEGER) * 12 + CAST(substr(c.last_month, 6, 2) AS INTEGER)
        AS first_no,
    CASE c.relation WHEN 'same' THEN 'yes' ELSE 'no' END AS comparable,
    c.note
FROM concordance AS c
INNER JOIN indicator AS i ON i.indicator = c.indicator
WHERE c.other_indicator = c.indicator;

DROP VIEW data_dictionary;

CREATE VIEW data_dictionary AS
-- The concordance is told in full behind the name of its table.
SELECT
    e.object,
    e.column_name,
    e.description || COALESCE('. ' || c.told, '') AS description,
    e.unit
FROM dictionary_entry AS e
LEFT JOIN (
    SELECT
        concordance_id,
        group_concat(
            indicator || COALESCE(' until ' || last_month, '') || ': ' || relation || ' '
            || CASE relation WHEN 'same' THEN 'as ' WHEN 'not comparable' THEN 'with ' ELSE 'than ' END
            || CASE WHEN other_indicator = indicator THEN 'later' ELSE other_indicator END,
            '; '
        ) OVER (ORDER BY concordance_id ROWS UNBOUNDED PRECEDING) AS told
    FROM concordance
    ORDER BY concordance_id DESC
    LIMIT 1
) AS c ON e.object = 'concordance' AND e.column_name = '';

DROP VIEW year_on_year;

CREATE VIEW year_on_year AS
-- A window of exactly twelve months before finds the period of a year ago.
-- Figures that count different things have no change.
WITH
year AS (
    SELECT
        indicator_id,
        period_id,
        value_min AS value,
        max(period_id) OVER year_ago AS previous_id,
        max(value_min) OVER year_ago AS previous_value
    FROM series_value
    WHERE value_min = value_max
    WINDOW year_ago AS (
        PARTITION BY indicator_id, months
        ORDER BY first_no
        RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING
    )
)

SELECT
    i.indicator,
    p.time_period,
    y.value,
    q.time_period AS previous_period,
    y.previous_value,
    CASE WHEN COALESCE(s.comparable, 'yes') = 'yes' THEN y.value - y.previous_value END AS change,
    CASE
        WHEN COALESCE(s.comparable, 'yes') = 'yes' AND y.previous_value > 0
            THEN (y.value - y.previous_value) * 1e2 / y.previous_value
    END AS change_percent,
    COALESCE(s.comparable, 'yes') AS comparable,
    s.note AS scope_note
FROM year AS y
INNER JOIN indicator AS i ON i.indicator_id = y.indicator_id
INNER JOIN period AS p ON p.period_id = y.period_id
INNER JOIN period AS q ON q.period_id = y.previous_id
LEFT JOIN scope_break AS s
    ON
        s.indicator_id = y.indicator_id
        AND s.first_no > q.first_no
        AND s.first_no < p.first_no + p.months;

DROP VIEW year_on_year_range;

CREATE VIEW year_on_year_range AS
-- As year_on_year, of everything of which at least both ends are known; the
-- least change is from the most of the year before to the least of this one.
WITH
total AS MATERIALIZED (
    SELECT indicator_id, first_no, months, value_min, value_max, origin
    FROM period_value
    WHERE missing_months = 0 AND value_min IS NOT NULL
),

name AS MATERIALIZED (
    SELECT first_no, months, time_period, kind, first_month, last_month
    FROM period_name
)

SELECT
    i.indicator,
    n.time_period, n.kind, n.first_month, n.last_month,
    t.months, t.value_min, t.value_max, t.origin,
    b.time_period AS previous_period,
    p.value_min AS previous_min, p.value_max AS previous_max, p.origin AS previous_origin,
    CASE
        WHEN
            COALESCE(s.comparable, 'yes') = 'yes'
            AND t.value_min = t.value_max
            AND p.value_min = p.value_max
            THEN t.value_min - p.value_min
    END AS change,
    CASE WHEN COALESCE(s.comparable, 'yes') = 'yes' THEN t.value_min - p.value_max END AS change_min,
    CASE WHEN COALESCE(s.comparable, 'yes') = 'yes' THEN t.value_max - p.value_min END AS change_max,
    CASE
        WHEN COALESCE(s.comparable, 'yes') = 'yes' AND p.value_max > 0
            THEN (t.value_min - p.value_max) * 1e2 / p.value_max
    END AS percent_min,
    CASE
        WHEN COALESCE(s.comparable, 'yes') = 'yes' AND p.value_min > 0
            THEN (t.value_max - p.value_min) * 1e2 / p.value_min
    END AS percent_max,
    COALESCE(s.comparable, 'yes') AS comparable,
    s.note AS scope_note
FROM total AS t
CROSS JOIN total AS p
CROSS JOIN indicator AS i
CROSS JOIN name AS n
CROSS JOIN name AS b
LEFT JOIN scope_break AS s
    ON
        s.indicator_id = t.indicator_id
        AND s.first_no > p.first_no
        AND s.first_no < t.first_no + t.months
WHERE
    p.indicator_id = t.indicator_id
    AND p.first_no = t.first_no - 12
    AND p.months = t.months
    AND i.indicator_id = t.indicator_id
    AND n.first_no = t.first_no
    AND n.months = t.months
    AND b.first_no = p.first_no
    AND b.months = p.months;

DROP VIEW running_year;

CREATE VIEW running_year AS
-- Twelve months that end with a month: the end of one year and the beginning
-- of the next. A published year is what is published of it. Months that count
-- different things are not added up.
WITH
twelve AS (
    SELECT
        indicator_id,
        CASE WHEN first_no % 12 = 0 THEN first_no + months - 12 ELSE first_no END AS first_no,
        CASE WHEN sum(months) = 12 AND count(value_min) = count(*) THEN sum(value_min) END
            AS value_min,
        CASE WHEN sum(months) = 12 AND count(value_max) = count(*) THEN sum(value_max) END
            AS value_max,
        max(CASE WHEN months = 12 THEN claim_min END) AS claim_min,
        max(CASE WHEN months = 12 THEN claim_max END) AS claim_max
    FROM window_value
    WHERE missing_months = 0 AND (first_no % 12 = 0 OR first_no % 12 + months = 12 OR months = 12)
    GROUP BY indicator_id, CASE WHEN first_no % 12 = 0 THEN first_no + months - 12 ELSE first_no END
    HAVING sum(months) = 12 OR max(months) = 12
),

known AS (
    SELECT
        t.indicator_id,
        t.first_no,
        CASE
            WHEN t.claim_min IS NOT NULL OR COALESCE(s.comparable, 'yes') = 'yes'
                THEN COALESCE(t.claim_min, t.value_min)
        END AS value_min,
        CASE
            WHEN t.claim_min IS NOT NULL OR COALESCE(s.comparable, 'yes') = 'yes'
                THEN COALESCE(t.claim_max, t.value_max)
        END AS value_max,
        CASE
            WHEN t.claim_min = t.claim_max THEN 'published'
            WHEN t.claim_min < t.claim_max THEN 'disputed'
            WHEN s.comparable = 'no' THEN 'incomparable'
            WHEN t.value_min = t.value_max THEN 'derived'
            WHEN t.value_min < t.value_max THEN 'bounded'
            ELSE 'contradicted'
        END AS origin,
        COALESCE(s.comparable, 'yes') AS comparable,
        s.note
    FROM twelve AS t
    LEFT JOIN scope_break AS s
        ON
            s.indicator_id = t.indicator_id
            AND s.first_no > t.first_no
            AND s.first_no < t.first_no + 12
)

SELECT
    i.indicator,
    l.month,
    CASE WHEN t.first_no % 12 = 0 THEN substr(f.month, 1, 4) ELSE f.month || '-01/P12M' END
        AS time_period,
    f.month AS first_month,
    CASE WHEN t.value_min = t.value_max THEN t.value_min END AS value,
    t.value_min,
    t.value_max,
    t.origin,
    t.comparable,
    t.note AS scope_note
FROM known AS t
CROSS JOIN indicator AS i
CROSS JOIN month AS f
CROSS JOIN month AS l
WHERE
    i.indicator_id = t.indicator_id
    AND f.month_no = t.first_no
    AND l.month_no = t.first_no + 11;

CREATE VIEW dated_claim AS
-- Building block of vintage: the claims of documents whose day of publication
-- is known, superseded ones too: each was believed until replaced_on, the first
-- day on which a bulletin that replaces it, directly or by others, was
-- published; NULL if there is none.
WITH RECURSIVE
dated AS (
    SELECT document_id, value AS published
    FROM decision_in_force
    WHERE kind = 'published'
),

direct AS (
    SELECT o.bulletin_id, n.indicator_id, w.bulletin_id AS newer_id
    FROM decision_in_force AS d
    INNER JOIN bulletin_period AS w ON w.document_id = d.document_id AND w.first_line = d.line_no
    INNER JOIN bulletin_period AS o
        ON
            o.document_id = d.old_document_id
            AND o.first_line = d.old_line_no
            AND o.period_id = w.period_id
    INNER JOIN number AS n ON n.bulletin_id = w.bulletin_id AND n.role_id = 1
    WHERE d.kind = 'supersession'
),

replaced (bulletin_id, indicator_id, newer_id) AS (
    SELECT bulletin_id, indicator_id, newer_id
    FROM direct
    UNION
    SELECT r.bulletin_id, r.indicator_id, d.newer_id
    FROM replaced AS r
    INNER JOIN direct AS d ON d.bulletin_id = r.newer_id AND d.indicator_id = r.indicator_id
),

gone AS (
    SELECT r.bulletin_id, r.indicator_id, min(d.published) AS replaced_on
    FROM replaced AS r
    INNER JOIN bulletin AS b ON b.bulletin_id = r.newer_id
    INNER JOIN dated AS d ON d.document_id = b.document_id
    GROUP BY r.bulletin_id, r.indicator_id
)

SELECT n.indicator_id, b.period_id, b.document_id, d.published, n.value, g.replaced_on
FROM dated AS d
INNER JOIN bulletin_period AS b ON b.document_id = d.document_id
INNER JOIN number AS n ON n.bulletin_id = b.bulletin_id AND n.role_id = 1
LEFT JOIN gone AS g ON g.bulletin_id = n.bulletin_id AND g.indicator_id = n.indicator_id
WHERE b.period_id IS NOT NULL;

CREATE VIEW vintage AS
-- What a figure was believed to be from each day on which a document gave it
-- until the next. As in series, only a supersession settles what documents
-- disagree on. Documents whose day of publication is not known take no part:
-- undated counts their claims.
WITH
claim_of AS MATERIALIZED (
    SELECT indicator_id, period_id, document_id, published, value, replaced_on
    FROM dated_claim
),

day AS (
    SELECT
        c.indicator_id, c.period_id, c.published,
        min(d.document) AS document,
        min(c.value) AS printed_min,
        max(c.value) AS printed_max
    FROM claim_of AS c
    INNER JOIN document_list AS d ON d.document_id = c.document_id
    GROUP BY c.indicator_id, c.period_id, c.published
),

known AS (
    SELECT
        v.indicator_id, v.period_id, v.published, v.document, v.printed_min, v.printed_max,
        count(*) AS claims,
        min(c.value) AS value_min,
        max(c.value) AS value_max
    FROM day AS v
    INNER JOIN claim_of AS c ON c.indicator_id = v.indicator_id AND c.period_id = v.period_id
    WHERE c.published <= v.published AND (c.replaced_on IS NULL OR c.replaced_on > v.published)
    GROUP BY v.indicator_id, v.period_id, v.published, v.document, v.printed_min, v.printed_max
),

step AS (
    SELECT
        indicator_id, period_id, published, document, claims, value_min, value_max,
        CASE WHEN printed_min = printed_max THEN printed_min END AS printed,
        ROW_NUMBER() OVER cell AS publication_no,
        lag(value_min) OVER cell AS previous_min,
        lag(value_max) OVER cell AS previous_max
    FROM known
    WINDOW cell AS (PARTITION BY indicator_id, period_id ORDER BY published)
),

undated AS (
    SELECT n.indicator_id, b.period_id, count(*) AS claims
    FROM bulletin_period AS b
    INNER JOIN number AS n ON n.bulletin_id = b.bulletin_id AND n.role_id = 1
    WHERE n.superseded = 0 AND b.document_id NOT IN (SELECT document_id FROM claim_of)
    GROUP BY n.indicator_id, b.period_id
)

SELECT
    i.indicator,
    p.time_period,
    f.month AS first_month,
    l.month AS last_month,
    p.months,
    s.published,
    s.publication_no,
    s.document,
    s.printed,
    CASE WHEN s.value_min = s.value_max THEN s.value_min END AS value,
    s.value_min,
    s.value_max,
    s.claims,
    CASE WHEN s.previous_min = s.previous_max THEN s.previous_min END AS previous_value,
    s.previous_min,
    s.previous_max,
    CASE
        WHEN s.previous_min = s.previous_max
            THEN CASE WHEN s.value_min = s.value_max THEN s.value_min ELSE s.printed END
                - s.previous_min
    END AS change,
    CASE
        WHEN s.value_min < s.value_max THEN 'disputed'
        WHEN s.previous_min IS NULL THEN 'first'
        WHEN s.previous_min < s.previous_max THEN 'settled'
        WHEN s.previous_min = s.value_min THEN 'unchanged'
        ELSE 'revised'
    END AS status,
    COALESCE(u.claims, 0) AS undated
FROM step AS s
INNER JOIN indicator AS i ON i.indicator_id = s.indicator_id
INNER JOIN period AS p ON p.period_id = s.period_id
INNER JOIN month AS f ON f.month_no = p.first_no
INNER JOIN month AS l ON l.month_no = p.first_no + p.months - 1
LEFT JOIN undated AS u ON u.indicator_id = s.indicator_id AND u.period_id = s.period_id;

PRAGMA user_version = 18;
