//! Compiler threads: they take requests from the queue until the VM ends.
//!
//! What a request is, and what compiling means, is a trait, so that all of this is tested without
//! a VM. Threads start with the first request: a VM that compiles nothing has none.

use super::contained_panic::{self, Panic};
use super::queue::{Ended, Queue, Request, Ticket};
use parking_lot::Mutex;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// What compiler threads do.
pub trait Compile: Send + Sync + 'static {
    /// What is compiled for: two requests with one key are one request.
    type Key: Clone + Eq + Hash + Send + 'static;
    /// All else that a request says.
    type Task: Send + 'static;

    /// Compiles and installs. Declining is a normal end.
    fn compile(&self, key: &Self::Key, task: Self::Task);

    /// The compiler has panicked: the method is not to be requested again.
    fn panicked(&self, key: &Self::Key, panic: &Panic);

    /// Is a request that nobody waits for still wanted after this time?
    fn is_wanted(&self, _key: &Self::Key, _task: &Self::Task, _waited: Duration) -> bool {
        true
    }

    /// A thread's life: attaches it to the VM, calls `work` once, and detaches it. `work` waits
    /// for requests, so the thread must be *native* for the safepoint protocol.
    fn live(&self, _index: usize, work: &mut dyn FnMut()) {
        work();
    }
}

/// The queue and its threads.
pub struct Compilers<C: Compile> {
    compiler: Arc<C>,
    queue: Arc<Queue<C::Key, C::Task>>,
    n_threads: usize,
    /// Threads that serve the queue, or will.
    n_serving: Arc<AtomicUsize>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// Stacks of compiler threads: inlining and value numbering recurse.
const STACK_SIZE: usize = 8 << 20;

impl<C: Compile> Compilers<C> {
    /// `n_threads` threads, at least one, which start with the first request.
    pub fn new(compiler: Arc<C>, n_threads: usize) -> Compilers<C> {
        let n_threads = n_threads.max(1);
        Compilers {
            compiler,
            queue: Arc::new(Queue::new()),
            n_threads,
            n_serving: Arc::new(AtomicUsize::new(n_threads)),
            threads: Mutex::new(Vec::new()),
        }
    }

    /// Asks for a compilation and does not wait for it.
    pub fn request(&self, key: C::Key, priority: u64, task: C::Task) -> Arc<Ticket> {
        self.push(key, priority, task, false)
    }

    /// Asks for a compilation that the caller will wait for: it goes first and is never stale.
    pub fn request_urgently(&self, key: C::Key, task: C::Task) -> Arc<Ticket> {
        self.push(key, u64::MAX, task, true)
    }

    /// Requests that wait.
    pub fn n_waiting(&self) -> usize {
        self.queue.n_waiting()
    }

    /// Compiler threads.
    pub fn n_threads(&self) -> usize {
        self.n_threads
    }

    /// Drops what waits and waits for what runs. Later requests are dropped.
    pub fn stop(&self) {
        self.queue.close();
        for thread in std::mem::take(&mut *self.threads.lock()) {
            // Panics of the compiler are contained; one of the thread's own is reported already.
            let _ = thread.join();
        }
    }

    fn push(&self, key: C::Key, priority: u64, task: C::Task, is_urgent: bool) -> Arc<Ticket> {
        let ticket = self.queue.push(key, priority, task, is_urgent);
        let mut threads = self.threads.lock();
        if threads.is_empty() && ticket.ended().is_none() {
            threads.extend((0..self.n_threads).filter_map(|index| self.start(index)));
        }
        ticket
    }

    fn start(&self, index: usize) -> Option<JoinHandle<()>> {
        let (compiler, queue) = (Arc::clone(&self.compiler), Arc::clone(&self.queue));
        let n_serving = Arc::clone(&self.n_serving);
        let thread = Builder::new()
            .name(format!("Compiler {index}"))
            .stack_size(STACK_SIZE)
            .spawn(move || {
                compiler.live(index, &mut || work(&*compiler, &queue));
                leave(&queue, &n_serving);
            });
        if thread.is_err() {
            leave(&self.queue, &self.n_serving);
        }
        thread.ok()
    }
}

/// A thread serves no more. If it was the last, because the system gave none or the VM attached
/// none, nobody must wait for a compilation: methods stay where they are.
fn leave<K: Clone + Eq + Hash, T>(queue: &Queue<K, T>, n_serving: &AtomicUsize) {
    if n_serving.fetch_sub(1, Ordering::AcqRel) == 1 {
        queue.close();
    }
}

/// Serves requests until the queue is closed.
fn work<C: Compile>(compiler: &C, queue: &Queue<C::Key, C::Task>) {
    while let Some(request) = queue.take() {
        serve(compiler, queue, request);
    }
}

fn serve<C: Compile>(
    compiler: &C,
    queue: &Queue<C::Key, C::Task>,
    request: Request<C::Key, C::Task>,
) {
    let waited = request.waited();
    let Request {
        key, task, ticket, ..
    } = request;
    if !request.is_waited_for && !compiler.is_wanted(&key, &task, waited) {
        queue.end(&key, &ticket, Ended::Dropped);
        return;
    }
    let how = match contained_panic::contain(|| compiler.compile(&key, task)) {
        Ok(()) => Ended::Done,
        Err(panic) => {
            compiler.panicked(&key, &panic);
            Ended::Panicked
        }
    };
    queue.end(&key, &ticket, how);
}

#[cfg(test)]
mod tests {
    use super::{Compile, Compilers, Panic};
    use crate::tiering::queue::Ended;
    use parking_lot::Mutex;
    use std::sync::Arc;
    use std::time::Duration;

