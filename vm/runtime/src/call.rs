//! Calling Java methods from the VM, and the argument view of natives.
//!
//! The runtime knows no interpreter: the interpreter registers itself here.

use crate::class::Class;
use crate::handle::Handle;
use crate::method::Method;
use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An argument of a Java call.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the names are those of the Java types")]
pub enum Arg<'a> {
    Int(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    Ref(Handle<'a>),
    Null,
}

impl Arg<'_> {
    /// The raw slot value (references as full addresses).
    pub fn raw(self, cx: &Cx) -> u64 {
        match self {
            Arg::Int(value) => i64::from(value) as u64,
            Arg::Long(value) => value as u64,
            Arg::Float(value) => u64::from(value.to_bits()),
            Arg::Double(value) => value.to_bits(),
            Arg::Ref(handle) => handle.get(cx).raw(),
            Arg::Null => 0,
        }
    }

    /// Slots taken.
    pub fn slots(self) -> usize {
        match self {
            Arg::Long(_) | Arg::Double(_) => 2,
            _ => 1,
        }
    }
}

/// The raw result of a Java call.
#[derive(Clone, Copy, Debug)]
pub struct Ret(pub u64);

impl Ret {
    /// As `int` (also boolean, byte, char, short).
    pub fn int(self) -> i32 {
        self.0 as i32
    }
    /// As `boolean`.
    pub fn boolean(self) -> bool {
        self.0 as u8 != 0
    }
    /// As `long`.
    pub fn long(self) -> i64 {
        self.0 as i64
    }
    /// As a reference. To be used at once: the raw result is not a root.
    pub fn oop(self, cx: &Cx) -> Oop<'_> {
        // SAFETY: the value was returned by the call that just ended, with no safepoint since.
        unsafe { Oop::new(cx, self.0) }
    }
}

/// The raw argument slots of a native: rooted in the native's frame, so they may be read again
/// after a safepoint. Slots count as in the interpreter: `long` and `double` take two.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    base: *mut u64,
    frame: std::marker::PhantomData<&'a u64>,
}

impl Args<'_> {
    /// The view of the slots at `base`.
    ///
    /// # Safety
    /// `base` points to the argument slots of a live frame.
    #[inline]
    pub unsafe fn new(base: *mut u64) -> Self {
        Args {
            base,
            frame: std::marker::PhantomData,
        }
    }

    /// The address of the first slot.
    pub fn base(&self) -> *mut u64 {
        self.base
    }

    /// The raw slot.
    #[inline]
    pub fn raw(&self, slot: usize) -> u64 {
        // SAFETY: the registered native knows its own descriptor, so the slot exists.
        unsafe { *self.base.add(slot) }
    }
    /// A reference argument.
    #[inline]
    pub fn oop<'c>(&self, cx: &'c Cx, slot: usize) -> Oop<'c> {
        // SAFETY: the slot is a root of the native's frame.
        unsafe { Oop::new(cx, self.raw(slot)) }
    }
    /// A reference argument as a handle: the slot itself, no copy.
    #[inline]
    pub fn handle(&self, slot: usize) -> Handle<'_> {
        // SAFETY: the slot is scanned as an argument of the native's frame.
        unsafe { Handle::from_slot(self.base.add(slot)) }
    }
    /// An `int` (or smaller) argument.
    #[inline]
    pub fn int(&self, slot: usize) -> i32 {
        self.raw(slot) as i32
    }
    /// A `boolean` argument.
    #[inline]
    pub fn boolean(&self, slot: usize) -> bool {
        self.raw(slot) as u8 & 1 != 0
    }
    /// A `long` argument (its first slot).
    #[inline]
    pub fn long(&self, slot: usize) -> i64 {
        self.raw(slot) as i64
    }
    /// A `float` argument.
    #[inline]
    pub fn float(&self, slot: usize) -> f32 {
        f32::from_bits(self.raw(slot) as u32)
    }
    /// A `double` argument (its first slot).
    #[inline]
    pub fn double(&self, slot: usize) -> f64 {
        f64::from_bits(self.raw(slot))
    }
}

