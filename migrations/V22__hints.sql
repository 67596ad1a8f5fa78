-- Hints of current figures only; rows on the way to what was expected are not kept.

DROP VIEW hint;

CREATE VIEW hint AS
-- One row per cause, of three kinds: repeated (figures equal to those of an
-- earlier period), month_size (a longer period with figures of the size of one
-- month's), outlier (far from the indicator's own history; of several figures of
-- a bulletin the farthest). A bulletin of one of the first two kinds is no
-- outlier, unless one or two figures are repeated.
WITH
-- Figures that both print, and those that are equal, small ones too.
repeated AS MATERIALIZED (
    SELECT
        e.bulletin_id, e.other_id,
        max(e.indicator_id) AS indicator_id,
        max(e.value) AS value,
        max(e.figures) AS large,
        sum(CASE WHEN a.value = b.value THEN 1 ELSE 0 END) AS figures,
        count(*) AS compared
    FROM hint_equal AS e
    CROSS JOIN number AS a
    CROSS JOIN number AS b
    WHERE
        a.bulletin_id = e.bulletin_id AND a.role_id = 1 AND a.superseded = 0
        AND b.bulletin_id = e.other_id AND b.indicator_id = a.indicator_id AND b.role_id = 1
        AND b.superseded = 0
    GROUP BY e.bulletin_id, e.other_id
),

-- What was to be expected is what the same months of other years usually have
-- (of the three before and after, without the least and the most; of two only
-- the nearer end), at the level of the time: that of the three periods before and
-- after, again without the least and the most. With less than two other years it
-- is what those periods have a month, of at least four.
beside_years AS NOT MATERIALIZED (
    SELECT
        indicator_id, period_id, last_no, months, value_min AS value,
        count(*) OVER years AS years,
        min(value_min) OVER years AS year_min,
        max(value_min) OVER years AS year_max,
        sum(value_min) OVER years AS year_sum
    FROM (
        SELECT
            n.indicator_id, b.period_id,
            max(b.first_no) AS first_no, max(b.last_no) AS last_no, max(b.months) AS months,
            min(n.value) AS value_min, max(n.value) AS value_max
        FROM bulletin_period AS b
        INNER JOIN number AS n ON n.bulletin_id = b.bulletin_id AND n.role_id = 1
        WHERE b.period_id IS NOT NULL AND n.superseded = 0
        GROUP BY n.indicator_id, b.period_id
    ) AS claimed
    WHERE value_min = value_max
    WINDOW years AS (
        PARTITION BY indicator_id, months, first_no % 12 ORDER BY first_no
        ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW
    )
),

usually AS NOT MATERIALIZED (
    SELECT
        indicator_id, period_id, last_no, months, value, year_min, year_max,
        CASE
            WHEN years > 2 THEN (year_sum - year_min - year_max) * 1e0 / (years - 2)
            WHEN years = 2 AND value > year_max THEN year_max * 1e0
            WHEN years = 2 AND value < year_min THEN year_min * 1e0
            WHEN years = 2 THEN value * 1e0
        END AS usual
    FROM beside_years
),

-- In thousandths: of what is usual, and of a figure a month.
levelled AS NOT MATERIALIZED (
    SELECT
        indicator_id, period_id, last_no, months, value, year_min, year_max, usual,
        round((value + 1) * 1e3 / (usual + 1)) AS level,
        round(value * 1e3 / months) AS rate
    FROM usually
),

timed AS NOT MATERIALIZED (
    SELECT
        indicator_id, period_id, months, value, year_min, year_max, usual, level, rate,
        count(level) OVER near AS levels,
        min(level) OVER near AS level_min,
        max(level) OVER near AS level_max,
        sum(level) OVER near AS level_sum,
        count(*) OVER near AS rates,
        min(rate) OVER near AS rate_min,
        max(rate) OVER near AS rate_max,
        sum(rate) OVER near AS rate_sum
    FROM levelled
    WINDOW near AS (
        PARTITION BY indicator_id ORDER BY last_no, months
        ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW
    )
),

