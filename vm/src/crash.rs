//! Reports of crashes: VM panics and fatal signals.
//!
//! A report says what happened, on which thread, with its Java stack, and how to run the same
//! command again; it goes to standard error and to `kiln_err_pid<pid>.log`. Then the process aborts
//! (exit code 134, as HotSpot's), or exits with 1 under `-XX:-CreateCoredumpOnCrash`. Nothing here allocates or locks: the crash may have come from
//! inside the allocator. A fault while reporting continues with the next part of the report.
//!
//! Handlers run on the signal stack that each attached thread has. A fault that the VM does not
//! know goes to the handler that the embedding program had installed before, if any.

use crate::jit::{faults, null_checks};
use crate::natives::guarded;
use crate::output::{abort_process, write_all};
use crate::tiering;
use std::cell::UnsafeCell;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::fmt::{self, Write};
use std::mem::MaybeUninit;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, Ordering};
use vm_runtime::backtrace::Element;
use vm_runtime::thread::Thread;
use vm_runtime::walk;

/// Signals that mean a crash, with their names.
const FATAL: [(c_int, &str); 4] = [
    (libc::SIGSEGV, "SIGSEGV"),
    (libc::SIGBUS, "SIGBUS"),
    (libc::SIGILL, "SIGILL"),
    (libc::SIGFPE, "SIGFPE"),
];

/// What was installed before, in the order of [`FATAL`].
struct Saved(UnsafeCell<[MaybeUninit<libc::sigaction>; FATAL.len()]>);

// SAFETY: written once by `install`, before the first handler can run.
unsafe impl Sync for Saved {}

static SAVED: Saved = Saved(UnsafeCell::new(
    [const { MaybeUninit::uninit() }; FATAL.len()],
));

/// OS thread that writes the report, 0 while there is none.
static REPORTER: AtomicI32 = AtomicI32::new(0);
/// Parts of the report that are begun.
static STAGE: AtomicU32 = AtomicU32::new(0);
/// The log file, or -1.
static LOG: AtomicI32 = AtomicI32::new(-1);
/// See [`set_aborts`].
static ABORTS: AtomicBool = AtomicBool::new(true);

/// Frames shown.
const MAX_FRAMES: usize = 100;
/// A report that has not ended after this many seconds (a lock is held) is given up.
const PATIENCE: u32 = 20;

/// Writes to standard error and to the log, through a buffer on the stack.
struct Report {
    buffer: [u8; 512],
    used: usize,
}

impl Report {
    fn new() -> Report {
        Report {
            buffer: [0; 512],
            used: 0,
        }
    }

    fn flush(&mut self) {
        let bytes = &self.buffer[..self.used];
        write_all(libc::STDERR_FILENO, bytes);
        let log = LOG.load(Ordering::Relaxed);
        if log >= 0 {
            write_all(log, bytes);
        }
        self.used = 0;
    }

    fn line(&mut self, text: fmt::Arguments<'_>) {
        // Writing to the buffer cannot fail.
        let _ = self.write_fmt(text);
        let _ = self.write_str("\n");
        self.flush();
    }
}

impl Write for Report {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for &byte in text.as_bytes() {
            if self.used == self.buffer.len() {
                self.flush();
            }
            self.buffer[self.used] = byte;
            self.used += 1;
        }
        Ok(())
    }
}

fn thread_id() -> c_int {
    // SAFETY: gettid has no preconditions.
    unsafe { libc::syscall(libc::SYS_gettid) as c_int }
}

/// Takes the right to report. False: this thread is reporting already (it crashed again). Other
/// threads that crash meanwhile wait for the end of the process.
fn begin_report() -> bool {
    let own = thread_id();
    match REPORTER.compare_exchange(0, own, Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => {
            // SAFETY: plain system calls.
            unsafe {
                libc::signal(libc::SIGALRM, libc::SIG_DFL);
                libc::alarm(PATIENCE);
            }
            open_log();
            true
        }
        Err(reporter) if reporter == own => false,
        Err(_) => loop {
            // SAFETY: pause has no preconditions.
            unsafe { libc::pause() };
        },
    }
}

fn open_log() {
    let mut name = [0u8; 64];
    // SAFETY: the buffer is large enough for the text with any number.
    unsafe {
        libc::snprintf(
            name.as_mut_ptr().cast::<c_char>(),
            name.len(),
            c"kiln_err_pid%d.log".as_ptr(),
            libc::getpid(),
        );
        let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC | libc::O_CLOEXEC;
        LOG.store(
            libc::open(name.as_ptr().cast(), flags, 0o644),
            Ordering::Relaxed,
        );
    }
}

