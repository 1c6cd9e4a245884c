//! Class initialization (JVMS 5.5).

use crate::call::{self, Arg};
use crate::class::{Class, ClassFlag, ClassState};
use crate::exceptions;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::known::{self, KnownClass};
use crate::link;
use crate::resolve::refs;
use crate::safepoint;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use parking_lot::{Condvar, Mutex};
use std::sync::atomic::Ordering;

/// Lock and condition of one class.
pub struct InitLock {
    linking: Mutex<Linking>,
    changed: Condvar,
}

/// Who links the class, and how deep.
struct Linking {
    thread: usize,
    depth: u32,
}

impl InitLock {
    /// A free lock.
    pub const fn new() -> InitLock {
        InitLock {
            linking: Mutex::new(Linking {
                thread: 0,
                depth: 0,
            }),
            changed: Condvar::new(),
        }
    }

    /// Waits until no other thread links the class, and takes that right.
    pub(crate) fn lock_linking(&'static self, cx: &mut Cx) {
        let me = thread_id(cx);
        if self.try_lock_linking(me) {
            return;
        }
        safepoint::blocked(cx, || {
            let mut state = self.linking.lock();
            while state.depth != 0 && state.thread != me {
                self.changed.wait(&mut state);
            }
            state.thread = me;
            state.depth += 1;
        });
    }

    fn try_lock_linking(&self, me: usize) -> bool {
        let mut state = self.linking.lock();
        if state.depth != 0 && state.thread != me {
            return false;
        }
        state.thread = me;
        state.depth += 1;
        true
    }

    /// Gives the right back.
    pub(crate) fn unlock_linking(&self) {
        self.linking.lock().depth -= 1;
        self.changed.notify_all();
    }
}

impl Default for InitLock {
    fn default() -> Self {
        InitLock::new()
    }
}

fn thread_id(cx: &Cx) -> usize {
    std::ptr::from_ref(cx.thread()).addr()
}

/// Why a class failed to initialize.
#[derive(Clone, Debug)]
pub struct InitError {
    /// Class of the exception.
    pub class: Symbol,
    /// Its message.
    pub message: Option<String>,
    /// Name of the thread that ran the initializer.
    pub thread: String,
    /// Slot, in the class's resolved references, of the array of its stack trace.
    stack_trace: Option<u32>,
}

/// Initializes the class if that has not happened yet.
#[inline]
pub fn initialize(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if class.is_initialized() {
        Ok(())
    } else {
        initialize_slow(cx, class)
    }
}

/// What a thread that wants to initialize finds.
enum Turn {
    Mine,
    Done,
    Failed,
}

/// The slow path of [`initialize`].
#[cold]
pub fn initialize_slow(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    link::link(cx, class)?;
    match take_turn(cx, class) {
        Turn::Done => return Ok(()),
        Turn::Failed => return Err(throw_failed_before(cx, class)),
        Turn::Mine => {}
    }
    if initialize_supers(cx, class).is_err() {
        let scope = HandleScope::enter(cx);
        let exception = scope.handle(cx.take_pending());
        return Err(fail_with(cx, class, exception));
    }
    let initializer = class.methods().iter().find(|method| {
        // Old class files may have other methods of this name (JVMS 2.9.2).
        method.is_class_initializer() && method.descriptor == "()V" && method.is_static()
    });
    let result = match initializer {
        Some(method) => call::invoke(cx, method, &[]).map(|_| ()),
        None => Ok(()),
    };
    match result {
        Ok(()) => {
            finish(class, ClassState::Initialized);
            Ok(())
        }
        Err(_) => Err(fail(cx, class)),
    }
}

/// Steps 1 to 6: waits while another thread initializes the class.
fn take_turn(cx: &mut Cx, class: &'static Class) -> Turn {
    let me = thread_id(cx) as u64;
    let lock = &class.cold.init_lock;
    loop {
        {
            let _guard = lock.linking.lock();
            match class.state() {
                ClassState::Initialized => return Turn::Done,
                ClassState::Erroneous => return Turn::Failed,
                ClassState::BeingInitialized => {
                    if class.cold.init_thread.load(Ordering::Relaxed) == me {
                        return Turn::Done;
                    }
                }
                ClassState::Loaded | ClassState::Linked => {
                    class.cold.init_thread.store(me, Ordering::Relaxed);
                    class
                        .state
                        .store(ClassState::BeingInitialized as u8, Ordering::Release);
                    return Turn::Mine;
                }
            }
        }
        safepoint::blocked(cx, || {
            let mut guard = lock.linking.lock();
            while class.state() == ClassState::BeingInitialized {
                lock.changed.wait(&mut guard);
            }
        });
    }
}

fn finish(class: &'static Class, state: ClassState) {
    let _guard = class.cold.init_lock.linking.lock();
    class.cold.init_thread.store(0, Ordering::Relaxed);
    class.state.store(state as u8, Ordering::Release);
    class.cold.init_lock.changed.notify_all();
}

/// Step 7: the superclass, then the superinterfaces that declare default methods.
fn initialize_supers(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if class.is_interface() {
        return Ok(());
    }
    if let Some(parent) = class.super_class {
        initialize(cx, parent)?;
    }
    initialize_interfaces(cx, class)
}

