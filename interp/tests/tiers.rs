//! Crossing between the interpreter and a made-up compiler: what it "compiles" is written in Rust
//! here, and often gives up at once, so that the interpreter goes on.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicUsize, Ordering};
use vm_runtime::call::{self, Arg, Args};
use vm_runtime::class::{Class, ClassState};
use vm_runtime::compiled_frames::{
    CompiledFrame, CompiledFrames, FrameValues, VirtualFrame, set_compiled_frames,
};
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::known::KnownClass;
use vm_runtime::layout::BasicType;
use vm_runtime::method::Method;
use vm_runtime::oop::Oop;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, Thrown};
use vm_runtime::walk::{self, Tier};
use vm_runtime::{define, heap, link, loader, threads};

use interp::compiled::{self, Outcome};
use interp::materialize::{FrameImage, Moment, StackFull, write_frames};
use interp::tier::{self, BackEdge, BackEdgeAnswer, TierHooks};

/// What the made-up compiled code does.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Script {
    /// Returns the length of its second argument.
    Return,
    /// Throws a `Throwable`.
    Throw,
    /// Goes on in the interpreter from the beginning.
    Leave,
    /// Goes on in the interpreter where its instruction 7 throws.
    LeaveThrowing,
    /// Is a caller's frame and a callee's frame, of which the callee goes on in the interpreter.
    LeaveCallee,
}

static SCRIPT: AtomicU8 = AtomicU8::new(0);
static N_QUESTIONS: AtomicU32 = AtomicU32::new(0);
static N_EDGES: AtomicU32 = AtomicU32::new(0);
/// Native and Java stack pointers at the first back edge, and whether any differed later.
static FIRST_STACKS: [AtomicUsize; 2] = [const { AtomicUsize::new(0) }; 2];
static N_DEEPER: AtomicU32 = AtomicU32::new(0);
/// What a walk found in the middle of the callee of [`Script::LeaveCallee`].
static SEEN: parking_lot::Mutex<Vec<String>> = parking_lot::Mutex::new(Vec::new());

/// The stack pointer of the only compiled frame.
const COMPILED_SP: usize = 0x1000;

struct OneFrame;

impl CompiledFrames for OneFrame {
    fn frame_at(&self, sp: usize) -> Option<CompiledFrame> {
        (sp == COMPILED_SP).then_some(CompiledFrame {
            sp,
            caller_sp: COMPILED_SP + 16,
            n_virtual: 1,
        })
    }
    fn virtual_frame(&self, _frame: &CompiledFrame, _index: u32) -> VirtualFrame {
        VirtualFrame {
            method: KnownClass::Object
                .get()
                .methods()
                .first()
                .expect("Object has methods"),
            bci: Some(9),
            n_locks: 0,
        }
    }
    fn visit_references(&self, _frame: &CompiledFrame, _visit: &mut dyn FnMut(*mut u64)) {}
    fn locked(&self, _frame: &CompiledFrame, _index: u32) -> Vec<u64> {
        Vec::new()
    }
    fn values(&self, _frame: &CompiledFrame, _index: u32) -> FrameValues {
        FrameValues::default()
    }
}

fn boot() -> Option<&'static mut Cx> {
    let home = std::env::var_os("JAVA_HOME").map_or_else(
        || PathBuf::from("/usr/lib/jvm/java-17-openjdk-amd64"),
        PathBuf::from,
    );
    let image = home.join("lib/modules");
    if !image.exists() {
        return None;
    }
    interp::initialize();
    set_compiled_frames(&OneFrame);
    compiled::set_compiled_caller(run_compiled);
    let hooks = TierHooks {
        at_entry,
        at_back_edge,
    };
    tier::set_tier_hooks(hooks, 3, 2);
    heap::init(&heap::HeapConfig::default()).expect("the default heap fits");
    let thread = threads::attach_current("test", false).expect("the thread attaches");
    // SAFETY: the current thread, in VM, its only token.
    let cx = unsafe { thread.cx() };
    loader::configure(&image, None, &[]).expect("the image opens");
    define::boot_classes(cx).expect("the boot classes are there");
    Some(cx)
}

/// A class whose static initializer is not to run, because it needs natives.
fn latin1(cx: &mut Cx) -> &'static Class {
    let class = loader::load_class(cx, Symbol::from("java/lang/StringLatin1"), loader::boot())
        .expect("the class is there");
    link::link(cx, class).expect("the class links");
    class
        .state
        .store(ClassState::Initialized as u8, Ordering::Release);
    class
}

