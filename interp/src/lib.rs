//! The interpreter: tier T0.
//!
//! Bytecode is decoded once into an array of {handler word, 8 operand bytes}; every operation
//! of the table in `vm-bytecode` has a struct and, here, an [`Execute`](dispatch::Execute) for it.
//! A handler ends by jumping to the next one, so instruction pointer, stack pointer, locals and
//! thread stay in registers. Java calls do not recurse: a call pushes a frame on the Java stack
//! and jumps to the callee's entry; only calls from VM code enter a new activation.
//!
//! Frequent sequences of two or three instructions have handlers of their own ([`fusion`]).
//!
//! Resolution results, inline caches and profiles live in side tables ([`sites`]); an instruction
//! is *quickened* by replacing its handler word once its site is complete.
//!
//! **Invariants.** The interpreter knows no IR and no compiler. Operands never change after
//! decoding. Before anything that may reach a safepoint, call or throw, a handler saves
//! instruction and stack pointer in the frame, with its operands still on the stack. No handler
//! has a local whose address is taken, so that its last call is a jump. Exceptions are values:
//! pending on the thread, never Rust unwinding.
//!
//! **Where to start reading:** [`dispatch`] (the handler ABI), [`stack`] (what instructions
//! see), `instructions` (one file per JVMS family), [`entry`] (calls), [`unwind`] (exceptions),
//! [`maps`] (what the collector sees), [`compiled`] and [`tier`] (the way to other tiers).
//!
//! **Unsafe modules:** all but `instructions` proper, which get by with the checked views; each
//! block says why it is sound: verified code, frames of the running thread, immortal metadata.

pub mod compiled;
pub mod dispatch;
pub mod entry;
pub mod failed_checks;
mod finalizers;
mod fusion;
mod handles;
mod instructions;
mod intrinsics;
mod invoke;
pub mod maps;
pub mod materialize;
mod monitors;
mod prepare;
pub mod profile;
pub mod sites;
pub mod stack;
pub mod tier;
pub mod unwind;

pub use instructions::objects::new_multi_array;
pub use invoke::{invoke_native, invoke_with, push_entry, resume};

/// Registers the interpreter with the runtime. Called once, before any class is created.
pub fn initialize() {
    invoke::initialize_stub();
    vm_runtime::call::set_initial_entry(entry::initial_entry_word());
    vm_runtime::call::set_invoker(invoke::invoke);
    vm_runtime::heap::roots::set_frame_map_provider(maps::visit_references);
}

/// Name and address of every handler, of single and fused instructions, and of what else hands over
/// by a jump, for tests that look at machine code.
pub fn handlers() -> Vec<(&'static str, usize)> {
    let mut all = prepare::handlers();
    all.extend(tier::entries());
    all
}