/// Does each part of the report once, even if one of them crashes.
fn report(headline: fmt::Arguments<'_>) -> ! {
    let mut out = Report::new();
    loop {
        match STAGE.fetch_add(1, Ordering::AcqRel) {
            0 => {
                out.line(format_args!(
                    "#\n# {} has crashed:\n#",
                    crate::boot::VM_NAME
                ));
                out.line(headline);
            }
            1 => out.line(format_args!(
                "#\n# {} ({}), pid {}, tid {}",
                crate::boot::VM_NAME,
                env!("CARGO_PKG_VERSION"),
                std::process::id(),
                thread_id()
            )),
            2 => describe_thread(&mut out),
            3 => java_stack(&mut out),
            4 => command_line(&mut out),
            5 => {
                if LOG.load(Ordering::Relaxed) >= 0 {
                    out.line(format_args!(
                        "# This report is in kiln_err_pid{}.log.\n#",
                        std::process::id()
                    ));
                }
            }
            _ => end_process(),
        }
    }
}

/// Ends the process after a report.
fn end_process() -> ! {
    if !ABORTS.load(Ordering::Relaxed) {
        // SAFETY: ends the process without running anything of it.
        unsafe { libc::_exit(1) };
    }
    abort_process()
}

/// Whether the process aborts after a crash report (`-XX:+CreateCoredumpOnCrash`).
pub(crate) fn set_aborts(aborts: bool) {
    ABORTS.store(aborts, Ordering::Relaxed);
}

fn describe_thread(out: &mut Report) {
    match Thread::current() {
        Some(thread) => {
            // SAFETY: the name is written before the thread runs and not changed while it does.
            let name = unsafe { &*thread.native_name.get() };
            out.line(format_args!(
                "# Thread {:#x} \"{name}\", {:?}",
                std::ptr::from_ref(thread).addr(),
                thread.state()
            ));
        }
        None => out.line(format_args!("# A thread that is not attached to the VM")),
    }
}

fn java_stack(out: &mut Report) {
    let Some(thread) = Thread::current() else {
        return;
    };
    out.line(format_args!("#\n# Java stack:"));
    if thread.top_frame.get().is_null() {
        out.line(format_args!("#   no Java frames"));
    }
    for frame in walk::frames(thread).take(MAX_FRAMES) {
        let element = Element::of(frame);
        let method = element.method;
        let _ = write!(out, "#   at ");
        external(out, method.class.name().as_bytes());
        let _ = write!(out, ".{}{}", method.name, method.descriptor);
        match element.bci {
            Some(bci) => out.line(format_args!(" @{bci} (line {})", element.line_number())),
            None => out.line(format_args!(" (native)")),
        }
    }
}

/// A class name with dots, without allocating.
fn external(out: &mut Report, name: &[u8]) {
    for &byte in name {
        let _ = out.write_char(if byte == b'/' { '.' } else { char::from(byte) });
    }
}

/// The command line, quoted for a shell.
fn command_line(out: &mut Report) {
    let mut bytes = [0u8; 4096];
    // SAFETY: the buffer is writable for its length.
    let n = unsafe {
        let file = libc::open(
            c"/proc/self/cmdline".as_ptr(),
            libc::O_RDONLY | libc::O_CLOEXEC,
        );
        if file < 0 {
            return;
        }
        let n = libc::read(file, bytes.as_mut_ptr().cast(), bytes.len());
        libc::close(file);
        usize::try_from(n).unwrap_or(0)
    };
    let _ = write!(out, "#\n# To reproduce:\n#  ");
    for word in bytes[..n]
        .split(|&byte| byte == 0)
        .filter(|word| !word.is_empty())
    {
        let is_plain = word
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_=:./,+@%".contains(byte));
        let _ = out.write_str(if is_plain { " " } else { " '" });
        for chunk in word.utf8_chunks() {
            let _ = out.write_str(chunk.valid());
        }
        let _ = out.write_str(if is_plain { "" } else { "'" });
    }
    out.line(format_args!("\n#"));
}

