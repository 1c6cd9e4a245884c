//! Throwing Java exceptions from the VM.
//!
//! An exception is created as Java code would, `new E(message)`, so constructors and
//! `fillInStackTrace` run. Where that cannot be done (no memory, no stack) preallocated ones serve.

use crate::call::{self, Arg};
use crate::define;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::heap::roots::Root;
use crate::init;
use crate::known::{KnownClass, THROWABLE_CAUSE, THROWABLE_MESSAGE};
use crate::oop::Oop;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use crate::threads;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Creates an exception of the boot class `class` (internal name) as `new E(message)` does, makes it pending.
#[cold]
pub fn throw(cx: &mut Cx, class: &str, message: Option<&str>) -> Thrown {
    match create(cx, class, message) {
        Ok(raw) => {
            // SAFETY: the exception was just created, no safepoint since.
            let exception = unsafe { Oop::new(cx, raw) };
            cx.set_pending(exception)
        }
        Err(thrown) => thrown,
    }
}

/// As [`throw`], with a cause.
#[cold]
pub fn throw_with_cause(
    cx: &mut Cx,
    class: &str,
    message: Option<&str>,
    cause: Handle<'_>,
) -> Thrown {
    match create(cx, class, message) {
        Ok(raw) => {
            // SAFETY: the exception was just created, no safepoint since.
            let exception = unsafe { Oop::new(cx, raw) };
            THROWABLE_CAUSE.store(exception, cause.get(cx));
            cx.set_pending(exception)
        }
        Err(thrown) => thrown,
    }
}

/// Creates an exception without throwing it; returns the raw reference.
fn create(cx: &mut Cx, class: &str, message: Option<&str>) -> JResult<u64> {
    let thread = cx.thread();
    // What was pending is replaced: the new exception is the one to propagate.
    thread.pending.set(0);
    let class = define::load_class(cx, Symbol::from(class), define::boot_loader())?;
    init::initialize(cx, class)?;
    let scope = HandleScope::enter(cx);
    let message = match message {
        Some(text) => {
            let string = strings::new_string(cx, text)?;
            Some(scope.handle(string))
        }
        None => None,
    };
    let exception = heap::alloc_instance(cx, class)?;
    let exception = scope.handle(exception);
    let (descriptor, args) = match message {
        Some(message) => (
            "(Ljava/lang/String;)V",
            vec![Arg::Ref(exception), Arg::Ref(message)],
        ),
        None => ("()V", vec![Arg::Ref(exception)]),
    };
    let constructor = class.declared_method(Symbol::from("<init>"), Symbol::from(descriptor));
    match constructor {
        Some(constructor) => {
            call::invoke(cx, constructor, &args)?;
        }
        None => {
            // A few error classes lack one of the constructors: use the other and set the message.
            let constructor = class
                .declared_method(Symbol::from("<init>"), Symbol::from("()V"))
                .or_else(|| {
                    class.declared_method(
                        Symbol::from("<init>"),
                        Symbol::from("(Ljava/lang/Object;)V"),
                    )
                })
                .unwrap_or_else(|| {
                    panic!("{} has no constructor that the VM can use", class.name())
                });
            if constructor.arg_slots == 1 {
                call::invoke(cx, constructor, &[Arg::Ref(exception)])?;
            } else {
                call::invoke(cx, constructor, &[Arg::Ref(exception), Arg::Null])?;
            }
            if let Some(message) = message {
                THROWABLE_MESSAGE.store(exception.get(cx), message.get(cx));
            }
        }
    }
    Ok(exception.get(cx).raw())
}

