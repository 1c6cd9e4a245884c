//! The dump of all threads that SIGQUIT asks for, in HotSpot's layout, so that tools can read it.
//!
//! The text is made while the world is stopped; CPU times are read afterwards, and only then is it
//! printed, in one piece. Reference: `Thread.State`, and the output of `jstack`.

mod deadlocks;
mod locks;

use crate::options;
use crate::output;
use std::fmt::Write;
use vm_runtime::backtrace::Element;
use vm_runtime::frame::Frame;
use vm_runtime::heap;
use vm_runtime::known;
use vm_runtime::modules;
use vm_runtime::oop::Oop;
use vm_runtime::safepoint;
use vm_runtime::strings;
use vm_runtime::thread::{Cx, Thread};
use vm_runtime::threads;
use vm_runtime::walk;

/// What a status word means: `Thread.State` as dumps say it, and what the thread does.
const STATES: [(i32, &str, &str); 8] = [
    (0x005, "RUNNABLE", "runnable "),
    (0x0e1, "TIMED_WAITING (sleeping)", "waiting on condition "),
    (0x191, "WAITING (on object monitor)", "in Object.wait() "),
    (
        0x1a1,
        "TIMED_WAITING (on object monitor)",
        "in Object.wait() ",
    ),
    (0x291, "WAITING (parking)", "waiting on condition "),
    (0x2a1, "TIMED_WAITING (parking)", "waiting on condition "),
    (
        0x401,
        "BLOCKED (on object monitor)",
        "waiting for monitor entry ",
    ),
    (0x002, "TERMINATED", "zombie "),
];

/// The entry of a status word.
fn state(status: i32) -> (&'static str, &'static str) {
    STATES
        .iter()
        .find(|(word, ..)| *word == status)
        .map_or(("NEW", "initialized "), |(_, state, doing)| {
            (*state, *doing)
        })
}

/// The `Thread` object of an attached thread, while the world is stopped.
fn object_of<'a>(cx: &'a Cx, thread: &Thread) -> Oop<'a> {
    // SAFETY: the object of a listed thread is a root.
    unsafe { Oop::new(cx, thread.object.get()) }
}

/// The name of a `Thread` object.
fn name_of(object: Oop<'_>) -> String {
    known::THREAD_NAME
        .load(object)
        .non_null()
        .map_or_else(String::new, strings::to_rust)
}

/// File and line of a frame, as stack traces have them in parentheses.
fn place(element: Element) -> String {
    let class = element.method.class;
    let file = class
        .file
        .and_then(|file| file.pool.utf8(file.attributes.source_file?));
    match (element.line_number(), file) {
        (-2, _) => "Native Method".to_owned(),
        (line, Some(file)) if line >= 0 => format!("{}:{line}", String::from_utf8_lossy(file)),
        (_, Some(file)) => String::from_utf8_lossy(file).into_owned(),
        _ => "Unknown Source".to_owned(),
    }
}

/// One line of a stack trace, with its end.
pub(crate) fn frame_line(element: Element) -> String {
    let method = element.method;
    format!(
        "\tat {}.{}({})\n",
        method.class.external_name(),
        method.name,
        place(element)
    )
}

/// As [`frame_line`], with module and version in the parentheses.
fn frame_line_with_module(cx: &Cx, element: Element) -> String {
    let method = element.method;
    let module = modules::of(method.class);
    let version = module.oop(cx).non_null().and_then(modules::version_of);
    let module = match (module.name, version) {
        (Some(name), Some(version)) => format!("{name}@{version}/"),
        (Some(name), None) => format!("{name}/"),
        (None, _) => String::new(),
    };
    format!(
        "\tat {}.{}({module}{})\n",
        method.class.external_name(),
        method.name,
        place(element)
    )
}

/// The frames of a thread with the locks that each of them holds or wants.
fn stack(cx: &Cx, thread: &Thread, text: &mut String) {
    for (depth, frame) in walk::frames(thread).enumerate() {
        text.push_str(&frame_line_with_module(cx, Element::of_stopped(frame)));
        locks::of_frame(cx, thread, frame, depth == 0, text);
    }
}

/// What is said of one thread.
struct Section {
    native_id: i32,
    /// The header up to the CPU time, and behind it.
    head: (String, String),
    body: String,
}

