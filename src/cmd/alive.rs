//! Shows that a long query is alive: a line that tells the seconds, below
//! nothing, gone before the first row is printed. It never tells a share.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// A query that takes less needs no sign.
const PATIENCE: Duration = Duration::from_secs(1);

/// The sign, for as long as it lives.
pub struct Alive {
    bar: ProgressBar,
    /// Whether rows have begun to come.
    flowing: Arc<AtomicBool>,
    /// Dropped to end the thread that waits for the moment to begin.
    end: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Alive {
    /// Begins to wait; the sign appears after a second. `shown` is false
    /// where standard error is no terminal.
    pub fn begin(shown: bool) -> Alive {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let flowing = Arc::new(AtomicBool::new(false));
        let (end, ended) = mpsc::channel();
        let waiting = shown.then(|| {
            let (bar, flowing) = (bar.clone(), Arc::clone(&flowing));
            std::thread::spawn(move || {
                let late = ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout);
                if late && !flowing.load(Ordering::Relaxed) {
                    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
                        bar.set_style(style);
                    }
                    bar.set_message("working; Ctrl-C stops it");
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(120));
                }
            })
        });
        Alive {
            bar,
            flowing,
            end: Some(end),
            waiting,
        }
    }

    /// A writer that takes the sign away while it writes.
    pub fn around<'w>(&'w self, out: &'w mut dyn Write) -> impl Write + 'w {
        Around {
            bar: &self.bar,
            flowing: &self.flowing,
            out,
        }
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(waiting) = self.waiting.take() {
            // A thread that failed has nothing left to show.
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}

struct Around<'w> {
    bar: &'w ProgressBar,
    flowing: &'w AtomicBool,
    out: &'w mut dyn Write,
}

impl Write for Around<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.bar.suspend(|| self.out.write(bytes))?;
        // Nothing is drawn into a line that has only begun; the rows that
        // come are sign enough.
        if !bytes[..written].ends_with(b"\n") {
            self.flowing.store(true, Ordering::Relaxed);
            self.bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bar.suspend(|| self.out.flush())
    }
}
