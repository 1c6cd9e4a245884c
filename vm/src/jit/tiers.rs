//! What the tier-up policy sees of methods, and when it is asked.
//!
//! The interpreter asks at hot entries and loops, deoptimization asks what becomes of the code. A
//! decision is made with what is known of methods locked, so that it is about one moment; no
//! safepoint is reached meanwhile. Carrying out its decisions is
//! the work of `worker.rs` and `install.rs`.

use super::code::{self, Code};
use super::compile::Settings;
use super::report::{self, Compilation};
use super::worker::{Task, Worker};
use super::{calls, install, speculation, statistics, stress};
use crate::options::{self, JitOptions};
use crate::tiering::{
    self, Action, Compilers, Counts, Decision, DeoptReason, Event, MethodView, Next, QueueView,
    Reason, Tier, TierPolicy, View,
};
use hashbrown::HashMap;
use interp::profile::{Observed, observed};
use interp::tier::{BackEdge, BackEdgeAnswer, NEVER, TierHooks};
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;
use vm_runtime::frame::{FRAME_HAS_LOCKS, FRAME_LOCKED, Frame};
use vm_runtime::method::Method;
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, Thread};

/// Code for a loop.
#[derive(Clone, Copy)]
struct LoopCode {
    header: u16,
    entry: usize,
    compilation: Compilation,
}

/// What is known of a method beyond its counters.
#[derive(Default)]
struct State {
    tier: Option<Tier>,
    /// Requests that wait or run, by entry.
    requested: Vec<(Option<u16>, Tier)>,
    n_deopts: u32,
    n_discarded: u32,
    is_declined: bool,
    /// Has the compiler panicked in it, or in one of its loops? Then it is left alone.
    has_panicked: bool,
    /// Calls and back edges up to which nothing is compiled: what was learned too late for the
    /// last code is learned now.
    interpreted_until: u64,
    loops: Vec<LoopCode>,
    declined_loops: Vec<u16>,
}

impl State {
    /// Would another request for this loop, or for the whole method, end without code?
    fn declines(&self, entry: Option<u16>) -> bool {
        let is_declined = match entry {
            Some(header) => self.declined_loops.contains(&header),
            None => self.is_declined,
        };
        is_declined || self.has_panicked
    }
}

/// A method, or a loop of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Place {
    /// Address of the method.
    method: usize,
    /// The loop header where the interpreter enters.
    loop_bci: Option<u16>,
}

impl Place {
    /// The method's beginning, or one of its loops.
    pub(super) fn of(method: &'static Method, loop_bci: Option<u16>) -> Place {
        Place {
            method: std::ptr::from_ref(method).expose_provenance(),
            loop_bci,
        }
    }

    /// The method.
    pub(super) fn method(self) -> &'static Method {
        // SAFETY: places are made of immortal methods.
        unsafe { &*std::ptr::with_exposed_provenance(self.method) }
    }

    /// Address of the method's record.
    pub(super) fn address(self) -> usize {
        self.method
    }

    /// The loop header where the interpreter enters, if not at the method's beginning.
    pub(super) fn loop_bci(self) -> Option<u16> {
        self.loop_bci
    }
}

/// The tiers of the running VM.
pub(super) struct Tiers {
    /// How methods are compiled.
    pub(super) settings: Settings,
    policy: Mutex<Box<dyn TierPolicy>>,
    states: Mutex<HashMap<usize, State>>,
    compilers: Compilers<Worker>,
    is_synchronous: bool,
    prune_min_count: u32,
    prune_max_discarded: u32,
    start: Instant,
}

impl Tiers {
    /// The tiers that the command line asks for.
    pub(super) fn new(settings: Settings, options: &JitOptions) -> Tiers {
        let n_processors = std::thread::available_parallelism().map_or(1, usize::from);
        let n_threads = options.settings.n_workers(n_processors);
        Tiers {
            settings,
            policy: Mutex::new(tiering::policy(options.settings.clone())),
            states: Mutex::default(),
            compilers: Compilers::new(Arc::new(Worker), n_threads),
            is_synchronous: options.is_synchronous || stress::back_edges().is_some(),
            prune_min_count: options.settings.prune_min_count,
            prune_max_discarded: options.settings.prune_max_discarded,
            start: Instant::now(),
        }
    }

