//! Machine instructions over virtual registers.
//!
//! An operation says what is encoded; its operands are in the order that its doc gives. `r` is a
//! register, `rm` a register or slot. One operation may become several instructions: within them
//! r10, r11, xmm14 and xmm15 are free.
//!
//! One enumeration with its documentation, hence the length.

use crate::entry_points::Helper;
use crate::facts::Kind;
use iced_x86::{Code, ConditionCode};
use ir::entities::{MethodRef, ObjectRef};

/// Two-address arithmetic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alu {
    Add,
    Sub,
    And,
    Or,
    Xor,
    Cmp,
}

/// Shifts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    Shl,
    Sar,
    Shr,
    Rol,
    Ror,
}

/// How much of a register an instruction names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// 8 bits of a general register.
    W8,
    /// 16 bits.
    W16,
    /// 32 bits.
    W32,
    /// 64 bits.
    W64,
    /// A vector register.
    Xmm,
}

impl Width {
    /// Of an integer.
    pub fn of(wide: bool) -> Width {
        if wide { Width::W64 } else { Width::W32 }
    }
}

/// Sets the flags. Operands are the first of the operation that holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// `code r, rm`.
    Two(Code, Width),
    /// Compares `rm` with a constant.
    Constant { wide: bool, constant: i32 },
    /// `test r, r`.
    Zero { wide: bool },
    /// Compares the 32 bits at `[r + offset]` with a constant.
    Word { offset: i32, constant: i32 },
    /// Is the object at `r` not null and an instance? Equal: yes.
    Instance(SubtypeTest),
    /// Is a class initialized, or does the current thread initialize it? Equal: yes. No operands.
    Initialized {
        /// Address of the byte that holds the state of initialization.
        state: u32,
        /// The state of an initialized class.
        initialized: u8,
        /// Bytes from the state to the word that holds the initializing thread.
        thread: i32,
    },
    /// Compares a word of the thread record with 0. No operands.
    Thread { offset: i32, wide: bool },
    /// The operation before has set them. No operands.
    Done,
}

impl Test {
    /// Does it read an object?
    pub fn reads_object(self) -> bool {
        matches!(self, Test::Word { .. } | Test::Instance(_))
    }

    /// Number of operands.
    pub fn n_operands(self) -> usize {
        match self {
            Test::Two(..) => 2,
            Test::Constant { .. } | Test::Zero { .. } | Test::Word { .. } | Test::Instance(_) => 1,
            Test::Initialized { .. } | Test::Thread { .. } | Test::Done => 0,
        }
    }
}

/// What the flags must say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flags {
    /// This.
    Are(ConditionCode),
    /// Equal and not unordered: after a comparison of floating point.
    Equal,
    /// Not equal or unordered.
    NotEqual,
}

impl Flags {
    /// The opposite.
    pub fn negated(self) -> Flags {
        match self {
            Flags::Are(code) => Flags::Are(negated(code)),
            Flags::Equal => Flags::NotEqual,
            Flags::NotEqual => Flags::Equal,
        }
    }
}

/// The opposite of a condition that is used here.
fn negated(code: ConditionCode) -> ConditionCode {
    use ConditionCode as C;
    match code {
        C::e => C::ne,
        C::ne => C::e,
        C::l => C::ge,
        C::ge => C::l,
        C::g => C::le,
        C::le => C::g,
        C::b => C::ae,
        C::ae => C::b,
        C::a => C::be,
        C::be => C::a,
        C::o => C::no,
        C::no => C::o,
        C::s => C::ns,
        C::ns => C::s,
        C::p => C::np,
        C::np => C::p,
        C::None => C::None,
    }
}

/// A condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compare {
    /// How the flags are set.
    pub test: Test,
    /// What they must say.
    pub flags: Flags,
}

/// What an address begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// The first operand, `r`.
    Operand,
    /// This address.
    Fixed(u64),
}

/// A place in memory: base, then `r` times the scale if that is not 0, then the displacement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Address {
    /// Where it begins.
    pub base: Base,
    /// 1, 2, 4 or 8 when there is an index, which is the next operand.
    pub scale: u8,
    /// Added.
    pub displacement: i32,
}

impl Address {
    /// Number of operands.
    pub fn n_operands(self) -> usize {
        usize::from(self.base == Base::Operand) + usize::from(self.scale != 0)
    }
}

/// How a subtype is recognized; leaves *equal* when it is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SubtypeTest {
    /// The class is this one.
    Exactly(u32),
    /// The word at this offset of the class's record is this class.
    Display { offset: i32, class: u32 },
    /// The helper says so.
    Searched(u32),
}

/// What a call of a helper is followed by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// Nothing.
    Nothing,
    /// Result 0: the exit of the call's state.
    ZeroExits,
    /// Result not 0, as 32 bits: the exit of the call's state.
    NonZeroExits,
}

