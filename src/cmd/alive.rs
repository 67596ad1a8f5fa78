//! Shows that a long query is alive: a line that tells the seconds, gone before
//! the first row is printed. It never tells a share.

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A query that takes less needs no sign.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(120);
const SPINNER: [char; 4] = ['|', '/', '-', '\\'];

/// What the sign and those who print agree on.
#[derive(Default)]
struct State {
    /// It stands on the screen.
    drawn: bool,
    /// A line was begun: nothing is drawn into it.
    flowing: bool,
}

/// The sign, for as long as it lives.
pub struct Alive {
    state: Arc<Mutex<State>>,
    /// Dropped to end the thread that draws.
    end: Option<Sender<()>>,
    drawing: Option<JoinHandle<()>>,
}

impl Alive {
    /// Begins to wait; the sign appears after a second. `shown` is false where
    /// standard error is no terminal.
    pub fn begin(shown: bool) -> Alive {
        let state = Arc::new(Mutex::new(State::default()));
        let (end, ended) = mpsc::channel();
        let drawing = shown.then(|| {
            let state = Arc::clone(&state);
            std::thread::spawn(move || draw(&state, &ended))
        });
        Alive {
            state,
            end: Some(end),
            drawing,
        }
    }

    /// A writer that takes the sign away while it writes.
    pub fn around<'w>(&'w self, out: &'w mut dyn Write) -> impl Write + 'w {
        Around {
            state: &self.state,
            out,
        }
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(drawing) = self.drawing.take() {
            // A thread that failed has nothing left to draw.
            let _ = drawing.join();
        }
        locked(&self.state).erase();
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn draw(state: &Mutex<State>, ended: &Receiver<()>) {
    let begun = Instant::now();
    let mut wait = PATIENCE;
    for mark in SPINNER.iter().cycle() {
        if ended.recv_timeout(wait) != Err(RecvTimeoutError::Timeout) {
            return;
        }
        wait = STEP;
        let mut state = locked(state);
        if state.flowing {
            continue;
        }
        // Not padded: what Ctrl-C echoes must stay on the line that is erased.
        let seconds = begun.elapsed().as_secs();
        let line = format!("\r\x1b[2K{mark} {seconds} s; Ctrl-C stops it ");
        state.drawn = io::stderr().write_all(line.as_bytes()).is_ok();
    }
}

impl State {
    fn erase(&mut self) {
        if self.drawn {
            // A terminal that is gone shows nothing.
            let _ = io::stderr().write_all(b"\r\x1b[2K");
            self.drawn = false;
        }
    }
}

struct Around<'w> {
    state: &'w Mutex<State>,
    out: &'w mut dyn Write,
}

impl Write for Around<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = locked(self.state);
        state.erase();
        let written = self.out.write(bytes)?;
        // The rows that come are sign enough.
        state.flowing |= !bytes[..written].ends_with(b"\n");
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        locked(self.state).erase();
        self.out.flush()
    }
}