    /// How often a branch must have gone one way for the code of the method to leave out the other.
    pub(super) fn prune(&self, method: &'static Method, tier: Tier) -> Option<u32> {
        let n_discarded = self.update(method, |state| state.n_discarded);
        let is_wanted = tier == Tier::Full
            && self.prune_min_count > 0
            && n_discarded < self.prune_max_discarded;
        is_wanted.then_some(self.prune_min_count)
    }

    /// Milliseconds since the tiers were made.
    pub(super) fn now_ms(&self) -> u64 {
        self.start.elapsed().as_millis() as u64
    }

    /// What the policy wants done about the method.
    pub(super) fn decide(
        &self,
        method: &'static Method,
        event: Event,
        n_deopts_here: u32,
    ) -> Decision {
        let name = report::name(method);
        let states = self.states.lock();
        let default = State::default();
        let state = states.get(&Place::of(method, None).method);
        let state = state.unwrap_or(&default);
        let counts = counts_of(method);
        let is_asked_for_code = matches!(event, Event::Call | Event::BackEdge { .. });
        if is_asked_for_code && counts.sum() < state.interpreted_until {
            return Decision {
                action: Action::Wait,
                reason: Reason::TooFew(counts.calls, counts.back_edges),
                next: Next::after((state.interpreted_until - counts.sum()) as u32),
            };
        }
        let entry = match event {
            Event::BackEdge { bci } => u16::try_from(bci).ok(),
            _ => None,
        };
        let is_declined = state.declines(entry);
        let queued = state.requested.iter().find(|(place, _)| *place == entry);
        let view = View {
            method: MethodView {
                name: &name,
                size: method.code().map_or(0, |code| code.code.len() as u32),
                counts,
                tier: state.tier.unwrap_or(Tier::Interpreter),
                queued: queued.map(|(_, tier)| *tier),
                n_deopts: state.n_deopts,
                n_deopts_here,
                n_discarded: state.n_discarded,
                quick_declined: is_declined,
                full_declined: is_declined,
                is_excluded: is_excluded(method),
            },
            queue: QueueView {
                n_waiting: self.compilers.n_waiting() as u32,
                n_workers: self.compilers.n_threads() as u32,
            },
            now_ms: self.now_ms(),
            code_cache_free: super::code::cache().free(),
        };
        tiering::ask(&mut **self.policy.lock(), event, &view)
    }

    /// What is to be done about a loop that the interpreter runs.
    fn decide_loop(&self, method: &'static Method, header: u16) -> Decision {
        let bci = u32::from(header);
        let Some(every) = stress::back_edges() else {
            return self.decide(method, Event::BackEdge { bci }, 0);
        };
        let is_declined = self.update(method, |state| state.declines(Some(header)));
        let action = if is_declined || is_excluded(method) {
            Action::Wait
        } else {
            Action::Compile {
                tier: Tier::Full,
                osr: Some(bci),
                priority: 0,
            }
        };
        Decision {
            action,
            reason: Reason::Stress,
            next: Next::after(every),
        }
    }

    /// Changes what is known of a method.
    fn update<R>(&self, method: &'static Method, change: impl FnOnce(&mut State) -> R) -> R {
        let mut states = self.states.lock();
        change(states.entry(Place::of(method, None).method).or_default())
    }

    /// Has the place compiled; waits for it if that is wanted.
    fn request(&self, cx: &mut Cx, place: Place, tier: Tier, priority: u64, reason: Reason) {
        let method = place.method();
        self.update(method, |state| {
            state.requested.push((place.loop_bci, tier));
        });
        let commands = &options::get().jit.commands;
        let is_blocking =
            self.is_synchronous || report::with_name(method, |name| commands.waits(name));
        report::queued(place, tier, reason, priority, is_blocking);
        let task = Task {
            tier,
            reason,
            counts: counts_of(method),
            requested: Instant::now(),
            is_blocking,
        };
        if is_blocking {
            let ticket = self.compilers.request_urgently(place, task);
            safepoint::blocked(cx, || ticket.wait());
        } else {
            self.compilers.request(place, priority, task);
        }
    }

