//! Before memory that held code is written again, all processors forget what they fetched of it.

/// Commands of `membarrier`, from `linux/membarrier.h`.
const SYNC_CORE: libc::c_int = 1 << 5;
const REGISTER_SYNC_CORE: libc::c_int = 1 << 6;

/// Announces that [`synchronize`] will be used; it is faster then.
pub(crate) fn register() {
    command(REGISTER_SYNC_CORE);
}

/// Makes every thread of the process serialize its instruction stream before it goes on.
///
/// Kernels without the command are old; there x86-64 suffices, where a jump to changed memory
/// that was reached through newly loaded data fetches it anew.
pub(crate) fn synchronize() {
    command(SYNC_CORE);
}

fn command(command: libc::c_int) {
    // SAFETY: the call changes nothing but the instruction streams of this process.
    unsafe { libc::syscall(libc::SYS_membarrier, command, 0, 0) };
}
