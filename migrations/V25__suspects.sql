-- Which single mistake explains which findings.

DROP VIEW suspect;

CREATE VIEW suspect AS
-- Every check that fails goes to the mistake that explains most of all checks
-- and breaks least; what goes to one mistake is a cause, and the mistake leads
-- it. Of equals exchanges (3) come first, then figures (1), then periods (2).
-- The other mistakes that explain checks of the cause stand behind.
WITH
ranked AS (
    SELECT
        j.kind_no,
        j.bulletin_id,
        j.other_id,
        j.value,
        j.explains,
        j.breaks,
        j.scheme_id,
        j.fixed,
        j.agreed,
        j.value_min,
        j.value_max,
        FIRST_VALUE(j.kind_no) OVER checked AS leader_kind,
        FIRST_VALUE(j.bulletin_id) OVER checked AS leader_bulletin,
        FIRST_VALUE(j.other_id) OVER checked AS leader_other
    FROM suspect_evidence AS j
    WINDOW checked AS (
        PARTITION BY j.check_no, j.subject_id, j.object_id, j.about_id
        ORDER BY j.explains - j.breaks DESC, j.breaks, j.kind_no % 3, j.bulletin_id, j.other_id
    )
),

grouped AS (
    SELECT
        leader_kind,
        leader_bulletin,
        leader_other,
        kind_no,
        bulletin_id,
        other_id,
        count(*) AS explains,
        min(breaks) AS breaks,
        min(scheme_id) AS scheme_id,
        min(fixed) AS fixed,
        min(agreed) AS agreed,
        min(value) AS value,
        CASE WHEN min(value_max) >= 0 AND min(COALESCE(value_min, 0)) < 0 THEN 0 ELSE min(value_min) END
            AS value_min,
        min(value_max) AS value_max
    FROM ranked
    GROUP BY leader_kind, leader_bulletin, leader_other, kind_no, bulletin_id, other_id
),

-- alone is 1 where no other mistake comes up to the first.
placed AS (
    SELECT
        g.leader_kind,
        g.leader_bulletin,
        g.leader_other,
        g.kind_no,
        g.bulletin_id,
        g.other_id,
        g.explains,
        g.breaks,
        g.scheme_id,
        g.fixed,
        g.agreed,
        g.value,
        g.value_min,
        g.value_max,
        FIRST_VALUE(g.explains) OVER best AS checks,
        ROW_NUMBER() OVER best AS place,
        CASE
            WHEN
                FIRST_VALUE(g.explains - g.breaks) OVER best
                > max(
                    CASE
                        WHEN
                            g.kind_no = g.leader_kind
                            AND g.bulletin_id = g.leader_bulletin
                            AND g.other_id = g.leader_other
                            THEN -1
                        ELSE g.explains - g.breaks
                    END
                ) OVER cause
                THEN 1
            ELSE 0
        END AS alone
    FROM grouped AS g
    WINDOW
        cause AS (PARTITION BY g.leader_kind, g.leader_bulletin, g.leader_other),
        best AS (
            PARTITION BY g.leader_kind, g.leader_bulletin, g.leader_other
            ORDER BY
                CASE
                    WHEN
                        g.kind_no = g.leader_kind
                        AND g.bulletin_id = g.leader_bulletin
                        AND g.other_id = g.leader_other
                        THEN 0
                    ELSE 1
                END,
                g.explains - g.breaks DESC, g.breaks, g.kind_no % 3, g.bulletin_id, g.other_id
        )
),

power (power) AS (
    VALUES
        (1), (10), (100), (1000), (10000), (100000), (1000000), (10000000), (100000000),
        (1000000000), (10000000000), (100000000000), (1000000000000)
)

SELECT
    DENSE_RANK() OVER (
        ORDER BY p.alone DESC, p.checks DESC, p.leader_kind, p.leader_bulletin, p.leader_other
    ) AS cause,
    p.place,
    CASE p.kind_no WHEN 1 THEN 'figure' WHEN 2 THEN 'period' ELSE 'exchange' END AS kind,
    p.bulletin_id,
    d.document,
    b.position,
    b.time_period,
    i.indicator,
    p.value,
    CASE WHEN p.kind_no = 3 THEN p.other_id END AS other_bulletin,
    p.explains,
    p.checks,
    p.value_min,
    p.value_max,
    -- How the one value that is left would have been misprinted.
    (
        SELECT min(CASE
            WHEN
                length(p.value || '') = length(p.value_min || '')
                AND p.value - p.value % (10 * t.power) = p.value_min - p.value_min % (10 * t.power)
                AND p.value % t.power = p.value_min % t.power
                THEN 'one digit'
            WHEN
                length(p.value || '') = length(p.value_min || '')
                AND p.value - p.value % (100 * t.power) = p.value_min - p.value_min % (100 * t.power)
                AND p.value % t.power = p.value_min % t.power
                AND p.value % (100 * t.power) - p.value % (10 * t.power)
                = 10 * (p.value_min % (10 * t.power) - p.value_min % t.power)
                AND p.value_min % (100 * t.power) - p.value_min % (10 * t.power)
                = 10 * (p.value % (10 * t.power) - p.value % t.power)
                THEN 'digits exchanged'
            WHEN replace(p.value || '', '0', '') = replace(p.value_min || '', '0', '') THEN 'zeros'
        END)
        FROM power AS t
        WHERE p.value_min = p.value_max
    ) AS slip,
    p.breaks,
    NULLIF(rtrim(
        CASE
            WHEN p.scheme_id IS NOT NULL
                THEN w.value || ' ' || wi.noun || ' of the same bulletin close with it; '
            ELSE ''
        END
        || CASE
            WHEN p.agreed > 0 AND p.kind_no = 2
                THEN p.agreed || ' of its figures stand in another bulletin of the period; '
            ELSE ''
        END
        || CASE
            WHEN p.fixed = 1 AND p.kind_no = 2 THEN 'the order of its document leaves no other month; '
            ELSE ''
        END
        || CASE
            WHEN p.kind_no = 1 AND p.breaks > CASE WHEN p.scheme_id IS NULL THEN 0 ELSE 1 END
                THEN (p.breaks - CASE WHEN p.scheme_id IS NULL THEN 0 ELSE 1 END)
                    || CASE p.breaks - CASE WHEN p.scheme_id IS NULL THEN 0 ELSE 1 END
                        WHEN 1 THEN ' other check would fail; '
                        ELSE ' other checks would fail; '
                    END
            ELSE ''
        END,
        '; '
    ), '') AS against
FROM placed AS p
INNER JOIN bulletin_period AS b ON b.bulletin_id = p.bulletin_id
INNER JOIN document_list AS d ON d.document_id = b.document_id
LEFT JOIN indicator AS i ON i.indicator_id = p.other_id AND p.kind_no = 1
LEFT JOIN scheme AS c ON c.scheme_id = p.scheme_id
LEFT JOIN indicator AS wi ON wi.indicator_id = c.whole
LEFT JOIN number AS w
    ON w.bulletin_id = p.bulletin_id AND w.indicator_id = c.whole AND w.role_id = 1;

PRAGMA user_version = 25;
