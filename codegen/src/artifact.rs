//! What a compilation yields: bytes, and what the VM must know about them.
//!
//! Offsets of code are relative to the first byte. A frame's `sp` is the value of rsp at its call
//! instructions, which is constant after the prologue; slots are relative to it.

use ir::Type;
use ir::entities::{FieldRef, MethodRef, ObjectRef};
use ir::frame_state::{Moment, Shape};
use ir::immediate::Reason;

/// Machine code with its tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Artifact {
    /// Code and constants. They work at any address that is a multiple of 16.
    pub bytes: Vec<u8>,
    /// Bytes of code; constants follow.
    pub code_size: u32,
    /// Where compiled code that calls the method goes on.
    pub entry: u32,
    /// Bytes from `sp` to the slot of the return address.
    pub frame_size: u32,
    /// Cells of 8 bytes, each of which holds the full address of a constant object: the VM fills
    /// them, and they are roots. An object has one cell.
    pub objects: Vec<(ObjectRef, u32)>,
    /// Calls that may reach a safepoint, by return address.
    pub safepoints: Vec<Safepoint>,
    /// Where the interpreter takes over, by return address of the call of
    /// [`Helper::Deopt`](crate::Helper::Deopt).
    pub exits: Vec<Exit>,
    /// Accesses that fault when an object is null, in the order of offsets.
    pub null_checks: Vec<NullCheck>,
    /// Instructions that touch memory which may be missing, in order.
    pub faults: Vec<Fault>,
    /// Which instruction of the function an address belongs to: the offset where the code of an
    /// instruction begins, and its number. In order of offsets.
    pub origins: Vec<(u32, ir::Inst)>,
    /// Calls of one method each, whose displacements the VM fills in and patches.
    pub calls: Vec<DirectCall>,
    /// Inline caches.
    pub caches: Vec<InlineCache>,
}

/// A call of one method ([`Options::direct_calls`](crate::Options::direct_calls)).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DirectCall {
    /// The method.
    pub method: MethodRef,
    /// Offset of the call's displacement, a multiple of 4: to the method's compiled code, or to a
    /// stub that loads r10 and enters the method as it is.
    pub place: u32,
}

/// An inline cache: a cell of 8 bytes behind the code, a multiple of 8, with the address of an
/// entry ([`CacheLayout`](crate::CacheLayout)). When the entry's class is the receiver's, its
/// method is called; else [`Helper::CacheMiss`](crate::Helper::CacheMiss) says what is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InlineCache {
    /// The interface method that is called.
    pub method: MethodRef,
    /// Offset of the cell.
    pub cell: u32,
    /// The method whose bytecode calls.
    pub caller: MethodRef,
    /// The call in it.
    pub bci: u32,
}

/// A call that may reach a safepoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Safepoint {
    /// Offset of the instruction after the call: the return address.
    pub pc: u32,
    /// Slots that hold references (full addresses, perhaps null), which the collector updates.
    /// No register holds one.
    pub references: Vec<u32>,
    /// The interpreter's frames, innermost first: what a stack walk sees, and what the interpreter
    /// would go on from after the call. The result of a call of Java code is on the stack of the
    /// innermost one. Empty: no state is known there.
    pub frames: Vec<FrameDesc>,
    /// Virtual objects of the frames.
    pub objects: Vec<VirtualObject>,
    /// The call is one of Java code, whose result may be a reference that nobody has stored yet.
    pub is_java_call: bool,
}

/// Where compiled code leaves for the interpreter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exit {
    /// Offset of the instruction after the call of the helper: the return address.
    pub pc: u32,
    /// Why.
    pub reason: ExitReason,
    /// The interpreter's frames, innermost first.
    pub frames: Vec<FrameDesc>,
    /// Virtual objects of the frames.
    pub objects: Vec<VirtualObject>,
}

/// Addresses below this are never mapped.
pub const UNMAPPED: usize = 4096;

/// An access that makes the null check of its object
/// ([`Options::implicit_null_checks`](crate::Options::implicit_null_checks)).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NullCheck {
    /// Offset of its first instruction.
    pub begin: u32,
    /// Offset behind it.
    pub end: u32,
    /// Where to go on, with all registers as they are, when an instruction of it has touched an
    /// address below [`UNMAPPED`].
    pub exit: u32,
}

/// An access to memory that may be missing: when it faults, execution goes on at an exit, which
/// takes all registers as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Offset of its first instruction.
    pub start: u32,
    /// Offset behind its last instruction.
    pub end: u32,
    /// Offset of the exit.
    pub exit: u32,
}

/// Why compiled code leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitReason {
    /// A check failed, or a `deopt` was reached.
    Check(Reason),
    /// A helper asked for it: the instruction is executed again by the interpreter.
    Again,
}

/// A frame of the interpreter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameDesc {
    /// Its method.
    pub method: MethodRef,
    /// The bytecode instruction.
    pub bci: u32,
    /// Which moment of it.
    pub moment: Moment,
    /// Locals, by JVMS slot.
    pub locals: Vec<SlotDesc>,
    /// Operand stack from the bottom, by JVMS slot.
    pub stack: Vec<SlotDesc>,
    /// Objects whose monitors it has entered, outermost first.
    pub locks: Vec<SlotDesc>,
}

/// An object that exists only as its fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VirtualObject {
    /// What it is an instance of.
    pub shape: Shape,
    /// Which fields `fields` holds; empty for arrays.
    pub members: Vec<FieldRef>,
    /// Fields, or all elements; what is dead is zero.
    pub fields: Vec<SlotDesc>,
    /// How often its monitor has been entered.
    pub locks: u32,
}

/// What a slot of a frame holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlotDesc {
    /// Nothing that is read again, or the second half of a long or double.
    Dead,
    /// A value of this type. Of a 32-bit value the low half of the location counts.
    Value(Type, Location),
    /// The virtual object with this number.
    Virtual(u32),
}

/// Where a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Location {
    /// A general register by its number (rax 0, rcx 1, rdx 2, rbx 3, ...). At exits only.
    Gpr(u8),
    /// The low half of a vector register. At exits only.
    Xmm(u8),
    /// 8 bytes at this offset from `sp`.
    Slot(u32),
    /// These bits.
    Const(u64),
    /// The object in the cell of this constant.
    Object(ObjectRef),
    /// What the call returns: rax or xmm0 right after it.
    Result,
}
