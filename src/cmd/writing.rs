//! Opens the file to change it. Every writing command brings the reference
//! data up to the program's first, and reads the documents again if this
//! program words things otherwise.

use super::Context;
use super::report::Finding;
use crate::bulletin::Lexicon;
use crate::saved::{SavedQuery, embedded};
use crate::store::{Difference, Store, StoreError, StoredQuery};

/// Which file is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one there is.
    Present,
    /// The one there is, or a new one.
    PresentOrNew,
    /// A copy in memory.
    Copy,
}

/// A file that may be changed, with what reading it again changed.
pub struct Writing {
    pub store: Store,
    pub reread: Vec<Difference>,
}

/// Opens the file of a command.
///
/// # Errors
/// Every reason why it cannot be written.
pub fn open(context: &Context<'_>, lexicon: &Lexicon, which: Which) -> Result<Writing, StoreError> {
    let open = match which {
        Which::Present => Store::write,
        Which::PresentOrNew => Store::write_or_make,
        Which::Copy => Store::scratch,
    };
    let mut store = open(&context.db, &context.stop)?;
    context.stop.end_gently();
    // Texts are never read by half of what was taught.
    store.lessons()?;
    store.begin()?;
    let reread = bring_up(&mut store, lexicon)?;
    store.commit()?;
    Ok(Writing { store, reread })
}

/// Brings the reference data up, inside the open transaction.
pub fn bring_up(store: &mut Store, lexicon: &Lexicon) -> Result<Vec<Difference>, StoreError> {
    let brought = store.bring_up(&queries(), lexicon)?;
    if brought.wordings_changed {
        Ok(store.read_again(lexicon)?.differences)
    } else {
        Ok(Vec::new())
    }
}

/// The saved queries of this program, as files keep them.
pub fn queries() -> Vec<StoredQuery> {
    embedded().iter().map(stored).collect()
}

fn stored(query: &SavedQuery) -> StoredQuery {
    StoredQuery {
        name: query.name.clone(),
        title: query.title.clone(),
        parameters: query.signature(),
        sql: query.stored_sql(),
    }
}

/// Bulletins up to which findings are listed.
const LISTED: i64 = 5000;

/// The findings of a file; None where listing them would take too long.
pub fn findings(store: &Store) -> Result<Option<Vec<Finding>>, StoreError> {
    let bulletins = store.rows("SELECT count(*) FROM bulletin", &[])?;
    if bulletins.rows.first().and_then(|row| row.integer(0)) > Some(LISTED) {
        return Ok(None);
    }
    let rows = store.rows(include_str!("sql/findings.sql"), &[])?;
    Ok(Some(rows.rows.iter().map(Finding::of_row).collect()))
}