    /// The request for a place has led to code with this entry.
    pub(super) fn installed(&self, compilation: Compilation, entry: usize) {
        let place = compilation.place;
        self.update(place.method(), |state| {
            state.requested.retain(|(bci, _)| *bci != place.loop_bci);
            match place.loop_bci {
                Some(header) => {
                    let same = state.loops.extract_if(.., |code| code.header == header);
                    for replaced in same.filter_map(|code| code::find(code.entry)) {
                        code::cache().retire(replaced);
                    }
                    state.loops.push(LoopCode {
                        header,
                        entry,
                        compilation,
                    });
                }
                None => state.tier = Some(compilation.tier),
            }
        });
    }

    /// The request for a place has ended without code; `is_final`: another one would, too.
    pub(super) fn failed(&self, place: Place, is_final: bool) {
        self.update(place.method(), |state| {
            state.requested.retain(|(bci, _)| *bci != place.loop_bci);
            if is_final {
                match place.loop_bci {
                    Some(header) => state.declined_loops.push(header),
                    None => state.is_declined = true,
                }
            }
        });
    }

    /// The compiler has panicked in the request for a place: nothing of its method is compiled
    /// any more.
    pub(super) fn panicked(&self, place: Place) {
        self.failed(place, true);
        self.update(place.method(), |state| state.has_panicked = true);
    }

    /// Code for the loop of `method` at `header`.
    fn loop_code(&self, method: &'static Method, header: u16) -> Option<LoopCode> {
        let states = self.states.lock();
        let state = states.get(&Place::of(method, None).method)?;
        state
            .loops
            .iter()
            .find(|code| code.header == header)
            .copied()
    }
}

/// What the method's counters say.
pub(super) fn counts_of(method: &Method) -> Counts {
    Counts {
        calls: u64::from(method.invocations.load(Ordering::Relaxed)),
        back_edges: u64::from(method.back_edges.load(Ordering::Relaxed)),
    }
}

/// Does the command line exclude the method?
fn is_excluded(method: &Method) -> bool {
    report::with_name(method, |name| options::get().jit.commands.excludes(name))
}

/// The questions of the interpreter.
pub(super) const HOOKS: TierHooks = TierHooks {
    at_entry,
    at_back_edge,
};

fn at_entry(cx: &mut Cx, method: &'static Method) -> u32 {
    if !interp::compiled::is_plain(method) {
        return NEVER;
    }
    let tiers = super::tiers();
    let decision = tiers.decide(method, Event::Call, 0);
    if let Action::Compile { tier, priority, .. } = decision.action {
        let place = Place::of(method, None);
        tiers.request(cx, place, tier, priority, decision.reason);
    }
    if decision.reason == Reason::Excluded {
        report::excluded(method);
    }
    decision.next.calls
}

fn at_back_edge(cx: &mut Cx, edge: BackEdge) -> BackEdgeAnswer {
    let tiers = super::tiers();
    let BackEdge { method, target, .. } = edge;
    if !can_leave(cx.thread()) {
        return BackEdgeAnswer::Continue(UNTIL_IT_CAN_LEAVE);
    }
    if let Some(code) = tiers.loop_code(method, target) {
        return enter_loop(cx, method, code);
    }
    let decision = tiers.decide_loop(method, target);
    if let Action::Compile { tier, priority, .. } = decision.action {
        let place = Place::of(method, Some(target));
        tiers.request(cx, place, tier, priority, decision.reason);
        if let Some(code) = tiers.loop_code(method, target) {
            return enter_loop(cx, method, code);
        }
    }
    BackEdgeAnswer::Continue(decision.next.back_edges)
}

/// Back edges until a loop is looked at again whose frame compiled code could not continue.
const UNTIL_IT_CAN_LEAVE: u32 = 10_000;

/// May compiled code continue the top frame? Not with operands.
fn can_leave(thread: &Thread) -> bool {
    // SAFETY: the top frame of the current thread, which took the back edge.
    let frame = unsafe { &*thread.top_frame.get() };
    std::ptr::eq(frame.sp, frame.stack_base())
}

/// Lets compiled code continue the top frame, which it can.
fn enter_loop(cx: &mut Cx, method: &'static Method, code: LoopCode) -> BackEdgeAnswer {
    let thread = cx.thread();
    if thread.has_pending() {
        // An exception was sent to the thread while it waited for the code.
        return BackEdgeAnswer::Continue(1);
    }
    // SAFETY: the top frame is the one that took the back edge.
    let frame = unsafe { &*thread.top_frame.get() };
    code.compilation.entered(code.header);
    give_locks_away(thread, frame);
    let locals = frame.locals;
    thread.top_frame.set(frame.prev);
    // SAFETY: the frame was popped just now, and the code is for this loop of its method.
    BackEdgeAnswer::Entered(unsafe { calls::enter_loop(cx, method, code.entry, locals) })
}