    /// Writes down what it is asked to compile.
    #[derive(Default)]
    struct Recorder {
        lines: Mutex<Vec<String>>,
        gate: Mutex<()>,
    }

    impl Compile for Recorder {
        type Key = u32;
        type Task = &'static str;

        fn compile(&self, key: &u32, task: &'static str) {
            let _gate = self.gate.lock();
            assert_ne!(task, "panic", "as asked");
            self.lines.lock().push(format!("{key} {task}"));
        }

        fn panicked(&self, key: &u32, panic: &Panic) {
            let is_told = panic.message.contains("as asked");
            self.lines.lock().push(format!("{key} panicked {is_told}"));
        }

        fn is_wanted(&self, _key: &u32, task: &&'static str, _waited: Duration) -> bool {
            *task != "stale"
        }
    }

    #[test]
    fn requests_are_served_and_waited_for() {
        let recorder = Arc::new(Recorder::default());
        let compilers = Compilers::new(Arc::clone(&recorder), 2);
        for key in 0..100 {
            compilers.request(key, 0, "background");
        }
        let ticket = compilers.request_urgently(1000, "urgent");
        assert_eq!(ticket.wait(), Ended::Done);
        assert!(recorder.lines.lock().contains(&"1000 urgent".to_owned()));
        for key in 0..100 {
            // Those that have ended already are compiled again.
            assert_eq!(compilers.request(key, 0, "background").wait(), Ended::Done);
        }
        compilers.stop();
        assert_eq!(compilers.request(1, 0, "too late").wait(), Ended::Dropped);
    }

    #[test]
    fn stale_requests_are_dropped_unless_somebody_waits() {
        let recorder = Arc::new(Recorder::default());
        let compilers = Compilers::new(Arc::clone(&recorder), 1);
        assert_eq!(compilers.request(1, 0, "stale").wait(), Ended::Dropped);
        assert_eq!(compilers.request_urgently(2, "stale").wait(), Ended::Done);
        assert_eq!(*recorder.lines.lock(), ["2 stale"]);
    }

    #[test]
    fn a_panic_costs_one_compilation() {
        let recorder = Arc::new(Recorder::default());
        let compilers = Compilers::new(Arc::clone(&recorder), 1);
        assert_eq!(compilers.request(1, 0, "panic").wait(), Ended::Panicked);
        assert_eq!(compilers.request(2, 0, "fine").wait(), Ended::Done);
        assert_eq!(*recorder.lines.lock(), ["1 panicked true", "2 fine"]);
    }

    #[test]
    fn nobody_waits_for_threads_that_cannot_live() {
        struct Lifeless;
        impl Compile for Lifeless {
            type Key = u32;
            type Task = ();
            fn compile(&self, _key: &u32, (): ()) {}
            fn panicked(&self, _key: &u32, _panic: &Panic) {}
            fn live(&self, _index: usize, _work: &mut dyn FnMut()) {}
        }
        let compilers = Compilers::new(Arc::new(Lifeless), 3);
        assert_eq!(compilers.request_urgently(1, ()).wait(), Ended::Dropped);
        assert_eq!(compilers.request_urgently(2, ()).wait(), Ended::Dropped);
        compilers.stop();
    }

    #[test]
    fn the_queue_is_served_by_priority() {
        let recorder = Arc::new(Recorder::default());
        let compilers = Compilers::new(Arc::clone(&recorder), 1);
        let gate = recorder.gate.lock();
        let first = compilers.request(0, 0, "holds the thread");
        while compilers.n_waiting() > 0 {
            std::thread::yield_now();
        }
        let cold = compilers.request(1, 1, "cold");
        let hot = compilers.request(2, 2, "hot");
        drop(gate);
        for ticket in [first, cold, hot] {
            assert_eq!(ticket.wait(), Ended::Done);
        }
        assert_eq!(
            *recorder.lines.lock(),
            ["0 holds the thread", "2 hot", "1 cold"]
        );
        compilers.stop();
    }
}
