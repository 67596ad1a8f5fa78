//! A pager for results larger than the screen: $PAGER, or less, with long
//! lines scrolled sideways instead of broken.

use crate::stop::Stop;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// A pager that is running.
pub struct Pager {
    child: Child,
    /// Dropped to end the guard.
    end: Option<Sender<()>>,
    guard: Option<JoinHandle<()>>,
}

impl Pager {
    /// Starts it; None where there is none.
    pub fn start(stop: &Stop) -> Option<Pager> {
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
        let (end, ended) = mpsc::channel();
        let stop = stop.clone();
        Some(Pager {
            child,
            end: Some(end),
            guard: Some(std::thread::spawn(move || guard(stop, ended))),
        })
    }

    /// Where the text goes. A person who has seen enough closes it early.
    pub fn writer(&mut self) -> Option<impl Write + use<>> {
        self.child.stdin.take()
    }

    /// Waits until the person has left it.
    ///
    /// # Errors
    /// The system cannot tell how it ended.
    pub fn wait(mut self) -> io::Result<()> {
        drop(self.child.stdin.take());
        self.child.wait().map(|_| ())
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(guard) = self.guard.take() {
            // A thread that failed has nothing left to guard.
            let _ = guard.join();
        }
    }
}

/// While a pager runs Ctrl-C is its own: a second one must not end this program.
fn guard(stop: Stop, ended: Receiver<()>) {
    while ended.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout) {
        stop.end_gently();
    }
}
