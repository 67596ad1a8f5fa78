//! The text of a stored document, to be read again without changing the file.

use crate::bulletin::{Text, TextLines};
use crate::error::Error;
use crate::store::Store;

/// The document's text.
///
/// # Errors
/// A file that cannot be read, or lines that no text has.
pub fn text(store: &Store, document_id: i64) -> Result<Text, Error> {
    let sql = "SELECT text FROM line WHERE document_id = ?1 ORDER BY line_no";
    let mut lines = TextLines::default();
    for row in &store.rows(sql, &[&document_id])?.rows {
        lines.push(row.text(0));
    }
    lines.text().map_err(|error| {
        let message = format!("document {document_id} is damaged: {error}");
        Error::not_found(message).with_help("smsdb verify says more")
    })
}