/// Which method a call runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Callee {
    /// This method.
    Method {
        /// Its number in the function.
        method: MethodRef,
        /// Address of its record.
        address: u64,
    },
    /// The one in this place of the class record of the receiver, which is in rsi.
    Vtable(u32),
    /// The one that the class of the receiver, which is in rsi, has for this interface method: an
    /// inline cache knows.
    Cached(MethodRef),
}

/// Number of a [`StateUse`](super::StateUse).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StateId(pub u32);

/// Number of a [`SwitchTable`](super::SwitchTable).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SwitchId(pub u32);

/// An operation. *reuse* is a definition in the register of the first operand that is `r`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    // Integers.
    /// `r`, `r`; defines `r`.
    Add {
        wide: bool,
    },
    /// `r`; defines `r`.
    AddConstant {
        wide: bool,
        constant: i32,
    },
    /// `r`, `rm`; reuse.
    Alu {
        alu: Alu,
        wide: bool,
    },
    /// `r`; reuse.
    AluConstant {
        alu: Alu,
        wide: bool,
        constant: i32,
    },
    /// `r`, `rm`; reuse.
    Multiply {
        wide: bool,
    },
    /// `rm`; defines `r`.
    MultiplyConstant {
        wide: bool,
        constant: i32,
    },
    /// `r`; reuse.
    Negate {
        wide: bool,
    },
    /// `r`, rcx; reuse.
    Shift {
        shift: Shift,
        wide: bool,
    },
    /// `r`; reuse.
    ShiftConstant {
        shift: Shift,
        wide: bool,
        by: u8,
    },
    /// rax, late `r`; defines rax or rdx, clobbers the other one. `special`: the divisor may be -1.
    Divide {
        wide: bool,
        remainder: bool,
        special: bool,
    },
    /// As [`Op::Divide`], of numbers without sign; the result's register says which one.
    DivideUnsigned {
        wide: bool,
    },
    /// rax, late `r`; defines rdx, clobbers rax: the upper half of the product.
    MultiplyHigh,
    /// `r`; reuse.
    ReverseBytes {
        wide: bool,
    },

    // Floating point and conversions.
    /// `code r, rm`: `r`, `rm`; reuse.
    Float(Code),
    /// `r`; reuse.
    FloatNegate {
        double: bool,
    },
    /// `r`; reuse.
    FloatAbsolute {
        double: bool,
    },
    /// `r`, late `r`; reuse: the smaller or larger one.
    FloatExtreme {
        double: bool,
        largest: bool,
    },
    /// `r`, late `r`, late `rm`; reuse: product of the first two, plus the third.
    MultiplyAdd {
        double: bool,
    },
    /// `rm`; defines `r`: a double rounded to an integer in this mode of the processor.
    Round(u8),
    /// `r` (vector); defines `r`.
    FloatToBits {
        wide: bool,
    },
    /// `rm`; defines `r` (vector).
    BitsToFloat {
        wide: bool,
    },
    /// `code r, rm`: `rm`; defines `r`.
    Convert {
        code: Code,
        to: Width,
        from: Width,
    },
    /// As [`Op::Convert`], of an integer to floating point.
    ToFloat {
        code: Code,
        from: Width,
    },
    /// Towards zero, saturated. `r`; defines `r`.
    ToInt {
        double: bool,
        wide: bool,
    },

    // Constants; each defines `r`.
    Const(i64),
    ConstFloat(u32),
    ConstDouble(u64),
    ConstObject(ObjectRef),

    // Conditions.
    /// Operands of the test; defines `r`, 1 or 0.
    Set(Compare),
    /// Operands of the test, `no` as `r`, `yes` as `r`; a definition in the register of `no`.
    Select {
        compare: Compare,
        wide: bool,
        float: bool,
    },
    /// Operands of the test. Goes on at the first successor when the condition holds.
    Branch(Compare),
    /// Operands of the test, then those of the state. Leaves unless the condition holds.
    Guard(Compare, StateId),
    /// `r`, then those of the state. Leaves unless it is null or an instance.
    GuardSubtype(SubtypeTest, StateId),
    /// `r` (array), `r` (value), then those of the state. Leaves unless the array may hold it.
    GuardStore(StateId),
    /// `r`. Successors: default, then one per key.
    Switch(SwitchId),
    /// Goes on at the only successor.
    Jump,
    /// Operands of the state.
    Deopt(StateId),
    /// Never reached.
    Unreachable,

    // Memory.
    /// Operands of the address; defines `r`.
    Load(Kind, Address),
    /// Operands of the address, `r`.
    Store(Kind, Address),
    /// Operands of the address.
    StoreConstant(Kind, Address, i32),
    /// `r` (array), perhaps `r` (index), `r`: an element of `byte[]` or `boolean[]`.
    StoreByteElement(Address),
    /// Operands of the address, `r` in rax (what is expected), `r` (what is written instead);
    /// defines rax: what was there, or 1 when it was what is expected, else 0.
    CompareExchange {
        kind: Kind,
        address: Address,
        tells_success: bool,
    },
    /// Operands of the address, `r`; reuse of it: what was there, before `r` was added.
    ExchangeAdd(Kind, Address),
    /// Operands of the address, `r`; reuse of it: what was there.
    Exchange(Kind, Address),
    /// Operands of the address; defines `r`: the address itself.
    AddressOf(Address),
    /// `r` in rsi (from there), `r` in rdi (to there), perhaps `r` in rcx (so many elements of this
    /// size): copies as if through other memory. `size`: it is always so many bytes. Clobbers what it
    /// is given and xmm0 to xmm3.
    CopyBytes {
        log2_size: u8,
        size: Option<u32>,
    },
    /// Defines `r`: the word of the thread's record at this offset.
    LoadThread {
        offset: i32,
    },
    /// `r`: a reference has been stored into this object.
    Barrier,
    /// As [`Op::Barrier`], of the object at this address.
    FixedBarrier(u64),
    /// Defines `r`: the cursor of the allocation buffer. Sets the flags: *above* when an object of
    /// so many bytes does not fit.
    Reserve {
        size: i32,
    },
    /// `r` (a length, perhaps a large one); defines `r` as [`Op::Reserve`] does, for an array.
    ReserveArray {
        base: i32,
        log2_size: u8,
    },
    /// `r` (object): takes so many bytes from the buffer and writes the class word.
    Commit {
        size: i32,
        class: u32,
    },
    /// `r` (array), `r` (length): as [`Op::Commit`], with the length.
    CommitArray {
        base: i32,
        log2_size: u8,
        class: u32,
    },
    /// Late `r` (object); clobbers rax. Sets the flags: *equal* when the monitor was entered.
    TryEnter,
    /// As [`Op::TryEnter`], when it was left.
    TryLeave,
    /// Orders everything before with everything after it.
    Fence,

    // Calls and frames.
    /// Defines the arguments in registers.
    Args,
    /// Defines `r`: the argument on the stack with this number.
    StackArg {
        number: u32,
        width: Width,
    },
    /// `r`: becomes the outgoing argument on the stack with this number.
    PassOnStack {
        number: u32,
        width: Width,
    },
    /// Arguments, state, live references; perhaps a result. `unwinds`: an exception leaves the
    /// frame.
    Call {
        callee: Callee,
        state: StateId,
        unwinds: bool,
    },
    /// Arguments, state, live references; perhaps a result.
    CallHelper {
        helper: Helper,
        state: StateId,
        after: After,
    },
    /// State, live references. Calls the helper when the thread was asked to stop; registers keep
    /// their values, but for references, which become the objects' new places.
    Poll(StateId),
    /// Arguments; a result.
    CallLeaf(Helper),
    /// Arguments; perhaps a result. The function at this address.
    CallRoutine(u64),
    /// Defines `r`: the pending exception, which is taken.
    TakeException,
    /// `r`: becomes pending, and the frame is left.
    Throw,
    /// Perhaps rax or xmm0.
    Return,
    /// `r` with this address: the outgoing arguments, from the one with this number.
    OutgoingAddress {
        number: u32,
    },
}

