//! Threads that wait for each other in a circle: through monitors, or through locks of
//! `java.util.concurrent` that know their owner.

use super::{name_of, object_of, stack};
use crate::management::{lock_of, owner_of};
use std::fmt::Write;
use vm_runtime::known;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, Thread};
use vm_runtime::threads;

/// `Thread.State` BLOCKED as the status word has it.
const BLOCKED: i32 = 0x401;
/// Parked, without and with a time limit.
const PARKED: [i32; 2] = [0x291, 0x2a1];

/// What a thread waits for.
struct Waiting<'a> {
    thread: &'static Thread,
    object: Oop<'a>,
    lock: Oop<'a>,
    is_monitor: bool,
    /// Index of the owner of the lock.
    owner: Option<usize>,
}

fn all<'a>(cx: &'a Cx) -> Vec<Waiting<'a>> {
    let threads = threads::java_threads(cx);
    let objects: Vec<Oop<'a>> = threads.iter().map(|thread| object_of(cx, thread)).collect();
    let waiting = |(thread, object): (&&'static Thread, &Oop<'a>)| {
        let status = object.load_i32(known::THREAD_STATUS.offset());
        let is_monitor = status == BLOCKED;
        let lock = lock_of(cx, thread, *object, status);
        let owner = if is_monitor || PARKED.contains(&status) {
            owner_of(cx, lock, status)
        } else {
            Oop::NULL
        };
        let owner = owner
            .non_null()
            .and_then(|owner| objects.iter().position(|other| *other == owner));
        Waiting {
            thread,
            object: *object,
            lock,
            is_monitor,
            owner,
        }
    };
    threads.iter().zip(&objects).map(waiting).collect()
}

/// The circles, each as a list of indexes, from the thread that was found first.
fn cycles(waiting: &[Waiting<'_>]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; waiting.len()];
    let mut cycles = Vec::new();
    for start in 0..waiting.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| !seen[*index]) {
            seen[index] = true;
            path.push(index);
            at = waiting[index].owner;
        }
        // A circle closes at a thread of this very path.
        if let Some(position) = at.and_then(|end| path.iter().position(|index| *index == end)) {
            cycles.push(path.split_off(position));
        }
    }
    cycles
}

/// The part of a dump about deadlocks; empty if there are none.
pub(super) fn text(cx: &Cx) -> String {
    let waiting = all(cx);
    let cycles = cycles(&waiting);
    let mut text = String::new();
    // Writing to a string cannot fail.
    for cycle in &cycles {
        let _ = writeln!(
            text,
            "\nFound one Java-level deadlock:\n============================="
        );
        for (position, &index) in cycle.iter().enumerate() {
            let one = &waiting[index];
            let _ = writeln!(
                text,
                "{}\"{}\":",
                if position == 0 { "" } else { "\n" },
                name_of(one.object)
            );
            let (address, kind) = (one.lock.raw(), one.lock.class().external_name());
            let _ = if one.is_monitor {
                writeln!(
                    text,
                    "  waiting to lock monitor {address:#018x} (object {address:#018x}, a {kind}),"
                )
            } else {
                writeln!(
                    text,
                    "  waiting for ownable synchronizer {address:#018x}, (a {kind}),"
                )
            };
            let owner = one
                .owner
                .map_or_else(String::new, |owner| name_of(waiting[owner].object));
            let _ = writeln!(text, "  which is held by \"{owner}\"");
        }
        let _ = writeln!(
            text,
            "\nJava stack information for the threads listed above:\n==================================================="
        );
        for &index in cycle {
            let one = &waiting[index];
            let _ = writeln!(text, "\"{}\":", name_of(one.object));
            stack(cx, one.thread, &mut text);
        }
    }
    match cycles.len() {
        0 => {}
        1 => text.push_str("\nFound 1 deadlock.\n\n"),
        n => text.push_str(&format!("\nFound {n} deadlocks.\n\n")),
    }
    text
}
