//! Fused instructions: one handler that executes two or three instructions in a row.
//!
//! A fused handler stands in the handler word of the *first* instruction and reads the operands of
//! the following ones where they are; it dispatches after the last. Nothing else changes: each
//! instruction keeps its own handler and operands, so branches into the middle, exception tables
//! and oop maps are as before, and every instruction can begin a sequence, also one in the middle of
//! another. What is saved is the dispatch, and the way of operands through memory.
//!
//! The rows were chosen by counting triples of instructions over `bench/suite/interp`.
//! Sequences that end in a quick form are made when the instruction is quickened.

use crate::dispatch::{Execute, Handler, Next, Step, Stepped, handler_word, operands};
use crate::stack::Stack;
use std::marker::PhantomData;
use vm_bytecode::Op;
use vm_bytecode::instruction::{
    AALoad, ALoad, ArrayLength, BALoad, BAStore, CALoad, CAStore, DAdd, DCmpG, DCmpL, DDiv, DMul,
    DSub, Dup, Dup2, FAdd, FCmpG, FCmpL, FLoad, FMul, FSub, Goto, I2D, I2L, IALoad, IAStore, IAdd,
    IAnd, IConst, IDiv, IInc, ILoad, IMul, IOr, IRem, IReturn, IShl, IShr, IStore, ISub, IUShr,
    IXor, IfACmpEq, IfACmpNe, IfEq, IfGe, IfGt, IfICmpEq, IfICmpGe, IfICmpGt, IfICmpLe, IfICmpLt,
    IfICmpNe, IfLe, IfLt, IfNe, IfNonNull, IfNull, LALoad, LAStore, LAdd, LAnd, LCmp, LConst,
    LLoad, LMul, LOr, LShl, LShr, LStore, LSub, LUShr, LXor,
};
use vm_runtime::frame::Insn;
use vm_runtime::thread::Thread;