impl Op {
    /// Does it touch no object, and nothing that outlives an exit?
    pub fn is_unseen(self) -> bool {
        if let Op::Set(compare) | Op::Select { compare, .. } = self {
            return !compare.test.reads_object();
        }
        matches!(
            self,
            Op::Add { .. }
                | Op::AddConstant { .. }
                | Op::Alu { .. }
                | Op::AluConstant { .. }
                | Op::Multiply { .. }
                | Op::MultiplyConstant { .. }
                | Op::Negate { .. }
                | Op::Shift { .. }
                | Op::ShiftConstant { .. }
                | Op::Float(_)
                | Op::FloatNegate { .. }
                | Op::Convert { .. }
                | Op::ToFloat { .. }
                | Op::Const(_)
                | Op::ConstFloat(_)
                | Op::ConstDouble(_)
                | Op::ConstObject(_)
                | Op::StackArg { .. }
                | Op::PassOnStack { .. }
                | Op::LoadThread { .. }
        )
    }

    /// May it reach a safepoint? Then everything live is in a slot, or saved in one.
    pub fn safepoint(self) -> Option<StateId> {
        match self {
            Op::Call { state, .. } | Op::CallHelper { state, .. } | Op::Poll(state) => Some(state),
            _ => None,
        }
    }

    /// Does it save and restore all registers?
    pub fn saves_registers(self) -> bool {
        matches!(self, Op::Poll(_))
    }

    /// Does it end a block and go on at successors?
    pub fn is_branch(self) -> bool {
        matches!(self, Op::Jump | Op::Branch(_) | Op::Switch(_))
    }

    /// Does it end a block and the function?
    pub fn is_end(self) -> bool {
        matches!(
            self,
            Op::Return | Op::Throw | Op::Deopt(_) | Op::Unreachable
        )
    }
}