static OUT_OF_MEMORY: [(&str, Root); 5] = [
    ("Java heap space", Root::new()),
    ("Metaspace", Root::new()),
    ("Compressed class space", Root::new()),
    ("GC overhead limit exceeded", Root::new()),
    ("Requested array size exceeds VM limit", Root::new()),
];
/// `OutOfMemoryError`s with room for a backtrace, each thrown once; then those without serve.
static WITH_BACKTRACE: [Root; 4] = [const { Root::new() }; 4];
static N_USED: AtomicUsize = AtomicUsize::new(0);
static STACK_OVERFLOW: Root = Root::new();
/// What compiled code throws where checks fail often.
static WITHOUT_TRACE: [(KnownClass, Root); 4] = [
    (KnownClass::NullPointerException, Root::new()),
    (KnownClass::ArrayIndexOutOfBoundsException, Root::new()),
    (KnownClass::ArithmeticException, Root::new()),
    (KnownClass::ClassCastException, Root::new()),
];

/// Makes the exceptions that are thrown when nothing can be made. Runs at the end of the first
/// initialization phase.
pub fn preallocate(cx: &mut Cx) -> JResult<()> {
    for (message, root) in &OUT_OF_MEMORY {
        let raw = create(cx, KnownClass::OutOfMemoryError.name(), Some(message))?;
        // SAFETY: just created, no safepoint since.
        root.set(unsafe { Oop::new(cx, raw) });
    }
    let raw = create(cx, KnownClass::StackOverflowError.name(), None)?;
    // SAFETY: just created, no safepoint since.
    STACK_OVERFLOW.set(unsafe { Oop::new(cx, raw) });
    for (class, root) in &WITHOUT_TRACE {
        let class = define::load_class(cx, Symbol::from(class.name()), define::boot_loader())?;
        init::initialize(cx, class)?;
        // No constructor runs, so it neither has a trace nor ever gets suppressed exceptions or a
        // cause: all threads share it.
        root.set(heap::alloc_instance(cx, class)?);
    }
    for (_, root) in &OUT_OF_MEMORY {
        crate::backtrace::clear(root.get(cx));
    }
    crate::backtrace::clear(STACK_OVERFLOW.get(cx));
    for root in &WITH_BACKTRACE {
        let scope = HandleScope::enter(cx);
        let raw = create(cx, KnownClass::OutOfMemoryError.name(), None)?;
        // SAFETY: just created, no safepoint since.
        let exception = scope.handle(unsafe { Oop::new(cx, raw) });
        crate::backtrace::reserve(cx, exception)?;
        root.set(exception.get(cx));
    }
    Ok(())
}

/// The exception of this class that compiled code throws: it has neither stack trace nor message.
pub fn without_trace(cx: &Cx, class: KnownClass) -> Option<Oop<'_>> {
    let (_, root) = WITHOUT_TRACE.iter().find(|(known, _)| *known == class)?;
    root.get(cx).non_null()
}

/// The preallocated `OutOfMemoryError` for `message` ("Java heap space", ...).
#[cold]
pub fn throw_out_of_memory(cx: &mut Cx, message: &str) -> Thrown {
    let Some((_, root)) = OUT_OF_MEMORY.iter().find(|(text, _)| *text == message) else {
        // Something else than the heap is short.
        return throw(cx, KnownClass::OutOfMemoryError.name(), Some(message));
    };
    let exception = root.get(cx);
    if exception.is_null() {
        panic!("out of memory ({message}) before the VM is up: give it a larger heap with -Xmx");
    }
    let number = N_USED
        .fetch_add(1, Ordering::Relaxed)
        .min(WITH_BACKTRACE.len());
    if let Some(pooled) = WITH_BACKTRACE.get(number) {
        let pooled = pooled.take(cx);
        THROWABLE_MESSAGE.store(pooled, THROWABLE_MESSAGE.load(exception));
        crate::backtrace::fill_reserved(cx, pooled);
        return cx.set_pending(pooled);
    }
    cx.set_pending(exception)
}

/// A `StackOverflowError`, built in the stack reserve.
#[cold]
pub fn throw_stack_overflow(cx: &mut Cx) -> Thrown {
    let thread = cx.thread();
    if !threads::stacks::open_reserve(thread) {
        let exception = STACK_OVERFLOW.get(cx);
        return cx.set_pending(exception);
    }
    let thrown = throw(cx, KnownClass::StackOverflowError.name(), None);
    threads::stacks::close_reserve(thread);
    thrown
}
