//! Faults of compiled code at memory by address, which may be that of a file truncated while it is
//! mapped, or no address at all.
//!
//! The signal's handler lets the code leave for the interpreter, which executes the instruction
//! again: its native throws `InternalError`, or faults for good.

use super::code;

/// Called by the handler of SIGSEGV and SIGBUS with the context of the fault: lets compiled code go
/// on at its exit. False: it was another instruction. Takes no lock.
pub(crate) fn recover(context: &mut libc::ucontext_t) -> bool {
    let pc = &mut context.uc_mcontext.gregs[libc::REG_RIP as usize];
    let exit = code::find(*pc as usize).and_then(|blob| blob.data().exit_of_fault(*pc as usize));
    let Some(exit) = exit else {
        return false;
    };
    *pc = exit as i64;
    true
}
