//! Requests that wait for a compiler: by priority, then by age, and each key once.

use parking_lot::{Condvar, Mutex};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How a request ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// The compiler has dealt with it.
    Done,
    /// It was not wanted any more, or the VM ends.
    Dropped,
    /// The compiler panicked.
    Panicked,
}

/// What a requester can wait for.
#[derive(Debug, Default)]
pub struct Ticket {
    ended: Mutex<Option<Ended>>,
    changed: Condvar,
}

impl Ticket {
    /// Waits until the request has ended. A thread that runs Java must be *blocked* for the
    /// safepoint protocol while it is in here.
    pub fn wait(&self) -> Ended {
        let mut ended = self.ended.lock();
        loop {
            match *ended {
                Some(how) => return how,
                None => self.changed.wait(&mut ended),
            }
        }
    }

    /// How it ended, if it has.
    pub fn ended(&self) -> Option<Ended> {
        *self.ended.lock()
    }

    pub(super) fn end(&self, how: Ended) {
        self.ended.lock().get_or_insert(how);
        self.changed.notify_all();
    }
}

/// A request that waits.
#[derive(Debug)]
pub(super) struct Request<K, T> {
    pub(super) key: K,
    pub(super) task: T,
    pub(super) ticket: Arc<Ticket>,
    pub(super) is_waited_for: bool,
    priority: u64,
    sequence: u64,
    since: Instant,
}

impl<K, T> Request<K, T> {
    /// How long it has waited.
    pub(super) fn waited(&self) -> Duration {
        self.since.elapsed()
    }
}

#[derive(Debug)]
struct State<K, T> {
    waiting: Vec<Request<K, T>>,
    /// Requests that wait or run.
    open: HashMap<K, Arc<Ticket>>,
    n_pushed: u64,
    is_closed: bool,
}

/// The queue.
#[derive(Debug)]
pub(super) struct Queue<K, T> {
    state: Mutex<State<K, T>>,
    changed: Condvar,
}

impl<K: Clone + Eq + Hash, T> Queue<K, T> {
    pub(super) fn new() -> Queue<K, T> {
        Queue {
            state: Mutex::new(State {
                waiting: Vec::new(),
                open: HashMap::new(),
                n_pushed: 0,
                is_closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    /// Adds a request, unless one with this key waits or runs: then that one may become more
    /// urgent. The ticket is the one to wait for in both cases.
    pub(super) fn push(&self, key: K, priority: u64, task: T, is_waited_for: bool) -> Arc<Ticket> {
        let mut state = self.state.lock();
        if let Some(ticket) = state.open.get(&key).cloned() {
            if let Some(request) = state.waiting.iter_mut().find(|request| request.key == key) {
                request.priority = request.priority.max(priority);
                request.is_waited_for |= is_waited_for;
            }
            return ticket;
        }
        let ticket = Arc::new(Ticket::default());
        if state.is_closed {
            ticket.end(Ended::Dropped);
            return ticket;
        }
        state.n_pushed += 1;
        let request = Request {
            key: key.clone(),
            task,
            ticket: Arc::clone(&ticket),
            is_waited_for,
            priority,
            sequence: state.n_pushed,
            since: Instant::now(),
        };
        state.waiting.push(request);
        state.open.insert(key, Arc::clone(&ticket));
        drop(state);
        self.changed.notify_one();
        ticket
    }

    /// Takes the request that is next; waits for one. `None`: the queue is closed.
    pub(super) fn take(&self) -> Option<Request<K, T>> {
        let mut state = self.state.lock();
        loop {
            if state.is_closed {
                return None;
            }
            let best = state
                .waiting
                .iter()
                .enumerate()
                .max_by_key(|(_, r)| (r.is_waited_for, r.priority, Reverse(r.sequence)))
                .map(|(index, _)| index);
            match best {
                Some(index) => return Some(state.waiting.swap_remove(index)),
                None => self.changed.wait(&mut state),
            }
        }
    }

    /// Says how a request that was taken has ended.
    pub(super) fn end(&self, key: &K, ticket: &Ticket, how: Ended) {
        self.state.lock().open.remove(key);
        ticket.end(how);
    }

    /// Requests that wait.
    pub(super) fn n_waiting(&self) -> usize {
        self.state.lock().waiting.len()
    }

    /// Takes no more requests and drops those that wait.
    pub(super) fn close(&self) {
        let mut state = self.state.lock();
        state.is_closed = true;
        for request in std::mem::take(&mut state.waiting) {
            state.open.remove(&request.key);
            request.ticket.end(Ended::Dropped);
        }
        drop(state);
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{Ended, Queue};
    use std::sync::Arc;

    fn order(queue: &Queue<u32, &'static str>) -> Vec<&'static str> {
        std::iter::from_fn(|| (queue.n_waiting() > 0).then(|| queue.take()).flatten())
            .map(|request| request.task)
            .collect()
    }

    #[test]
    fn urgent_requests_go_first_and_old_ones_before_new_ones() {
        let queue = Queue::new();
        for (key, priority, task) in [(1, 5, "b"), (2, 5, "c"), (3, 9, "a"), (4, 0, "d")] {
            queue.push(key, priority, task, false);
        }
        assert_eq!(order(&queue), ["a", "b", "c", "d"]);
    }

    #[test]
    fn whom_somebody_waits_for_goes_first() {
        let queue = Queue::new();
        queue.push(1, 100, "later", false);
        queue.push(2, 0, "first", true);
        assert_eq!(order(&queue), ["first", "later"]);
    }

    #[test]
    fn a_key_is_there_once() {
        let queue = Queue::new();
        let first = queue.push(1, 1, "old", false);
        queue.push(2, 2, "other", false);
        let second = queue.push(1, 3, "new", false);
        assert!(Arc::ptr_eq(&first, &second));
        let taken = queue.take().expect("there are two");
        assert_eq!(taken.task, "old", "it has become more urgent");
        let third = queue.push(1, 3, "while it runs", false);
        assert!(Arc::ptr_eq(&first, &third));
        queue.end(&1, &taken.ticket, Ended::Done);
        assert_eq!(first.wait(), Ended::Done);
        let fourth = queue.push(1, 3, "again", false);
        assert!(!Arc::ptr_eq(&first, &fourth));
    }

    #[test]
    fn a_closed_queue_drops_requests() {
        let queue = Queue::new();
        let before = queue.push(1, 1, "x", false);
        queue.close();
        let after = queue.push(2, 1, "y", true);
        assert_eq!(
            (before.wait(), after.wait()),
            (Ended::Dropped, Ended::Dropped)
        );
        assert!(queue.take().is_none());
    }
}