fn section(cx: &Cx, thread: &Thread) -> Section {
    let object = object_of(cx, thread);
    let daemon = if object.load_u8(known::THREAD_DAEMON.offset()) != 0 {
        " daemon"
    } else {
        ""
    };
    let priority = object.load_i32(known::THREAD_PRIORITY.offset());
    let number = object.load_i64(known::THREAD_TID.offset());
    let (name_of_state, doing) = state(object.load_i32(known::THREAD_STATUS.offset()));
    let top: *mut Frame = thread.top_frame.get();
    let page = top.addr() & !0xfff;
    let mut body = format!("   java.lang.Thread.State: {name_of_state}\n");
    stack(cx, thread, &mut body);
    Section {
        native_id: thread.native_id.get(),
        head: (
            format!(
                "\"{}\" #{number}{daemon} prio={priority} os_prio=0 ",
                name_of(object)
            ),
            format!(
                "tid={:#018x} nid={:#x} {doing} [{page:#018x}]\n",
                std::ptr::from_ref(thread).addr(),
                thread.native_id.get()
            ),
        ),
        body,
    }
}

/// Seconds since the system started.
fn uptime() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable, the clock exists.
    unsafe { libc::clock_gettime(libc::CLOCK_BOOTTIME, &raw mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Milliseconds of CPU time of a thread of this process.
fn cpu_millis(native_id: i32) -> f64 {
    /// Per-thread, scheduler's account: the kernel's encoding of clocks of other threads.
    const THREAD_CLOCK: i32 = 6;
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable; the clock of a thread that has ended is an error.
    unsafe { libc::clock_gettime((!native_id << 3) | THREAD_CLOCK, &raw mut time) };
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Seconds since the thread began.
fn elapsed(native_id: i32) -> f64 {
    let text =
        std::fs::read_to_string(format!("/proc/self/task/{native_id}/stat")).unwrap_or_default();
    let started: Option<f64> = text
        .rsplit_once(')')
        .and_then(|(_, rest)| rest.split_whitespace().nth(19)?.parse().ok());
    // SAFETY: sysconf has no preconditions.
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) }.max(1) as f64;
    started.map_or(0.0, |started| (uptime() - started / ticks).max(0.0))
}

/// The local time, as the first line of a dump has it.
fn local_time() -> String {
    // SAFETY: the buffers are writable, and the time is read before it is converted.
    let time = unsafe {
        let now = libc::time(std::ptr::null_mut());
        let mut time: libc::tm = std::mem::zeroed();
        libc::localtime_r(&raw const now, &raw mut time);
        time
    };
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        time.tm_year + 1900,
        time.tm_mon + 1,
        time.tm_mday,
        time.tm_hour,
        time.tm_min,
        time.tm_sec
    )
}

fn threads_text(sections: &[Section]) -> String {
    let mut text = format!(
        "{}\nFull thread dump {} ({} {}):\n\n",
        local_time(),
        crate::boot::VM_NAME,
        env!("CARGO_PKG_VERSION"),
        options::get().jit.mode_name(),
    );
    for section in sections {
        let (before, after) = &section.head;
        let (cpu, elapsed) = (cpu_millis(section.native_id), elapsed(section.native_id));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{before}cpu={cpu:.2}ms elapsed={elapsed:.2}s {after}{}",
            section.body
        );
    }
    text
}

/// Prints every Java thread with its frames (`JVM_DumpAllStacks`).
pub(crate) fn print(cx: &mut Cx) {
    let sections: Vec<Section> = safepoint::stop_the_world(cx, |cx| {
        threads::java_threads(cx)
            .into_iter()
            .map(|thread| section(cx, thread))
            .collect()
    });
    output::vm_text(&threads_text(&sections));
}

/// Prints what SIGQUIT asks for: threads, global references, deadlocks, and the heap in numbers.
pub(crate) fn print_all(cx: &mut Cx) {
    let (sections, deadlocks) = safepoint::stop_the_world(cx, |cx| {
        let sections: Vec<Section> = threads::java_threads(cx)
            .into_iter()
            .map(|thread| section(cx, thread))
            .collect();
        (sections, deadlocks::text(cx))
    });
    let (strong, weak) = heap::globals::counts();
    let (total, used) = (
        heap::statistics::total_memory(),
        heap::statistics::used_memory(),
    );
    let mut text = threads_text(&sections);
    let _ = write!(
        text,
        "JNI global refs: {strong}, weak refs: {weak}\n\n{deadlocks}Heap\n kiln heap   total {}K, used {}K\n\n",
        total >> 10,
        used >> 10
    );
    output::vm_text(&text);
}