weighed AS NOT MATERIALIZED (
    SELECT
        indicator_id, period_id, months, value,
        CASE WHEN usual IS NULL THEN 0 ELSE 1 END AS seasonal,
        CASE WHEN usual IS NULL THEN CAST(round(rate_min / 1e3) AS BIGINT) ELSE year_min END
            AS value_min,
        CASE WHEN usual IS NULL THEN CAST(round(rate_max / 1e3) AS BIGINT) ELSE year_max END
            AS value_max,
        CASE
            WHEN levels > 2 AND usual IS NOT NULL
                THEN usual * ((level_sum - level_min - level_max) / (levels - 2)) / 1e3
            WHEN usual IS NOT NULL THEN usual
            WHEN rates > 3 THEN (rate_sum - rate_min - rate_max) / (rates - 2) * months / 1e3
        END AS expected,
        CASE WHEN usual IS NULL THEN rate WHEN levels > 2 THEN level ELSE value * 1e0 END AS own,
        CASE WHEN usual IS NULL THEN rate_min WHEN levels > 2 THEN level_min ELSE year_min * 1e0 END
            AS near_min,
        CASE WHEN usual IS NULL THEN rate_max WHEN levels > 2 THEN level_max ELSE year_max * 1e0 END
            AS near_max
    FROM timed
),

-- times is how many times more or less a figure is, apart the same against the
-- nearest of the periods around it.
expected AS MATERIALIZED (
    SELECT
        indicator_id, period_id, months, value, seasonal, value_min, value_max, expected,
        CASE
            WHEN value >= expected THEN (value + 1) / (expected + 1)
            ELSE (expected + 1) / (value + 1)
        END AS times,
        CASE WHEN value >= expected THEN (own + 1) / (near_max + 1) ELSE (near_min + 1) / (own + 1) END
            AS apart
    FROM weighed
    WHERE expected IS NOT NULL
),

-- Three figures in four, and at least three, are nearer to a month's than to
-- what was to be expected.
small AS MATERIALIZED (
    SELECT period_id, compared, figures
    FROM (
        SELECT
            period_id,
            count(*) AS compared,
            sum(CASE WHEN value * 1e0 * value * months < expected * expected THEN 1 ELSE 0 END) AS figures
        FROM expected
        WHERE months > 2 AND expected > 30
        GROUP BY period_id
    ) AS counted
    WHERE figures > 2 AND figures * 4 >= compared * 3
),

-- A shorter period in them that is larger is an error already.
broken AS (
    SELECT DISTINCT s.period_id
    FROM small AS s
    INNER JOIN series_value AS w ON w.period_id = s.period_id
    INNER JOIN series_value AS p ON p.indicator_id = w.indicator_id
    WHERE
        p.first_no >= w.first_no AND p.last_no <= w.last_no
        AND p.months < w.months AND p.value_max > w.value_min
),

-- How far an indicator's figures usually are from what was to be expected, in
-- thousandths; what is more than once as far counts as once.
spread AS (
    SELECT
        indicator_id, seasonal,
        count(*) AS figures,
        sum(CASE WHEN times < 2 THEN round(times * 1e3) - 1e3 ELSE 1e3 END) AS times_sum
    FROM expected
    GROUP BY indicator_id, seasonal
    HAVING count(*) > 5
),

-- Six times as far as usual, at least twice what was to be expected (three
-- times without other years), half as much again beyond every period nearby,
-- and more than chance makes of small counts.
far AS (
    SELECT
        e.indicator_id, e.period_id, e.value, e.seasonal, e.value_min, e.value_max, e.expected,
        -- Of a longer period without other years what it has a month.
        CASE WHEN e.seasonal = 1 THEN e.value ELSE round(e.value * 1e0 / e.months) END AS own,
        ROW_NUMBER() OVER (PARTITION BY e.period_id ORDER BY e.times DESC, e.indicator_id) AS place,
        count(*) OVER (PARTITION BY e.period_id) AS figures
    FROM expected AS e
    INNER JOIN spread AS s ON s.indicator_id = e.indicator_id AND s.seasonal = e.seasonal
    WHERE
        e.times >= 3 - e.seasonal
        AND (e.times - 1) * 1e3 * s.figures > 6 * s.times_sum
        AND e.apart > 15e-1
        AND (e.value - e.expected) * (e.value - e.expected) > 25 * (e.value + e.expected)
        AND e.period_id NOT IN (SELECT period_id FROM small)
),