/// Removes the records of the monitors that the top frame holds: compiled code, which goes on in its
/// place, keeps none. It finds the objects in locals; the receiver of a synchronized method may be
/// one that the method reads no more, and has moved since.
fn give_locks_away(thread: &Thread, frame: &Frame) {
    if frame.flags & (FRAME_LOCKED | FRAME_HAS_LOCKS) == 0 {
        return;
    }
    let address = std::ptr::from_ref(frame).addr();
    // SAFETY: the lock stack is touched by its own thread, or with the thread stopped.
    let records = unsafe { &mut *thread.lock_stack.get() };
    let outermost = records.iter().find(|record| record.frame == address);
    if let Some(own) = outermost
        && frame.flags & FRAME_LOCKED != 0
        && !frame.method.is_static()
    {
        // SAFETY: local 0 of the top frame, which nothing else than the receiver was stored into.
        unsafe { *frame.locals = own.object };
    }
    records.retain(|record| record.frame != address);
}

/// Compiled code was left at `at`, with `n_frames` of the interpreter: may it go on being used?
pub(super) fn deoptimized(
    code: &Code,
    at: (&'static Method, u32),
    reason: DeoptReason,
    n_frames: usize,
) {
    let tiers = super::tiers();
    let (method, bci) = at;
    statistics::deoptimized(reason);
    let n_here = speculation::record(method, bci, reason);
    let root = code.compilation.place.method();
    let n_deopts = tiers.update(root, |state| {
        state.n_deopts += 1;
        state.n_deopts
    });
    code.compilation
        .deoptimized((method, bci), reason, (n_frames, n_deopts));
    let decision = tiers.decide(root, Event::Deoptimized { bci, reason }, n_here);
    if decision.action == Action::Discard {
        tiers.discard(code, decision.reason);
        let mut n_until_asked = decision.next.calls;
        if reason == DeoptReason::Speculation {
            age_receivers(method);
            n_until_asked = n_until_asked.max(PROFILED_AGAIN);
        }
        tiers.let_interpret(root, n_until_asked);
        interp::tier::ask_after(root, decision.next.calls);
    }
}

/// Calls and back edges of a method for which the interpreter looks at receivers again.
const PROFILED_AGAIN: u32 = 300;

/// A call of the method had receivers of another class than those that code was made for: what is
/// known of its calls is from another phase of the program. It may come back to that phase in the
/// next call, so it is not forgotten.
fn age_receivers(method: &Method) {
    let bcis = method.decoded().map_or(&[][..], |code| &code.bcis[..]);
    for &bci in bcis {
        if let Some(Observed::Call(site)) = observed(method, bci) {
            site.age_receivers();
        }
    }
}

impl Tiers {
    /// Compiles neither the method nor its loops until the interpreter has counted so many more
    /// calls and back edges.
    fn let_interpret(&self, method: &'static Method, n: u32) {
        let until = counts_of(method).sum() + u64::from(n);
        self.update(method, |state| state.interpreted_until = until);
    }

    /// Takes code away from its method, because of a decision.
    fn discard(&self, code: &Code, why: Reason) {
        if self.forget(code) {
            let compilation = code.compilation;
            self.update(compilation.place.method(), |state| state.n_discarded += 1);
            compilation.invalidated(why, None);
            if let Some(blob) = code::find(code.start) {
                code::cache().retire(blob);
            }
        }
    }

    /// Takes code away from its method; false: the method had other code.
    pub(super) fn forget(&self, code: &Code) -> bool {
        let compilation = code.compilation;
        self.update(compilation.place.method(), |state| {
            if compilation.place.loop_bci().is_some() {
                let n_before = state.loops.len();
                let is_other = |code: &LoopCode| code.compilation.id != compilation.id;
                state.loops.retain(is_other);
                return state.loops.len() < n_before;
            }
            let is_current = install::withdraw(code);
            if is_current {
                state.tier = None;
            }
            is_current
        })
    }
}
