//! Messages of NullPointerExceptions: what could not be done, and what was null.
//!
//! A simulation of the operand stack remembers for each slot which instruction pushed it; from
//! that the expression that was null is printed, backwards and as Java source would say it.
//! It needs nothing but the class file, so it runs only when somebody asks for the message.
//! The rules, oddities included, are those of JDK 17 (JEP 358): the simulation sweeps the code
//! in order until it knows the stack at the instruction asked for, and does not go back when
//! paths meet with different origins.

mod cause;
mod simulation;

use vm_classfile::{Code, ConstantPool};

use crate::descriptor::n_parameter_slots;
use crate::instruction::Op;
use crate::raw::RawInstruction;
use cause::Printer;
use simulation::Simulation;

/// A method of a parsed class file.
#[derive(Clone, Copy, Debug)]
pub struct SourceMethod<'a> {
    /// Its body.
    pub code: &'a Code<'a>,
    /// Constant pool of its class.
    pub pool: &'a ConstantPool<'a>,
    /// Its descriptor.
    pub descriptor: &'a [u8],
    /// Whether there is no receiver.
    pub is_static: bool,
}

/// Message of a NullPointerException that the instruction at `bci` has thrown. `None` if it
/// does not dereference anything, or calls a constructor: then the program made the exception.
pub fn null_pointer_message(method: &SourceMethod<'_>, bci: u16) -> Option<String> {
    let raw = RawInstruction::at(method.code.code, u32::from(bci)).ok()?;
    let slot = null_slot(method, &raw)?;
    let simulation = Simulation::until(method, u32::from(bci));
    let mut printer = Printer {
        method,
        simulation: &simulation,
        out: String::new(),
    };
    printer.failed_action(&raw);
    printer.cause(u32::from(bci), slot);
    Some(printer.out)
}

/// Where on the stack, counted from the top, the reference is that the instruction follows.
fn null_slot(method: &SourceMethod<'_>, raw: &RawInstruction<'_>) -> Option<usize> {
    let member = |raw: &RawInstruction<'_>| method.pool.member_ref(raw.constant_index()?);
    Some(match raw.op {
        Op::GetField | Op::ArrayLength | Op::AThrow | Op::MonitorEnter | Op::MonitorExit => 0,
        Op::IALoad
        | Op::FALoad
        | Op::AALoad
        | Op::BALoad
        | Op::CALoad
        | Op::SALoad
        | Op::LALoad
        | Op::DALoad => 1,
        Op::IAStore | Op::FAStore | Op::AAStore | Op::BAStore | Op::CAStore | Op::SAStore => 2,
        Op::LAStore | Op::DAStore => 3,
        Op::PutField => crate::descriptor::field_type(member(raw)?.descriptor)?.n_slots(),
        Op::InvokeVirtual | Op::InvokeSpecial | Op::InvokeInterface => {
            let member = member(raw)?;
            if member.name == b"<init>" {
                return None;
            }
            n_parameter_slots(member.descriptor)?
        }
        _ => return None,
    })
}
