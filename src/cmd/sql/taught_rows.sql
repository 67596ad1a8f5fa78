-- Wordings that persons taught, as rows of the lexicon's verbatim.csv.
SELECT indicator, wording FROM taught ORDER BY indicator, wording
