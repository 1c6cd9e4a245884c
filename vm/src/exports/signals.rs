//! `jdk.internal.misc.Signal`: names, registration, raising.

use crate::jni::types::CText;
use crate::signals::{deliver, install, is_ignored};
use std::ffi::c_int;

/// Names without "SIG".
const NAMES: &[(&str, c_int)] = &[
    ("HUP", libc::SIGHUP),
    ("INT", libc::SIGINT),
    ("QUIT", libc::SIGQUIT),
    ("ILL", libc::SIGILL),
    ("TRAP", libc::SIGTRAP),
    ("ABRT", libc::SIGABRT),
    ("IOT", libc::SIGABRT),
    ("BUS", libc::SIGBUS),
    ("FPE", libc::SIGFPE),
    ("KILL", libc::SIGKILL),
    ("USR1", libc::SIGUSR1),
    ("SEGV", libc::SIGSEGV),
    ("USR2", libc::SIGUSR2),
    ("PIPE", libc::SIGPIPE),
    ("ALRM", libc::SIGALRM),
    ("TERM", libc::SIGTERM),
    ("STKFLT", libc::SIGSTKFLT),
    ("CHLD", libc::SIGCHLD),
    ("CLD", libc::SIGCHLD),
    ("CONT", libc::SIGCONT),
    ("STOP", libc::SIGSTOP),
    ("TSTP", libc::SIGTSTP),
    ("TTIN", libc::SIGTTIN),
    ("TTOU", libc::SIGTTOU),
    ("URG", libc::SIGURG),
    ("XCPU", libc::SIGXCPU),
    ("XFSZ", libc::SIGXFSZ),
    ("VTALRM", libc::SIGVTALRM),
    ("PROF", libc::SIGPROF),
    ("WINCH", libc::SIGWINCH),
    ("POLL", libc::SIGPOLL),
    ("IO", libc::SIGIO),
    ("PWR", libc::SIGPWR),
    ("SYS", libc::SIGSYS),
];

/// "Deliver to Java" in the encoding of `JVM_RegisterSignal`.
const TO_JAVA: usize = 2;
/// "The VM owns the signal."
const OWNED: usize = usize::MAX;

fn reduces_signals() -> bool {
    crate::options::get().reduce_signals
}

fn is_shutdown(signal: c_int) -> bool {
    matches!(signal, libc::SIGHUP | libc::SIGINT | libc::SIGTERM)
}

#[unsafe(no_mangle)]
extern "C" fn JVM_FindSignal(name: CText) -> c_int {
    NAMES
        .iter()
        .find(|(known, _)| known.as_bytes() == name.bytes())
        .map_or(-1, |&(_, number)| number)
}

/// Handler 0: the default; 1: ignore; 2: deliver to Java. The previous one is returned likewise.
#[unsafe(no_mangle)]
extern "C" fn JVM_RegisterSignal(signal: c_int, handler: usize) -> usize {
    let to_java = (deliver as extern "C" fn(c_int)) as usize;
    match signal {
        libc::SIGFPE | libc::SIGILL | libc::SIGSEGV => return OWNED,
        libc::SIGQUIT if !reduces_signals() => return OWNED,
        _ if is_shutdown(signal) => {
            if reduces_signals() {
                return OWNED;
            }
            if is_ignored(signal) {
                return libc::SIG_IGN;
            }
        }
        _ => {}
    }
    match install(signal, if handler == TO_JAVA { to_java } else { handler }) {
        Some(old) if old == to_java => TO_JAVA,
        Some(old) => old,
        None => OWNED,
    }
}

#[unsafe(no_mangle)]
extern "C" fn JVM_RaiseSignal(signal: c_int) -> u8 {
    if reduces_signals() && (is_shutdown(signal) || signal == libc::SIGQUIT) {
        return 0;
    }
    if is_shutdown(signal) && is_ignored(signal) {
        return 0;
    }
    // SAFETY: raising a signal has no preconditions.
    unsafe { libc::raise(signal) };
    1
}