/// Runs a method with raw argument slots that the callee pushes before any safepoint.
pub type Invoker = fn(&mut Cx, &'static Method, &[u64]) -> JResult<u64>;

static INVOKER: OnceLock<Invoker> = OnceLock::new();
static INITIAL_ENTRY: AtomicUsize = AtomicUsize::new(0);

/// What a new [`Method`]'s `interpreter_entry` holds: an entry that prepares the method at its
/// first call.
pub fn initial_entry() -> usize {
    INITIAL_ENTRY.load(Ordering::Relaxed)
}

/// Registers the interpreter's entry for methods that were never called, before any class is made.
pub fn set_initial_entry(entry: usize) {
    INITIAL_ENTRY.store(entry, Ordering::Relaxed);
}

static INITIAL_COMPILED_ENTRY: AtomicUsize = AtomicUsize::new(0);

/// What a new [`Method`]'s `compiled_entry` holds.
pub fn initial_compiled_entry() -> usize {
    INITIAL_COMPILED_ENTRY.load(Ordering::Relaxed)
}

/// Registers the stub through which compiled code calls methods that have none, before any class
/// is made.
pub fn set_initial_compiled_entry(entry: usize) {
    INITIAL_COMPILED_ENTRY.store(entry, Ordering::Relaxed);
}

/// Says what compiled code enters for a prepared method that is not executed as bytecode, if that
/// is not the initial entry.
pub type SpecialEntries = fn(&'static Method) -> Option<usize>;

static SPECIAL_ENTRIES: OnceLock<SpecialEntries> = OnceLock::new();

/// Registers who knows the compiled entries of native methods and linkers.
pub fn set_special_entries(entries: SpecialEntries) {
    let is_first = SPECIAL_ENTRIES.set(entries).is_ok();
    assert!(is_first, "special entries are registered once");
}

/// The method is prepared: gives it its compiled entry, if it has a special one.
pub fn set_special_entry(method: &'static Method) {
    if let Some(entry) = SPECIAL_ENTRIES.get().and_then(|entries| entries(method)) {
        let _ = method.compiled_entry.compare_exchange(
            initial_compiled_entry(),
            entry,
            Ordering::AcqRel,
            Ordering::Acquire,
        );
    }
}

/// Registers the interpreter.
pub fn set_invoker(invoker: Invoker) {
    INVOKER
        .set(invoker)
        .expect("one interpreter registers itself once");
}

/// Invokes exactly `method` with raw slots (`long` and `double` take two, value first).
pub fn invoke_raw(cx: &mut Cx, method: &'static Method, slots: &[u64]) -> JResult<Ret> {
    debug_assert_eq!(
        slots.len(),
        usize::from(method.arg_slots),
        "{}",
        method.display()
    );
    let invoker = INVOKER
        .get()
        .expect("the interpreter is registered before Java runs");
    invoker(cx, method, slots).map(Ret)
}

/// Invokes exactly `method` (no selection) with the receiver, if any, first.
pub fn invoke(cx: &mut Cx, method: &'static Method, args: &[Arg<'_>]) -> JResult<Ret> {
    let mut slots = smallvec::SmallVec::<[u64; 16]>::new();
    for arg in args {
        slots.push(arg.raw(cx));
        if arg.slots() == 2 {
            slots.push(0);
        }
    }
    invoke_raw(cx, method, &slots)
}

/// Invokes a static method found by name in `class`, which is initialized first.
pub fn invoke_static(
    cx: &mut Cx,
    class: &'static Class,
    name: &str,
    descriptor: &str,
    args: &[Arg<'_>],
) -> JResult<Ret> {
    crate::init::initialize(cx, class)?;
    let method = class
        .declared_method(Symbol::from(name), Symbol::from(descriptor))
        .unwrap_or_else(|| {
            panic!(
                "{}.{name}{descriptor} is a method of the class library",
                class.name()
            )
        });
    invoke(cx, method, args)
}

/// Invokes the method that the class of the receiver (`args[0]`) selects for name and descriptor.
pub fn invoke_virtual(cx: &mut Cx, name: &str, descriptor: &str, args: &[Arg<'_>]) -> JResult<Ret> {
    let Some(Arg::Ref(receiver)) = args.first() else {
        panic!("a virtual call has a receiver")
    };
    let class = receiver.get(cx).class();
    let method = crate::link::find_method(class, Symbol::from(name), Symbol::from(descriptor))
        .unwrap_or_else(|| {
            panic!(
                "{}.{name}{descriptor} is a method of the class library",
                class.name()
            )
        });
    let method = crate::link::select(class, method);
    invoke(cx, method, args)
}
