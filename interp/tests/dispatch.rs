//! Disassembles every instruction handler: each must hand over by a jump, never by a call.
//!
//! A handler that *calls* the next one leaves a native frame behind for every instruction
//! executed, and a loop would overflow the stack. Calls of the VM's own functions are direct;
//! the hand-over is the only indirect transfer, so an indirect call betrays a lost sibling call.

#![cfg(tail_calls)]

use iced_x86::{
    Decoder, DecoderOptions, FlowControl, Formatter, Instruction, IntelFormatter, OpKind,
};
use std::collections::BTreeSet;

/// What flow analysis finds in one function.
#[derive(Default)]
struct Shape {
    n_indirect_jumps: usize,
    indirect_calls: Vec<String>,
}

/// Follows all direct branches from the entry; stays within 16 KB of it.
fn shape_of(entry: usize) -> Shape {
    let mut shape = Shape::default();
    let mut seen = BTreeSet::new();
    let mut work = vec![entry as u64];
    let mut formatter = IntelFormatter::new();
    while let Some(start) = work.pop() {
        if !seen.insert(start) || start.abs_diff(entry as u64) > 16 * 1024 {
            continue;
        }
        // SAFETY: code of this executable, readable; decoding stops at the end of the block.
        let bytes = unsafe { std::slice::from_raw_parts(start as *const u8, 4096) };
        let mut decoder = Decoder::with_ip(64, bytes, start, DecoderOptions::NONE);
        let mut instruction = Instruction::default();
        while decoder.can_decode() {
            decoder.decode_out(&mut instruction);
            let mut text = String::new();
            match instruction.flow_control() {
                FlowControl::IndirectBranch => {
                    shape.n_indirect_jumps += 1;
                    break;
                }
                FlowControl::IndirectCall => {
                    // Calls through a fixed address (the GOT, a registered function) are not
                    // dispatch: the next handler's address is loaded from the instruction.
                    let is_fixed = instruction.op0_kind() == OpKind::Memory
                        && instruction.is_ip_rel_memory_operand();
                    if !is_fixed {
                        formatter.format(&instruction, &mut text);
                        shape.indirect_calls.push(text);
                    }
                }
                FlowControl::ConditionalBranch => work.push(instruction.near_branch_target()),
                FlowControl::UnconditionalBranch => {
                    work.push(instruction.near_branch_target());
                    break;
                }
                FlowControl::Return | FlowControl::Exception | FlowControl::Interrupt => break,
                _ => {}
            }
        }
    }
    shape
}

#[test]
fn every_handler_ends_in_a_jump() {
    let handlers = interp::handlers();
    assert!(
        handlers.len() > 150,
        "the bytecode table has {} operations",
        handlers.len()
    );
    let mut failures = Vec::new();
    for (name, address) in handlers {
        let shape = shape_of(address);
        if !shape.indirect_calls.is_empty() {
            failures.push(format!("{name}: indirect calls {:?}", shape.indirect_calls));
        }
        if shape.n_indirect_jumps == 0 && !["LeaveStub"].contains(&name) {
            failures.push(format!("{name}: no indirect jump"));
        }
    }
    assert!(
        failures.is_empty(),
        "handlers that do not hand over by a jump:\n{}",
        failures.join("\n")
    );
}
