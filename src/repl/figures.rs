//! Dot commands that a command of the program answers as well.

pub use crate::cmd::check::answer as check;
pub use crate::cmd::documents::answer as documents;
pub use crate::cmd::glossary::answer as glossary;
pub use crate::cmd::show::answer as show;
pub use crate::cmd::source::answer as source;
pub use crate::cmd::why::answer as why;