/// Operations executed one after the other by one handler.
trait Sequence {
    /// Executes the instructions from the current one on.
    ///
    /// # Safety
    /// They are the operations that the type names, or others with the same operands and the same effect.
    unsafe fn run(s: Stack<'_>) -> Next;
}

/// The last operation of a sequence.
struct Last<I>(PhantomData<I>);

/// An operation and what follows it.
struct Then<I, R>(PhantomData<(I, R)>);

impl<I: Execute> Sequence for Last<I> {
    #[inline(always)]
    unsafe fn run(s: Stack<'_>) -> Next {
        // SAFETY: by contract.
        unsafe { operands::<I>(s.insn) }.execute(s)
    }
}

impl<I: Step, R: Sequence> Sequence for Then<I, R> {
    #[inline(always)]
    unsafe fn run(s: Stack<'_>) -> Next {
        // SAFETY: by contract.
        match unsafe { operands::<I>(s.insn) }.step(s) {
            Stepped::On(mut s) => {
                s.insn = s.insn.wrapping_add(1);
                // SAFETY: by contract.
                unsafe { R::run(s) }
            }
            Stepped::Left(next) => next,
        }
    }
}

/// The handler of a sequence.
///
/// # Safety
/// As for `handler`; the instructions are those of the sequence.
unsafe extern "sysv64" fn handler<S: Sequence>(
    insn: *const Insn,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    let s = Stack {
        insn,
        sp,
        locals,
        thread,
    };
    // SAFETY: by contract.
    unsafe { S::run(s) }
}

fn word<S: Sequence>() -> usize {
    let handler: Handler = handler::<S>;
    handler as usize
}

/// The operation that stands for all that do the same with the same operands: what a slot holds
/// makes no difference to most instructions, only its width.
fn representative(op: Op) -> Op {
    match op {
        Op::FLoad | Op::ALoad => Op::ILoad,
        Op::FStore | Op::AStore => Op::IStore,
        Op::DLoad => Op::LLoad,
        Op::DStore => Op::LStore,
        Op::FConst => Op::IConst,
        Op::DConst => Op::LConst,
        Op::FALoad => Op::IALoad,
        Op::DALoad => Op::LALoad,
        Op::FAStore => Op::IAStore,
        Op::DAStore => Op::LAStore,
        Op::FReturn | Op::AReturn => Op::IReturn,
        other => other,
    }
}

macro_rules! fusions {
    ($($first:ident => { $($second:ident $([$($third:ident)*])?)* })*) => {
        /// The handler word for the instruction `ops[0]`, if it is executed together with the
        /// instructions that follow it.
        pub(crate) fn fused([first, second, third]: [Op; 3]) -> Option<usize> {
            Some(match representative(first) {
                $(Op::$first => match representative(second) {
                    $(Op::$second => {
                        $(match representative(third) {
                            $(Op::$third => {
                                return Some(word::<Then<$first, Then<$second, Last<$third>>>>());
                            })*
                            _ => {}
                        })?
                        word::<Then<$first, Last<$second>>>()
                    })*
                    _ => return None,
                },)*
                _ => return None,
            })
        }

        /// Name and word of the fused handlers.
        pub(crate) fn handlers() -> Vec<(&'static str, usize)> {
            vec![$($(
                $($((
                    concat!(stringify!($first), " ", stringify!($second), " ", stringify!($third)),
                    word::<Then<$first, Then<$second, Last<$third>>>>(),
                ),)*)?
                (
                    concat!(stringify!($first), " ", stringify!($second)),
                    word::<Then<$first, Last<$second>>>(),
                ),
            )*)*]
        }
    };
}

fusions! {
    ILoad => {
        ILoad [
            IfICmpEq IfICmpNe IfICmpLt IfICmpGe IfICmpGt IfICmpLe IfACmpEq IfACmpNe
            IAdd ISub IMul IAnd IOr IXor FAdd FSub FMul
            IALoad LALoad AALoad BALoad CALoad
        ]
        IConst [
            IfICmpEq IfICmpNe IfICmpLt IfICmpGe IfICmpGt IfICmpLe
            IAdd ISub IMul IDiv IRem IAnd IOr IXor IShl IShr IUShr FAdd FMul
        ]
        LLoad
        IAdd [IStore] ISub [IStore] IMul IAnd IOr IXor FAdd FMul
        IALoad LALoad AALoad BALoad CALoad
        I2L [LAdd] I2D
        ArrayLength [IfICmpGe IfICmpLt]
        IfEq IfNe IfLt IfGe IfGt IfLe IfNull IfNonNull
        Dup2 [IALoad LALoad]
        Dup
        IStore [ILoad IInc]
        IInc IReturn
    }
    LLoad => {
        LLoad [LAdd LSub LMul LAnd LOr LXor LCmp DAdd DSub DMul DDiv DCmpG DCmpL]
        LConst [LAdd LSub LMul LAnd LCmp DAdd DSub DMul DCmpG DCmpL]
        IConst [LShl LShr LUShr]
        LAdd [LStore] LSub [LStore] LMul LXor DAdd [LStore] DSub [LStore] DMul [DAdd DSub]
        ILoad
    }
    IConst => {
        IAdd [IStore IReturn IALoad] ISub [IStore IALoad] IMul [IAdd] IDiv IRem
        IAnd [IfEq IfNe IALoad] IOr IXor IShl IShr IUShr FAdd FMul
        LShl [LXor] LShr LUShr [LXor]
        IfICmpEq IfICmpNe IfICmpLt IfICmpGe IfICmpGt IfICmpLe
        IStore [ILoad Goto] IReturn BAStore Goto ILoad
    }
    LConst => {
        LAdd [LStore] LSub LMul LAnd DAdd DSub DMul
        LCmp [IfEq IfNe IfLt IfGe IfGt IfLe]
        DCmpG [IfGe IfGt] DCmpL [IfLe IfLt]
        LStore
    }
    IInc => { Goto ILoad }
    IStore => { ILoad [ILoad IConst] IInc [Goto] LLoad Goto IConst }
    LStore => { LLoad [LLoad IConst LConst] IInc [Goto] ILoad Goto }
    IAdd => { IStore [IInc Goto ILoad] ILoad IConst [ISub] IAdd IReturn IALoad IAStore }
    ISub => { IStore ILoad IConst IALoad IReturn }
    IMul => { IAdd [IStore] IConst [IAdd] ILoad IStore }
    IAnd => { IfEq IfNe IStore IAdd IConst IALoad }
    IXor => { IStore ILoad }
    IShl => { IAdd IXor IOr }
    IShr => { IAnd IXor IStore }
    IUShr => { IAnd IXor IStore }
    IRem => { IAdd IfEq IfNe IStore }
    IDiv => { IAdd IStore }
    LAdd => { LStore [IInc LLoad] LAdd LLoad }
    LSub => { LStore LLoad }
    LMul => { LStore LConst [LAdd] LAdd }
    LXor => { LStore [LLoad] }
    LAnd => { LStore LConst }
    LShl => { LXor [LStore] LAdd LOr }
    LShr => { LXor [LStore] LAdd }
    LUShr => { LXor [LStore] }
    I2L => { LAdd [LStore] LMul LXor LStore }
    DMul => { DAdd [LStore LAStore] DSub LLoad LStore }
    DAdd => { LStore [IInc] LAStore LConst }
    DSub => { LStore LLoad LAStore }
    DDiv => { LStore }
    FMul => { FAdd ILoad }
    FAdd => { IStore }
    LCmp => { IfEq IfNe IfLt IfGe IfGt IfLe }
    DCmpG => { IfGe IfGt IfLe IfLt }
    DCmpL => { IfGe IfGt IfLe IfLt }
    FCmpG => { IfGe IfGt IfLe IfLt }
    FCmpL => { IfGe IfGt IfLe IfLt }
    IALoad => { IAdd ISub IMul IXor IStore ILoad IConst }
    LALoad => { DMul [DAdd] DAdd DSub LAdd ILoad LLoad LStore }
    AALoad => { ILoad [IALoad LALoad AALoad BALoad] IStore }
    BALoad => { IStore IAdd IConst ILoad }
    CALoad => { IStore IAdd ILoad IConst }
    Dup2 => { IALoad LALoad CALoad }
    ArrayLength => { IfICmpGe IfICmpLt }
    IAStore => { ILoad IInc [Goto] }
    BAStore => { ILoad IInc [Goto] }
    CAStore => { ILoad IInc [Goto] }
    LAStore => { ILoad IInc [Goto] }
}

/// The handler word for an instruction with handler word `previous`, when the one after it
/// becomes the quick form `Q`.
pub(crate) fn fused_with_quick<Q: Execute>(previous: usize) -> Option<usize> {
    let is_load = [
        handler_word::<ALoad>(),
        handler_word::<ILoad>(),
        handler_word::<FLoad>(),
    ]
    .contains(&previous);
    if is_load {
        Some(after_load::<Q>())
    } else if previous == handler_word::<Dup>() {
        Some(after_dup::<Q>())
    } else {
        None
    }
}

/// The handler word of a load followed by `Q`.
pub(crate) fn after_load<Q: Execute>() -> usize {
    word::<Then<ILoad, Last<Q>>>()
}

/// The handler word of `dup` followed by `Q`.
pub(crate) fn after_dup<Q: Execute>() -> usize {
    word::<Then<Dup, Last<Q>>>()
}
