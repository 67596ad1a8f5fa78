//! When to stop: a person pressed Ctrl-C, or a time limit has passed.
//! Whoever works for long asks; the signal itself is `main`'s business.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Why work was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Interrupted,
    TimeLimit,
}

/// A flag that a signal sets, and the moment after which to stop. Clones share
/// both.
#[derive(Debug, Clone)]
pub struct Stop {
    pub interrupted: Arc<AtomicBool>,
    /// Whether Ctrl-C may end the process at once: while nothing is open, and
    /// when it is pressed a second time.
    pub at_once: Arc<AtomicBool>,
    /// From when `deadline` counts.
    since: Instant,
    /// Microseconds; `NEVER` where there is no limit.
    deadline: Arc<AtomicU64>,
}

const NEVER: u64 = u64::MAX;

impl Default for Stop {
    fn default() -> Stop {
        Stop {
            interrupted: Arc::new(AtomicBool::new(false)),
            at_once: Arc::new(AtomicBool::new(true)),
            since: Instant::now(),
            deadline: Arc::new(AtomicU64::new(NEVER)),
        }
    }
}

impl Stop {
    /// The same flag, with a limit of its own that begins to run now.
    #[must_use]
    pub fn within(&self, limit: Option<Duration>) -> Stop {
        let stop = Stop {
            deadline: Arc::default(),
            ..self.clone()
        };
        stop.restart(limit);
        stop
    }

    /// Lets the limit run anew. One too far away to be named is none.
    pub fn restart(&self, limit: Option<Duration>) {
        let end = limit.and_then(|limit| self.since.elapsed().checked_add(limit));
        let end = end.and_then(|end| u64::try_from(end.as_micros()).ok());
        self.deadline.store(end.unwrap_or(NEVER), Ordering::Relaxed);
    }

    /// Forgets a Ctrl-C that was meant for what came before.
    pub fn forget(&self) {
        self.interrupted.store(false, Ordering::Relaxed);
        self.end_gently();
    }

    /// From now on the first Ctrl-C lets the work in hand come to its end.
    pub fn end_gently(&self) {
        self.at_once.store(false, Ordering::Relaxed);
    }

    pub fn reason(&self) -> Option<Reason> {
        if self.interrupted.load(Ordering::Relaxed) {
            return Some(Reason::Interrupted);
        }
        let deadline = self.deadline.load(Ordering::Relaxed);
        let late = deadline != NEVER && self.since.elapsed().as_micros() >= u128::from(deadline);
        late.then_some(Reason::TimeLimit)
    }
}
