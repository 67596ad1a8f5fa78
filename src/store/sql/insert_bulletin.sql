INSERT INTO bulletin (
    document_id,
    position,
    first_line,
    last_line,
    language,
    layout,
    period_text,
    period_id,
    yearless_month,
    yearless_months
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
