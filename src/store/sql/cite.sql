-- How to cite a shipped file; ?1 is the digest of its content.
INSERT INTO fact (key, value)
SELECT
    'cite',
    'State Migration Service of the Republic of Azerbaijan, statistical bulletins ('
    || (SELECT value FROM fact WHERE key = 'covers') || '), read with smsdb '
    || (SELECT value FROM fact WHERE key = 'program_version') || '; contents SHA-256 ' || ?1
