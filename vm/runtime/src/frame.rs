//! Interpreter frames on the Java stack, decoded code, and activations.
//!
//! A frame lies between its locals and its operand stack; slots are 8 bytes and hold full
//! references. The callee's locals overlap the caller's outgoing arguments:
//!
//! ```text
//! | locals ... | Frame | operand stack ... (args) |
//!                                        | callee locals ... | Frame | operand stack ...
//! ```
//!
//! A `long` or `double` takes two slots; the value is in the lower one. Native methods called
//! from the interpreter have a frame too (no operand stack), whose locals are the arguments.
//!
//! How frames follow each other, those of compiled code included, is told in [`crate::walk`].
//!
//! The collector asks for a frame's oop map by `bci` and `MapState`: the top frame of an
//! activation still owns its operands (*before*); a frame that has called another has given its
//! arguments to the callee (*in call*).

use crate::method::Method;
use std::any::Any;
use std::sync::atomic::AtomicUsize;

/// One decoded instruction: the handler's address and 8 operand bytes. Operands never change;
/// quickening replaces the handler word by one release store.
#[repr(C)]
pub struct Insn {
    /// Address of the handler.
    pub handler: AtomicUsize,
    /// The instruction's struct, at most 8 bytes.
    pub operand: u64,
}

/// Decoded code of a method: immutable but for handler words.
pub struct DecodedCode {
    /// The instructions.
    pub insns: Box<[Insn]>,
    /// Bytecode index of each instruction.
    pub bcis: Box<[u16]>,
    /// Exception handlers in table order, with instruction indexes.
    pub handlers: Box<[Handler]>,
    /// The interpreter's side tables (sites); the runtime does not look into them.
    pub sites: Box<dyn Any + Send + Sync>,
}

/// One entry of a decoded exception table.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// First covered instruction.
    pub start: u32,
    /// First instruction no longer covered.
    pub end: u32,
    /// Instruction of the handler.
    pub target: u32,
    /// Constant-pool index of the caught class; 0 catches all.
    pub catch_type: u16,
}

impl DecodedCode {
    /// The index of the instruction at `insn`.
    pub fn index_of(&self, insn: *const Insn) -> usize {
        (insn.addr() - self.insns.as_ptr().addr()) / size_of::<Insn>()
    }

    /// The bytecode index of the instruction at `insn`.
    pub fn bci_of(&self, insn: *const Insn) -> u16 {
        self.bcis[self.index_of(insn)]
    }

    /// The index of the instruction that starts at `bci`.
    pub fn index_of_bci(&self, bci: u16) -> Option<usize> {
        self.bcis.binary_search(&bci).ok()
    }
}

/// A frame of the interpreter.
#[repr(C)]
pub struct Frame {
    /// The method.
    pub method: &'static Method,
    /// The caller's frame, also across activations; null at the bottom of the thread.
    pub prev: *mut Frame,
    /// Local variable 0.
    pub locals: *mut u64,
    /// The current instruction, saved at calls, safepoints and throws; null in native frames.
    pub insn: *const Insn,
    /// First free operand slot, saved with `insn`.
    pub sp: *mut u64,
    /// See [`FRAME_ENTRY`] and its like.
    pub flags: u32,
    /// Not used; keeps the record a multiple of 8 bytes.
    pub reserved: u32,
}

/// A stub below the first frame of an activation: returning or unwinding into it leaves the
/// interpreter loop. Its `method` is the method that was called, its operand stack begins with
/// the call's arguments. Walkers skip it, the collector does not.
pub const FRAME_ENTRY: u32 = 1;
/// The frame belongs to a native method: no code, locals are the arguments.
pub const FRAME_NATIVE: u32 = 2;
/// The frame's method is synchronized and its lock has been taken.
pub const FRAME_LOCKED: u32 = 4;
/// The method has pushed at least one record on the thread's lock stack.
pub const FRAME_HAS_LOCKS: u32 = 8;

/// Words that a frame takes on the Java stack.
pub const FRAME_WORDS: usize = size_of::<Frame>() / 8;

/// An entry stub: a frame with [`FRAME_ENTRY`] and what it knows besides. Its operand stack begins
/// behind it.
#[repr(C)]
pub struct EntryFrame {
    /// The frame.
    pub frame: Frame,
    /// The thread's anchor when the interpreter was entered: where the compiled frames below it
    /// begin, 0 if VM code that was not called by compiled code entered it.
    pub anchor: usize,
}

/// Words that an entry stub takes on the Java stack.
pub const ENTRY_WORDS: usize = size_of::<EntryFrame>() / 8;

const _: () = assert!(size_of::<Frame>().is_multiple_of(8));
const _: () = assert!(size_of::<EntryFrame>().is_multiple_of(8));

/// What pushed an activation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActivationKind {
    /// VM or native code entered the interpreter.
    Interpreter,
}

/// One switch between interpreter, compiled code and native code.
#[repr(C)]
pub struct Activation {
    /// What it is.
    pub kind: ActivationKind,
    /// The top frame below this activation.
    pub frame_below: *mut Frame,
    /// Native stack address of the entry.
    pub native_sp: usize,
    /// The activation below.
    pub prev: *const Activation,
}

impl Frame {
    /// Is it the frame of a native method?
    pub fn is_native(&self) -> bool {
        self.flags & FRAME_NATIVE != 0
    }

    /// First free Java stack slot above this frame when it is the top one.
    pub fn top(&self) -> *mut u64 {
        self.sp
    }

    /// Bottom of the operand stack of a method's frame.
    pub fn stack_base(&self) -> *mut u64 {
        debug_assert_eq!(self.flags & FRAME_ENTRY, 0, "entry stubs are longer");
        self.behind(FRAME_WORDS)
    }

    /// Bottom of the operand stack of an entry stub: where its arguments begin.
    pub fn entry_arguments(&self) -> *mut u64 {
        debug_assert_ne!(self.flags & FRAME_ENTRY, 0, "only entry stubs have them");
        self.behind(ENTRY_WORDS)
    }

    fn behind(&self, n_words: usize) -> *mut u64 {
        std::ptr::from_ref(self)
            .cast::<u64>()
            .cast_mut()
            .wrapping_add(n_words)
    }

    /// The bytecode index where the frame is; `None` for native frames.
    pub fn bci(&self) -> Option<u16> {
        if self.is_native() || self.insn.is_null() {
            return None;
        }
        self.method.decoded().map(|code| code.bci_of(self.insn))
    }
}
