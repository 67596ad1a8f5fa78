-- What a colleague should know of a shipped file.
UPDATE fact SET value = 'shipped' WHERE key = 'state';

INSERT INTO fact (key, value)
SELECT
    'covers',
    'documents: ' || (SELECT count(*) FROM document WHERE withdrawn = 0)
    || ', bulletins: ' || (SELECT count(*) FROM bulletin_list)
    || ', published figures: ' || (SELECT count(*) FROM claim)
    || COALESCE(', months: ' || (SELECT min(month) || ' to ' || max(month) FROM coverage), '');

INSERT INTO fact (key, value)
SELECT
    'decided',
    CASE count(*)
        WHEN 0 THEN 'Nothing: every bulletin stands as it was published.'
        WHEN 1 THEN 'One decision of a person is in force, with its reason: SELECT * FROM decision'
        ELSE count(*) || ' decisions of persons are in force, each with its reason: SELECT * FROM decision'
    END
FROM decision_in_force;
