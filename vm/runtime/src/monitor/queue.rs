//! The threads that want a monitor, and those that wait on it.

use crate::thread::Thread;
use std::collections::VecDeque;

/// First-in first-out lists of one monitor. A thread is in at most one of them.
pub(super) struct Queues {
    entry: VecDeque<&'static Thread>,
    waiters: VecDeque<&'static Thread>,
}

fn remove(list: &mut VecDeque<&'static Thread>, thread: &Thread) -> bool {
    match list.iter().position(|other| std::ptr::eq(*other, thread)) {
        Some(at) => list.remove(at).is_some(),
        None => false,
    }
}

impl Queues {
    pub(super) const fn new() -> Queues {
        Queues {
            entry: VecDeque::new(),
            waiters: VecDeque::new(),
        }
    }

    /// Takes the thread that is to be woken next.
    pub(super) fn next_entry(&mut self) -> Option<&'static Thread> {
        self.entry.pop_front()
    }

    /// Lists a thread that wants the monitor, unless it is listed already; one that was woken in vain
    /// stays first.
    pub(super) fn add_entry(&mut self, thread: &'static Thread, first: bool) {
        if self.entry.iter().any(|other| std::ptr::eq(*other, thread)) {
            return;
        }
        if first {
            self.entry.push_front(thread);
        } else {
            self.entry.push_back(thread);
        }
    }

    pub(super) fn remove_entry(&mut self, thread: &Thread) {
        remove(&mut self.entry, thread);
    }

    pub(super) fn add_waiter(&mut self, thread: &'static Thread) {
        self.waiters.push_back(thread);
    }

    /// Takes a thread off the waiters; false if it has been notified.
    pub(super) fn remove_waiter(&mut self, thread: &Thread) -> bool {
        remove(&mut self.waiters, thread)
    }

    pub(super) fn is_waiting(&self, thread: &Thread) -> bool {
        self.waiters
            .iter()
            .any(|other| std::ptr::eq(*other, thread))
    }

    /// Moves the longest waiter to the threads that want the monitor; false if there is none.
    pub(super) fn notify_one(&mut self) -> bool {
        match self.waiters.pop_front() {
            Some(thread) => {
                self.entry.push_back(thread);
                true
            }
            None => false,
        }
    }
}