outlier AS MATERIALIZED (
    SELECT
        f.indicator_id, f.period_id, f.value, f.value_min, f.value_max, f.expected, f.own,
        f.seasonal, f.figures,
        min(c.bulletin_id) AS bulletin_id
    FROM far AS f
    INNER JOIN claim_value AS c ON c.period_id = f.period_id AND c.indicator_id = f.indicator_id
    WHERE f.place = 1
    GROUP BY
        f.indicator_id, f.period_id, f.value, f.value_min, f.value_max, f.expected, f.own, f.seasonal,
        f.figures
)

SELECT
    'repeated' AS kind,
    r.bulletin_id, p.time_period,
    CASE WHEN r.large = 1 THEN i.indicator END AS indicator,
    CASE WHEN r.large = 1 THEN 1 ELSE r.figures END AS figures,
    r.compared,
    CASE WHEN r.large = 1 THEN r.value END AS value,
    NULL AS value_min, NULL AS value_max,
    r.other_id AS other_bulletin,
    q.time_period AS other_period,
    CASE
        WHEN r.large = 1
            THEN COALESCE(p.label, d.document || ':' || p.position) || ': ' || r.value || ' ' || i.noun
                || ', as in ' || q.label
        ELSE d.document || ':' || p.position || COALESCE(' (' || p.label || ')', '') || ' repeats '
            || r.figures || ' of ' || r.compared || ' figures of '
            || c.document || ':' || q.position || ' (' || q.label || ')'
    END AS message
FROM repeated AS r
INNER JOIN bulletin_period AS p ON p.bulletin_id = r.bulletin_id
INNER JOIN document_list AS d ON d.document_id = p.document_id
INNER JOIN bulletin_period AS q ON q.bulletin_id = r.other_id
INNER JOIN document_list AS c ON c.document_id = q.document_id
INNER JOIN indicator AS i ON i.indicator_id = r.indicator_id
UNION ALL
SELECT
    'month_size' AS kind,
    b.bulletin_id, p.time_period,
    NULL AS indicator,
    s.figures, s.compared,
    NULL AS value, NULL AS value_min, NULL AS value_max,
    NULL AS other_bulletin, NULL AS other_period,
    p.label || ': ' || s.figures || ' of ' || s.compared || ' figures are of the size of one month''s'
        AS message
FROM small AS s
INNER JOIN period AS p ON p.period_id = s.period_id
INNER JOIN (
    SELECT c.period_id, min(c.bulletin_id) AS bulletin_id
    FROM small AS m
    INNER JOIN claim_value AS c ON c.period_id = m.period_id
    GROUP BY c.period_id
) AS b ON b.period_id = s.period_id
WHERE
    s.period_id NOT IN (SELECT period_id FROM broken)
    AND b.bulletin_id NOT IN (SELECT bulletin_id FROM repeated WHERE large > 2)
UNION ALL
SELECT
    'outlier' AS kind,
    o.bulletin_id, p.time_period, i.indicator, o.figures,
    NULL AS compared,
    o.value, o.value_min, o.value_max,
    NULL AS other_bulletin, NULL AS other_period,
    p.label || ': ' || o.value || ' ' || i.noun || ', '
    || CASE
        WHEN o.own <= o.value_max AND o.own >= o.value_min
            THEN 'where about '
                || CAST(round(o.expected) AS BIGINT)
                || ' was to be expected from other years and the periods around it'
        ELSE
            CASE
                WHEN o.own < o.value_min THEN 'less than the '
                WHEN o.own < o.value_max * 2 OR o.value_max = 0 THEN 'more than the '
                ELSE CAST(round(o.own * 1e0 / o.value_max) AS BIGINT) || ' times the '
            END || o.value_min
            || CASE WHEN o.value_min < o.value_max THEN ' to ' || o.value_max ELSE '' END
            || CASE
                WHEN o.seasonal = 0 THEN ' a month around it'
                WHEN p.months = 12 THEN ' of other years'
                ELSE ' of ' || substr(p.label, 1, length(p.label) - 5) || ' in other years'
            END
    END
    || CASE
        WHEN o.figures = 2 THEN '; 1 more figure stands out'
        WHEN o.figures > 2 THEN '; ' || (o.figures - 1) || ' more figures stand out'
        ELSE ''
    END AS message
FROM outlier AS o
INNER JOIN period AS p ON p.period_id = o.period_id
INNER JOIN indicator AS i ON i.indicator_id = o.indicator_id
WHERE o.bulletin_id NOT IN (SELECT bulletin_id FROM repeated WHERE large > 2);

PRAGMA user_version = 22;
