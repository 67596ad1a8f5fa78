-- What the current claims of bulletins after ?1 say, by indicator and period.
SELECT indicator_id, first_no, months, min(value) AS value_min, max(value) AS value_max
FROM claim_value
WHERE bulletin_id > ?1
GROUP BY indicator_id, first_no, months
