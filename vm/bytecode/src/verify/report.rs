//! The text of a `VerifyError`: what is wrong, where, and the state around it.
//!
//! Reference: the reports of JDK 17's `java`.

use std::fmt::Write;

use super::frame::Frame;
use super::internal_opcodes::internal_opcode;
use super::stack_map::print_stack_map_table;
use super::types::{Names, Type};
use super::{ClassToVerify, MethodToVerify, text};
use crate::instruction::{OpcodeInfo, opcode};

/// Where a type in a report comes from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// Local of the current frame.
    Local(usize, Frame),
    /// Stack slot of the current frame.
    Stack(usize, Frame),
    /// Local of a stack-map frame.
    MapLocal(usize, Frame),
    /// Stack slot of a stack-map frame.
    MapStack(usize, Frame),
    /// Constant-pool entry.
    Constant(u16, Type),
    /// Method signature.
    Signature(Type),
    /// Demanded by the instruction.
    Implicit(Type),
    /// No type, only the frame.
    Frame(Frame),
}

impl Origin {
    fn frame_mut(&mut self) -> Option<&mut Frame> {
        match self {
            Origin::Local(_, frame)
            | Origin::Stack(_, frame)
            | Origin::MapLocal(_, frame)
            | Origin::MapStack(_, frame)
            | Origin::Frame(frame) => Some(frame),
            _ => None,
        }
    }

    fn print(&self, out: &mut String, names: &Names) {
        let slot = |slots: &[Type], i: usize| slots.get(i).copied().unwrap_or(Type::Top);
        let (slot_type, place) = match self {
            Origin::Local(i, frame) => (
                slot(&frame.locals, *i),
                format!(" (current frame, locals[{i}])"),
            ),
            Origin::Stack(i, frame) => (
                slot(&frame.stack, *i),
                format!(" (current frame, stack[{i}])"),
            ),
            Origin::MapLocal(i, frame) => (
                slot(&frame.locals, *i),
                format!(" (stack map, locals[{i}])"),
            ),
            Origin::MapStack(i, frame) => {
                (slot(&frame.stack, *i), format!(" (stack map, stack[{i}])"))
            }
            Origin::Constant(i, slot_type) => (*slot_type, format!(" (constant pool {i})")),
            Origin::Signature(slot_type) => (*slot_type, " (from method signature)".to_owned()),
            Origin::Implicit(slot_type) => (*slot_type, String::new()),
            Origin::Frame(_) => (Type::Top, String::new()),
        };
        slot_type.print(out, names);
        out.push_str(&place);
    }
}

/// What is wrong.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    InvalidBytecode,
    WrongType(Origin, Option<Origin>),
    FlagsMismatch(Origin, Origin),
    BadConstantIndex(u16),
    BadLocalIndex(usize),
    StackSizeMismatch(Origin, Origin),
    StackOverflow(Origin),
    StackUnderflow(Origin),
    MissingStackMap,
    BadStackMap(Origin),
}

impl Fault {
    fn origins(&mut self) -> (Option<&mut Origin>, Option<&mut Origin>) {
        match self {
            Fault::WrongType(found, expected) => (Some(found), expected.as_mut()),
            Fault::FlagsMismatch(a, b) | Fault::StackSizeMismatch(a, b) => (Some(a), Some(b)),
            Fault::StackOverflow(a) | Fault::StackUnderflow(a) | Fault::BadStackMap(a) => {
                (Some(a), None)
            }
            _ => (None, None),
        }
    }

    fn print_reason(&self, out: &mut String, names: &Names) {
        match self {
            Fault::InvalidBytecode => out.push_str("Error exists in the bytecode"),
            Fault::WrongType(found, Some(expected)) => {
                out.push_str("Type ");
                found.print(out, names);
                out.push_str(" is not assignable to ");
                expected.print(out, names);
            }
            Fault::WrongType(found, None) => {
                out.push_str("Invalid type: ");
                found.print(out, names);
            }
            Fault::FlagsMismatch(..) => {
                out.push_str("Current frame's flags are not assignable to stack map frame's.");
            }
            Fault::BadConstantIndex(index) => {
                let _ = write!(out, "Constant pool index {index} is invalid");
            }
            Fault::BadLocalIndex(index) => {
                let _ = write!(out, "Local index {index} is invalid");
            }
            Fault::StackSizeMismatch(..) => {
                out.push_str("Current frame's stack size doesn't match stackmap.");
            }
            Fault::StackOverflow(_) => out.push_str("Exceeded max stack size."),
            Fault::StackUnderflow(_) => out.push_str("Attempt to pop empty stack."),
            Fault::MissingStackMap => out.push_str("Expected stackmap frame at this location."),
            Fault::BadStackMap(_) => out.push_str("Invalid stackmap specification."),
        }
    }
}

/// Builds the whole message.
pub(super) fn report(
    class: &ClassToVerify<'_>,
    method: &MethodToVerify<'_>,
    names: &Names,
    bci: u32,
    mut fault: Fault,
    message: &str,
) -> String {
    let (found, expected) = fault.origins();
    for origin in [found, expected].into_iter().flatten() {
        if let Some(frame) = origin.frame_mut() {
            frame.restore();
        }
    }
    let mut out = format!("{message}\nException Details:\n  Location:\n");
    let name = match method.code.get(bci as usize) {
        None if bci == 0 => "<illegal>",
        None => "<invalid>",
        Some(&opcode::WIDE) => "wide",
        Some(&code) => match OpcodeInfo::of(code) {
            Some(info) => info.mnemonic,
            None => internal_opcode(code).map_or("<illegal>", |(name, _)| name),
        },
    };
    let (class_name, method_name) = (text(class.name), text(method.name));
    let descriptor = text(method.descriptor);
    let _ = writeln!(
        out,
        "    {class_name}.{method_name}{descriptor} @{bci}: {name}"
    );
    out.push_str("  Reason:\n    ");
    fault.print_reason(&mut out, names);
    out.push('\n');
    let (found, expected) = fault.origins();
    for (title, origin) in [("Current Frame", found), ("Stackmap Frame", expected)] {
        if let Some(frame) = origin.and_then(Origin::frame_mut) {
            let _ = writeln!(out, "  {title}:");
            frame.print(&mut out, "    ", names);
        }
    }
    out.push_str("  Bytecode:\n");
    print_code(&mut out, method.code);
    if !method.handlers.is_empty() {
        out.push_str("  Exception Handler Table:\n");
        for row in method.handlers {
            let (start, end, handler) = (row.start, row.end, row.handler);
            let _ = writeln!(out, "    bci [{start}, {end}] => handler: {handler}");
        }
    }
    if let Some(table) = method.stack_map_table {
        out.push_str("  Stackmap Table:\n");
        print_stack_map_table(&mut out, table);
    }
    out
}

/// Hexadecimal dump, 16 bytes a line; an extra line of blanks if the last one is full.
fn print_code(out: &mut String, code: &[u8]) {
    let limit = (code.len() + 16) / 16 * 16;
    for i in 0..limit {
        if i % 16 == 0 {
            let _ = write!(out, "    {i:07x}:");
        }
        if i % 2 == 0 {
            out.push(' ');
        }
        let _ = match code.get(i) {
            Some(byte) => write!(out, "{byte:02x}"),
            None => write!(out, "  "),
        };
        if i % 16 == 15 {
            out.push('\n');
        }
    }
}
