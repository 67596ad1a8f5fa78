-- The order in which documents print their bulletins.

CREATE VIEW bulletin_order AS
-- Building block of suspect and period_candidate: each bulletin between the
-- nearest dated ones of its document, of which before_no and after_no are the
-- last months. way is below 0 where most are printed newest first, above 0
-- where oldest first. Where just two bulletins stand wrong and changing places
-- would bring the whole document in order, other_id is the other of the two.
WITH
numbered AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        CASE WHEN period_id IS NULL THEN 0 ELSE 1 END AS dated,
        count(period_id) OVER (PARTITION BY document_id ORDER BY position) AS upto,
        count(period_id) OVER (PARTITION BY document_id ORDER BY position DESC) AS onwards
    FROM bulletin_period
),

neighbour AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        dated,
        upto,
        CASE WHEN dated = 1 THEN lag(bulletin_id) OVER (PARTITION BY document_id, dated ORDER BY position) END
            AS before_id,
        CASE
            WHEN dated = 1 THEN lag(last_no) OVER (PARTITION BY document_id, dated ORDER BY position)
            ELSE max(last_no) OVER (PARTITION BY document_id, upto)
        END AS before_no,
        CASE
            WHEN dated = 1 THEN lead(last_no) OVER (PARTITION BY document_id, dated ORDER BY position)
            ELSE max(last_no) OVER (PARTITION BY document_id, onwards)
        END AS after_no
    FROM numbered
),

directed AS (
    SELECT
        bulletin_id,
        document_id,
        position,
        period_id,
        last_no,
        dated,
        upto,
        before_id,
        before_no,
        after_no,
        sum(
            CASE
                WHEN dated = 0 THEN 0
                WHEN last_no > before_no THEN 1
                WHEN last_no < before_no THEN -1
                ELSE 0
            END
        ) OVER (PARTITION BY document_id) AS way
    FROM neighbour
),

sorted AS (
    SELECT
        bulletin_id,
        document_id,
        last_no,
        upto,
        ROW_NUMBER() OVER (
            PARTITION BY document_id
            ORDER BY CASE WHEN way < 0 THEN -last_no ELSE last_no END, position
        ) AS due
    FROM directed
    WHERE dated = 1
),

displaced AS (
    SELECT
        a.document_id,
        min(a.bulletin_id) AS first_id,
        max(a.bulletin_id) AS second_id
    FROM sorted AS a
    INNER JOIN sorted AS b ON b.document_id = a.document_id AND b.due = a.upto
    WHERE a.last_no <> b.last_no
    GROUP BY a.document_id
    HAVING count(*) = 2
)

SELECT
    o.bulletin_id,
    o.document_id,
    o.position,
    o.period_id,
    o.last_no,
    o.before_id,
    o.before_no,
    o.after_no,
    o.way,
    CASE o.bulletin_id WHEN d.first_id THEN d.second_id WHEN d.second_id THEN d.first_id END AS other_id
FROM directed AS o
LEFT JOIN displaced AS d ON d.document_id = o.document_id;

PRAGMA user_version = 13;
