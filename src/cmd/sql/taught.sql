-- Wordings that persons taught.
SELECT wording, indicator, note FROM taught ORDER BY wording, lesson_id
