//! Faults that are null checks: an access of compiled code has touched the first page.

use super::code;
use codegen::UNMAPPED;

/// Is the fault at `address` a null check? Then the thread goes on at the exit of the check, with all
/// other registers as they are. Called by signal handlers: takes no lock and allocates nothing.
pub(crate) fn recover(context: &mut libc::ucontext_t, address: usize) -> bool {
    if address >= UNMAPPED {
        return false;
    }
    let pc = &mut context.uc_mcontext.gregs[libc::REG_RIP as usize];
    match exit_of(*pc as usize) {
        Some(exit) => {
            *pc = exit as i64;
            true
        }
        None => false,
    }
}

/// Where compiled code goes on whose access at `pc` has met null.
fn exit_of(pc: usize) -> Option<usize> {
    let blob = code::find(pc)?;
    let exit = blob.data().null_check_exit(pc - blob.start())?;
    Some(blob.start() + exit)
}