/// Where `pc` is: library and offset, and the symbol if there is one.
fn place(pc: usize) -> (&'static CStr, usize, &'static CStr, usize) {
    let mut info = MaybeUninit::<libc::Dl_info>::zeroed();
    // SAFETY: the record is written when the call says so; names live as long as their library.
    unsafe {
        if libc::dladdr(pc as *const c_void, info.as_mut_ptr()) == 0 {
            return (c"?", pc, c"", 0);
        }
        let info = info.assume_init();
        let text = |pointer: *const c_char| {
            if pointer.is_null() {
                c""
            } else {
                CStr::from_ptr(pointer)
            }
        };
        (
            text(info.dli_fname),
            pc.wrapping_sub(info.dli_fbase.addr()),
            text(info.dli_sname),
            pc.wrapping_sub(info.dli_saddr.addr()),
        )
    }
}

/// A symbol, if there is one, and how far behind it.
struct SymbolAt<'a>(&'a str, usize);

impl fmt::Display for SymbolAt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(f, " ({}+{:#x})", self.0, self.1)
    }
}

/// Passes an unknown fault to the handler that was there before. False: there was none.
fn chain(index: usize, signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) -> bool {
    // SAFETY: `install` filled the entry before it installed the handler that runs now; a handler
    // of that action has the type that the flags say.
    unsafe {
        let saved = (*SAVED.0.get())[index].assume_init_ref();
        match saved.sa_sigaction {
            libc::SIG_DFL | libc::SIG_IGN => false,
            handler if saved.sa_flags & libc::SA_SIGINFO != 0 => {
                let handler: extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) =
                    std::mem::transmute(handler);
                handler(signal, info, context);
                true
            }
            handler => {
                let handler: extern "C" fn(c_int) = std::mem::transmute(handler);
                handler(signal);
                true
            }
        }
    }
}

extern "C" fn on_fatal(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let Some(index) = FATAL.iter().position(|&(number, _)| number == signal) else {
        return;
    };
    // SAFETY: the kernel passes a signal record and a context to handlers of this kind.
    let (info_ref, context_ref) = unsafe { (&*info, &mut *context.cast::<libc::ucontext_t>()) };
    if matches!(signal, libc::SIGBUS | libc::SIGSEGV) && faults::recover(context_ref) {
        return;
    }
    if signal == libc::SIGBUS && guarded::recover(context_ref) {
        return;
    }
    // SAFETY: the record of these signals has an address.
    let (address, code) = (unsafe { info_ref.si_addr() }.addr(), info_ref.si_code);
    if signal == libc::SIGSEGV && null_checks::recover(context_ref, address) {
        return;
    }
    let pc = context_ref.uc_mcontext.gregs[libc::REG_RIP as usize] as usize;
    let is_reporting = REPORTER.load(Ordering::Acquire) == thread_id();
    if !is_reporting && chain(index, signal, info, context) {
        return;
    }
    begin_report();
    let (library, offset, symbol, symbol_offset) = place(pc);
    let name = FATAL[index].1;
    let library = library.to_str().unwrap_or("?");
    let symbol = symbol.to_str().unwrap_or("");
    let symbol = SymbolAt(symbol, symbol_offset);
    report(format_args!(
        "#  {name} ({signal:#x}) at pc={pc:#018x}, code {code}, address {address:#018x}\n#  in {library}+{offset:#x}{symbol}",
    ))
}

fn on_panic(info: &PanicHookInfo<'_>) {
    if tiering::record_panic(info) {
        return;
    }
    if !begin_report() {
        // A panic inside the report.
        abort_process();
    }
    let message = info.payload_as_str().unwrap_or("a panic without message");
    match info.location() {
        Some(location) => report(format_args!(
            "#  internal error at {}:{}:{}\n#  {message}",
            location.file(),
            location.line(),
            location.column()
        )),
        None => report(format_args!("#  internal error\n#  {message}")),
    }
}

/// Installs the panic hook and the handlers of fatal signals.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(on_panic));
    for (index, &(signal, _)) in FATAL.iter().enumerate() {
        // SAFETY: the action is complete; the place for the old one is written before the new
        // handler can run, since nothing faults here.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction =
                (on_fatal as extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void)) as usize;
            action.sa_flags =
                libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESTART | libc::SA_NODEFER;
            libc::sigemptyset(&raw mut action.sa_mask);
            let saved = (*SAVED.0.get())[index].as_mut_ptr();
            libc::sigaction(signal, std::ptr::null(), saved);
            libc::sigaction(signal, &raw const action, std::ptr::null_mut());
        }
    }
}
