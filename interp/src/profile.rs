//! What the interpreter has resolved and observed at an instruction, for compilers.
//!
//! A compiler knows a method and a bytecode index; the side tables hang on decoded instructions.
//! Everything here is read while the interpreter goes on, so two numbers need not fit together.

use crate::dispatch::operands;
use crate::sites::{BranchSite, CallSite, ClassSite, ConstantSite, FieldSite, SwitchSite, site};
use vm_bytecode::{Op, RawInstruction, Site};
use vm_runtime::method::Method;

/// The side-table entry of an instruction.
pub enum Observed {
    /// Of a conditional branch or `goto`.
    Branch(&'static BranchSite),
    /// Of a switch.
    Switch(&'static SwitchSite),
    /// Of an access to a field.
    Field(&'static FieldSite),
    /// Of a call.
    Call(&'static CallSite),
    /// Of an operation that names a class.
    Class(&'static ClassSite),
    /// Of `ldc` of an object, or of a dynamic constant.
    Constant(&'static ConstantSite),
}

/// The side-table entry of the instruction at `bci`; `None` if it has none, or the method was
/// never called.
pub fn observed(method: &Method, bci: u16) -> Option<Observed> {
    let decoded = method.decoded()?;
    let index = decoded.index_of_bci(bci)?;
    let bytes = method.code()?.code;
    let op = RawInstruction::at(bytes, u32::from(bci)).ok()?.op;
    // SAFETY: quickening leaves operands alone, and the operations below have a site alone or
    // first in their operands.
    let token: Site = unsafe { operands(&raw const decoded.insns[index]) };
    Some(match op {
        Op::Goto => Observed::Branch(site(token)),
        _ if op.is_conditional_branch() => Observed::Branch(site(token)),
        Op::TableSwitch | Op::LookupSwitch => Observed::Switch(site(token)),
        Op::GetField | Op::PutField | Op::GetStatic | Op::PutStatic => Observed::Field(site(token)),
        _ if op.is_invoke() => Observed::Call(site(token)),
        Op::New | Op::ANewArray | Op::MultiANewArray | Op::CheckCast | Op::InstanceOf => {
            Observed::Class(site(token))
        }
        // `ldc` of a number decodes to a constant without a site.
        Op::Ldc | Op::Ldc2 if is_object_constant(method, bytes, bci) => {
            Observed::Constant(site(token))
        }
        _ => return None,
    })
}

/// Does the `ldc` at `bci` name a constant that has to be resolved?
fn is_object_constant(method: &Method, bytes: &[u8], bci: u16) -> bool {
    use vm_runtime::pool::Constant;
    let constant = RawInstruction::at(bytes, u32::from(bci))
        .ok()
        .and_then(|instruction| instruction.constant_index())
        .and_then(|index| method.class.class_file().pool.get(index));
    !matches!(
        constant,
        None | Some(
            Constant::Integer(_) | Constant::Float(_) | Constant::Long(_) | Constant::Double(_)
        )
    )
}