fn method(class: &'static Class, name: &str, descriptor: &str) -> &'static Method {
    class
        .declared_method(Symbol::from(name), Symbol::from(descriptor))
        .expect("the class has the method")
}

/// `indexOf(byte[], byte[])`, which calls the one with five parameters.
fn outer(class: &'static Class) -> &'static Method {
    method(class, "indexOf", "([B[B)I")
}

fn inner(class: &'static Class) -> &'static Method {
    method(class, "indexOf", "([BI[BII)I")
}

fn byte_array<'s>(cx: &mut Cx, scope: &'s HandleScope, bytes: &[u8]) -> Handle<'s> {
    let class = define::primitive_array(BasicType::Byte);
    let array = heap::alloc_array(cx, class, bytes.len()).expect("there is memory");
    for (index, &byte) in bytes.iter().enumerate() {
        array.store_u8(Oop::element_offset(BasicType::Byte, index), byte);
    }
    scope.handle(array)
}

fn index_of(cx: &mut Cx, class: &'static Class, text: &[u8], part: &[u8]) -> Result<i32, Thrown> {
    let scope = HandleScope::enter(cx);
    let arguments = [
        Arg::Ref(byte_array(cx, &scope, text)),
        Arg::Ref(byte_array(cx, &scope, part)),
    ];
    call::invoke(cx, outer(class), &arguments).map(|result| result.int())
}

#[inline(never)]
fn stacks_now(cx: &Cx) -> [usize; 2] {
    let marker = 0_u8;
    let native = std::ptr::from_ref(&marker).addr();
    [native, cx.thread().top_frame.get().addr()]
}

fn at_entry(cx: &mut Cx, asked: &'static Method) -> u32 {
    N_QUESTIONS.fetch_add(1, Ordering::Relaxed);
    assert_eq!(asked.name, "indexOf");
    let top = walk::frames(cx.thread())
        .next()
        .expect("the arguments have a frame");
    assert!(std::ptr::eq(top.method, asked));
    2
}

/// Takes the frame away and writes it again, as code would that is left at its first guard.
fn at_back_edge(cx: &mut Cx, edge: BackEdge) -> BackEdgeAnswer {
    let thread = cx.thread();
    N_EDGES.fetch_add(1, Ordering::Relaxed);
    SEEN.lock().push(stack_of(cx));
    for (first, now) in FIRST_STACKS.iter().zip(stacks_now(cx)) {
        let before = first.compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed);
        if before.is_err_and(|before| before != now) {
            N_DEEPER.fetch_add(1, Ordering::Relaxed);
        }
    }
    if N_EDGES.load(Ordering::Relaxed).is_multiple_of(2) {
        return BackEdgeAnswer::Continue(1);
    }
    // SAFETY: the top frame is that of the method, with its locals and no operands.
    unsafe {
        let frame = &*thread.top_frame.get();
        let locals = std::slice::from_raw_parts(frame.locals, usize::from(edge.method.max_locals));
        let locals = locals.to_vec();
        thread.top_frame.set(frame.prev);
        let image = FrameImage {
            method: edge.method,
            bci: edge.target,
            moment: Moment::Before,
            locals: &locals,
            stack: &[],
            n_locks: 0,
        };
        write_frames(cx, &[image], 0).expect("the frame was there before");
    }
    BackEdgeAnswer::Entered(Outcome::Deoptimized)
}

/// The frames of the current thread in one line.
fn stack_of(cx: &Cx) -> String {
    let describe = |frame: walk::JavaFrame| match frame.tier {
        Tier::Interpreter { is_top, .. } => format!(
            "{}/{}{}",
            frame.method.name,
            frame.method.arg_slots,
            if is_top { "!" } else { "" }
        ),
        Tier::Compiled { .. } => "compiled".to_owned(),
    };
    let frames: Vec<String> = walk::frames(cx.thread()).map(describe).collect();
    frames.join(" ")
}

fn leave(
    cx: &Cx,
    method: &'static Method,
    locals: &[u64],
    (bci, moment): (u16, Moment),
    stack: &[u64],
) -> Outcome {
    let image = FrameImage {
        method,
        bci,
        moment,
        locals,
        stack,
        n_locks: 0,
    };
    // SAFETY: the caller is in a call of the method, and the values are those of its arguments.
    unsafe { write_frames(cx, &[image], COMPILED_SP) }.expect("the frame fits");
    Outcome::Deoptimized
}

fn run_compiled(cx: &mut Cx, method: &'static Method, args: Args<'_>) -> Outcome {
    let locals = [args.raw(0), args.raw(1)];
    let start = (0, Moment::Before);
    let throwable = |cx: &mut Cx| {
        let object = heap::alloc_instance(cx, KnownClass::Throwable.get());
        object.expect("there is memory").raw()
    };
    match SCRIPT.load(Ordering::Relaxed) {
        script if script == Script::Return as u8 => {
            let length = args.oop(cx, 1).array_length();
            cx.thread().result.set(length as u64);
            Outcome::Returned
        }
        script if script == Script::Throw as u8 => {
            let exception = throwable(cx);
            cx.thread().pending.set(exception);
            Outcome::Threw
        }
        script if script == Script::Leave as u8 => leave(cx, method, &locals, start, &[]),
        script if script == Script::LeaveThrowing as u8 => {
            let exception = throwable(cx);
            let locals = [0, 0];
            leave(cx, method, &locals, (7, Moment::Throwing), &[exception])
        }
        _ => leave_callee(cx, method, locals),
    }
}