fn initialize_interfaces(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    for interface in class.cold.direct_interfaces {
        if interface.has(ClassFlag::HasDefaults) {
            initialize_interfaces(cx, interface)?;
            if interface.has(ClassFlag::DeclaresDefaults) {
                initialize(cx, interface)?;
            }
        }
    }
    Ok(())
}

/// Marks the class as erroneous, remembers why, and makes the exception pending again.
fn fail_with(cx: &mut Cx, class: &'static Class, exception: Handle<'_>) -> Thrown {
    let error = remember(cx, class, exception);
    *class.cold.init_error.lock() = Some(error);
    finish(class, ClassState::Erroneous);
    cx.set_pending(exception.get(cx))
}

/// Steps 10 to 12: the initializer threw. Remembers why, and throws the exception or wraps it.
fn fail(cx: &mut Cx, class: &'static Class) -> Thrown {
    let scope = HandleScope::enter(cx);
    let exception = scope.handle(cx.take_pending());
    let thrown = fail_with(cx, class, exception);
    if exception.get(cx).is_instance_of(KnownClass::Error.get()) {
        return thrown;
    }
    cx.take_pending();
    let wrapper = KnownClass::ExceptionInInitializerError.get();
    match construct_error(cx, wrapper, exception) {
        Ok(thrown) | Err(thrown) => thrown,
    }
}

/// Makes an error with a cause by its constructor `(Throwable)` pending.
pub(crate) fn construct_error(
    cx: &mut Cx,
    class: &'static Class,
    cause: Handle<'_>,
) -> JResult<Thrown> {
    let scope = HandleScope::enter(cx);
    let made = construct(
        cx,
        &scope,
        class,
        "(Ljava/lang/Throwable;)V",
        Arg::Ref(cause),
    )?;
    Ok(cx.set_pending(made.get(cx)))
}

fn construct<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static Class,
    descriptor: &str,
    argument: Arg<'_>,
) -> JResult<Handle<'s>> {
    initialize(cx, class)?;
    let object = scope.handle(heap::alloc_instance(cx, class)?);
    let constructor = class
        .declared_method(Symbol::from("<init>"), Symbol::from(descriptor))
        .unwrap_or_else(|| panic!("{}.<init>{descriptor} is a constructor", class.name()));
    call::invoke(cx, constructor, &[Arg::Ref(object), argument])?;
    Ok(object)
}

fn remember(cx: &mut Cx, class: &'static Class, exception: Handle<'_>) -> InitError {
    let message = known::THROWABLE_MESSAGE.load(exception.get(cx)).non_null();
    let message = message.map(strings::to_rust);
    let thread = cx
        .thread_object()
        .non_null()
        .map_or_else(String::new, |thread| {
            let name = known::THREAD_NAME.load(thread);
            if name.is_null() {
                String::new()
            } else {
                strings::to_rust(name)
            }
        });
    let name = exception.get(cx).class().name;
    // The stack trace is kept as elements, as the reference VM does; losing it is no error.
    let stack_trace = keep_stack_trace(cx, class, exception).unwrap_or_else(|_| {
        let _ = cx.take_pending();
        None
    });
    InitError {
        class: name,
        message,
        thread,
        stack_trace,
    }
}

fn keep_stack_trace(
    cx: &mut Cx,
    class: &'static Class,
    exception: Handle<'_>,
) -> JResult<Option<u32>> {
    let scope = HandleScope::enter(cx);
    let get = "getStackTrace";
    let descriptor = "()[Ljava/lang/StackTraceElement;";
    let trace = call::invoke_virtual(cx, get, descriptor, &[Arg::Ref(exception)])?;
    let trace = scope.handle(trace.oop(cx));
    if trace.is_null() {
        return Ok(None);
    }
    let slot = class.pool().new_ref_slot();
    refs::store(cx, class, slot, trace)?;
    Ok(Some(slot))
}

/// Step 5: a class whose initialization has failed.
fn throw_failed_before(cx: &mut Cx, class: &'static Class) -> Thrown {
    let scope = HandleScope::enter(cx);
    let text = format!("Could not initialize class {}", class.external_name());
    let error = class.cold.init_error.lock().clone();
    let no_class = KnownClass::NoClassDefFoundError.name();
    let Some(error) = error else {
        return exceptions::throw(cx, no_class, Some(&text));
    };
    let message = match &error.message {
        Some(message) => format!(
            "Exception {}: {message} [in thread \"{}\"]",
            error.class.external(),
            error.thread
        ),
        None => format!(
            "Exception {} [in thread \"{}\"]",
            error.class.external(),
            error.thread
        ),
    };
    let wrapper = KnownClass::ExceptionInInitializerError.get();
    let cause = match strings::new_string(cx, &message).map(|string| scope.handle(string)) {
        Ok(string) => construct(
            cx,
            &scope,
            wrapper,
            "(Ljava/lang/String;)V",
            Arg::Ref(string),
        ),
        Err(thrown) => Err(thrown),
    };
    let Ok(cause) = cause else { return Thrown };
    if let Some(slot) = error.stack_trace {
        let trace = refs::load(cx, class, slot);
        if !trace.is_null() {
            known::THROWABLE_STACK_TRACE.store(cause.get(cx), trace);
            known::THROWABLE_BACKTRACE.store(cause.get(cx), crate::oop::Oop::NULL);
        }
    }
    exceptions::throw_with_cause(cx, no_class, Some(&text), cause)
}
