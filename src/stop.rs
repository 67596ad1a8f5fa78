//! When to stop: a person pressed Ctrl-C, or a time limit has passed.
//! Whoever works for long asks; the signal itself is `main`'s business.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Why work was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Interrupted,
    TimeLimit,
}

/// A flag that a signal sets, and the moment after which to stop.
#[derive(Debug, Clone)]
pub struct Stop {
    pub interrupted: Arc<AtomicBool>,
    /// Whether Ctrl-C may end the process at once: while nothing is open, and
    /// when it is pressed a second time.
    pub at_once: Arc<AtomicBool>,
    deadline: Option<Instant>,
}

impl Default for Stop {
    fn default() -> Stop {
        Stop {
            interrupted: Arc::new(AtomicBool::new(false)),
            at_once: Arc::new(AtomicBool::new(true)),
            deadline: None,
        }
    }
}

impl Stop {
    /// The same flag, with a limit that begins to run now. A limit too far
    /// away to be named is none.
    #[must_use]
    pub fn within(&self, limit: Option<Duration>) -> Stop {
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        Stop {
            deadline,
            ..self.clone()
        }
    }

    /// From now on the first Ctrl-C lets the work in hand come to its end.
    pub fn end_gently(&self) {
        self.at_once.store(false, Ordering::Relaxed);
    }

    pub fn reason(&self) -> Option<Reason> {
        if self.interrupted.load(Ordering::Relaxed) {
            return Some(Reason::Interrupted);
        }
        let late = self
            .deadline
            .is_some_and(|deadline| Instant::now() >= deadline);
        late.then_some(Reason::TimeLimit)
    }
}