/// Plays compiled code of `indexOf` whose compiled callee is left for the interpreter.
fn leave_callee(cx: &mut Cx, method: &'static Method, [text, part]: [u64; 2]) -> Outcome {
    let callee = inner(method.class);
    let length = |array: u64| {
        // SAFETY: arguments of the call in progress; no safepoint since.
        unsafe { Oop::from_raw(array) }.array_length() as u64
    };
    let locals = [text, length(text), part, length(part), 0];
    cx.thread().anchor.set(COMPILED_SP);
    // SAFETY: the caller of `method` is in a call; the frame is written at once.
    let result = unsafe {
        interp::push_entry(cx, callee).expect("the stub fits");
        leave(cx, callee, &locals, (0, Moment::Before), &[]);
        interp::resume(cx)
    };
    assert_eq!(cx.thread().anchor.replace(0), COMPILED_SP);
    match result {
        Ok(raw) => {
            cx.thread().result.set(raw);
            Outcome::Returned
        }
        Err(Thrown) => Outcome::Threw,
    }
}

/// Uses the made-up code for `method`.
fn install(method: &'static Method, script: Script) {
    SCRIPT.store(script as u8, Ordering::Relaxed);
    method
        .interpreter_entry
        .store(compiled::entry_word(), Ordering::Release);
}

/// The hook is asked at the third call and at every second from there.
fn entries_are_asked_about(cx: &mut Cx, class: &'static Class) {
    tier::ask_after(inner(class), tier::NEVER);
    let mut asked = Vec::new();
    for _ in 0..8 {
        // An empty part is found without a call.
        assert_eq!(index_of(cx, class, b"abc", b""), Ok(0));
        asked.push(N_QUESTIONS.load(Ordering::Relaxed));
    }
    assert_eq!(asked, [0, 0, 1, 1, 2, 2, 3, 3]);
    tier::ask_after(outer(class), tier::NEVER);
}

fn outcomes_are_obeyed(cx: &mut Cx, class: &'static Class) {
    let before = stacks_now(cx);
    install(outer(class), Script::Return);
    assert_eq!(
        index_of(cx, class, b"abc", b"bc"),
        Ok(2),
        "it returned a length"
    );
    install(outer(class), Script::Throw);
    for script in [Script::Throw, Script::LeaveThrowing] {
        install(outer(class), script);
        assert_eq!(index_of(cx, class, b"abc", b"bc"), Err(Thrown));
        assert_eq!(cx.take_pending().class(), KnownClass::Throwable.get());
    }
    install(outer(class), Script::Leave);
    assert_eq!(index_of(cx, class, b"abc", b"bc"), Ok(1));
    assert_eq!(stacks_now(cx), before);
}

/// The stub of a compiled frame that was left knows the compiled frames below it.
fn callees_are_left(cx: &mut Cx, class: &'static Class) {
    install(outer(class), Script::LeaveCallee);
    SEEN.lock().clear();
    assert_eq!(index_of(cx, class, b"aaaaaaaac", b"c"), Ok(8));
    let seen = SEEN.lock();
    assert!(!seen.is_empty(), "the loop has back edges");
    assert!(
        seen.iter().all(|stack| stack == "indexOf/5! compiled"),
        "{seen:?}"
    );
}

/// However often a frame changes to other code and back, neither stack grows.
fn stacks_stay_as_they_are(cx: &mut Cx, class: &'static Class) {
    install(outer(class), Script::Leave);
    N_EDGES.store(0, Ordering::Relaxed);
    N_DEEPER.store(0, Ordering::Relaxed);
    for stack in &FIRST_STACKS {
        stack.store(0, Ordering::Relaxed);
    }
    let mut text = vec![b'a'; 1_000_000];
    text.push(b'c');
    assert_eq!(index_of(cx, class, &text, b"c"), Ok(1_000_000));
    assert!(N_EDGES.load(Ordering::Relaxed) > 400_000);
    assert!(inner(class).back_edges.load(Ordering::Relaxed) > 900_000);
    assert_eq!(N_DEEPER.load(Ordering::Relaxed), 0);
}

fn full_stacks_are_left_alone(cx: &Cx, class: &'static Class) {
    let thread = cx.thread();
    let limit = thread.java_limit.replace(thread.java_base.get());
    let image = FrameImage {
        method: outer(class),
        bci: 0,
        moment: Moment::Before,
        locals: &[0, 0],
        stack: &[],
        n_locks: 0,
    };
    // SAFETY: nothing is written.
    assert_eq!(unsafe { write_frames(cx, &[image], 0) }, Err(StackFull));
    thread.java_limit.set(limit);
    assert!(thread.top_frame.get().is_null());
}

#[test]
fn the_interpreter_and_compiled_code_call_each_other() {
    let Some(cx) = boot() else { return };
    let class = latin1(cx);
    entries_are_asked_about(cx, class);
    outcomes_are_obeyed(cx, class);
    callees_are_left(cx, class);
    stacks_stay_as_they_are(cx, class);
    full_stacks_are_left_alone(cx, class);
}
