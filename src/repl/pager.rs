//! A pager for results larger than the screen: $PAGER, or less, with long
//! lines scrolled sideways instead of broken.

use crate::stop::Stop;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A pager that is running.
pub struct Pager {
    child: Child,
}

impl Pager {
    /// Starts it; None where there is none.
    pub fn start() -> Option<Pager> {
        let chosen = std::env::var("PAGER")
            .ok()
            .filter(|pager| !pager.trim().is_empty());
        let words = shlex::split(chosen.as_deref().unwrap_or("less"))?;
        let (program, arguments) = words.split_first()?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped());
        // -S: long lines are scrolled with the arrow keys; -R: colours.
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", "-SR");
        }
        // No shell and no editor from within: the text is a stranger's.
        command.env("LESSSECURE", "1");
        let child = command.spawn().ok()?;
        Some(Pager { child })
    }

    /// Where the text goes. A person who has seen enough closes it early.
    pub fn writer(&mut self) -> Option<impl Write + use<>> {
        self.child.stdin.take()
    }

    /// Waits until the person has left it. Ctrl-C is the pager's meanwhile, and
    /// also a second one does not end this program.
    ///
    /// # Errors
    /// The system cannot tell how it ended.
    pub fn wait(mut self, stop: &Stop) -> io::Result<()> {
        drop(self.child.stdin.take());
        while self.child.try_wait()?.is_none() {
            stop.end_gently();
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}
