//! Where whole statements are remembered: a file of the person's state
//! folder that nobody else can read.

use etcetera::BaseStrategy;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The history file, made if there is none; None where it must not be
/// written, with the reason.
///
/// # Errors
/// In words: no such folder, or something that is no file of the person's.
pub fn prepare() -> Result<PathBuf, String> {
    let strategy = etcetera::choose_base_strategy().map_err(|error| error.to_string())?;
    let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    let folder = state.join("smsdb");
    let path = folder.join("history");
    make(&folder, &path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // A link could lead to a file of somebody else's choosing.
    if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::other("is no plain file"));
    }
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}
