//! The dump of all threads on standard output that SIGQUIT asks for.

use crate::backtraces::captured;
use std::io::Write;
use vm_runtime::backtrace::Element;
use vm_runtime::known;
use vm_runtime::oop::Oop;
use vm_runtime::safepoint;
use vm_runtime::strings;
use vm_runtime::thread::Cx;
use vm_runtime::threads;

/// What `Thread.State` the status word means, as dumps say it.
fn state_text(status: i32) -> &'static str {
    match status {
        0x005 => "RUNNABLE",
        0x0e1 => "TIMED_WAITING (sleeping)",
        0x191 => "WAITING (on object monitor)",
        0x1a1 => "TIMED_WAITING (on object monitor)",
        0x291 => "WAITING (parking)",
        0x2a1 => "TIMED_WAITING (parking)",
        0x401 => "BLOCKED (on object monitor)",
        0x002 => "TERMINATED",
        _ => "NEW",
    }
}

/// One line of a stack trace, with its end.
pub(crate) fn frame_line(element: Element) -> String {
    let class = element.method.class;
    let file = class
        .file
        .and_then(|file| file.pool.utf8(file.attributes.source_file?));
    let place = match (element.line_number(), file) {
        (-2, _) => "Native Method".to_owned(),
        (line, Some(file)) if line >= 0 => format!("{}:{line}", String::from_utf8_lossy(file)),
        (_, Some(file)) => String::from_utf8_lossy(file).into_owned(),
        _ => "Unknown Source".to_owned(),
    };
    format!(
        "\tat {}.{}({place})\n",
        class.external_name(),
        element.method.name
    )
}

/// Prints every Java thread with its frames.
pub(crate) fn print(cx: &mut Cx) {
    let text = safepoint::stop_the_world(cx, |cx| {
        let mut text = format!("Full thread dump {}:\n\n", crate::boot::VM_NAME);
        for thread in threads::java_threads(cx) {
            // SAFETY: the object of a listed thread is a root; the world is stopped.
            let object = unsafe { Oop::from_raw(thread.object.get()) };
            let name = known::THREAD_NAME.load(object);
            let name = if name.is_null() {
                String::new()
            } else {
                strings::to_rust(name)
            };
            let daemon = if object.load_u8(known::THREAD_DAEMON.offset()) != 0 {
                " daemon"
            } else {
                ""
            };
            let priority = object.load_i32(known::THREAD_PRIORITY.offset());
            let number = object.load_i64(known::THREAD_TID.offset());
            let status = object.load_i32(known::THREAD_STATUS.offset());
            text.push_str(&format!(
                "\"{name}\" #{number}{daemon} prio={priority} nid=0x{:x}\n",
                thread.native_id.get()
            ));
            text.push_str(&format!(
                "   java.lang.Thread.State: {}\n",
                state_text(status)
            ));
            for element in captured(thread) {
                text.push_str(&frame_line(element));
            }
            text.push('\n');
        }
        text
    });
    // Nothing can be done about a standard output that is closed.
    let _ = std::io::stdout().write_all(text.as_bytes());
    let _ = std::io::stdout().flush();
}
