//! Tests of heap, references and monitors with made-up classes. There is one heap per process, so
//! each scenario runs in a process of its own: this test executable, started again.

mod classes;
mod graph;
mod locks;
mod refs;

use super::{HeapConfig, Plan};
use crate::thread::Cx;
use std::process::Command;

const CHILD: &str = "heap::tests::child";
const VARIABLE: &str = "KILN_HEAP_TEST";

type Scenario = (&'static str, fn(&mut Cx));

const SCENARIOS: &[Scenario] = &[
    ("graph", graph::mutate),
    ("threads", graph::threads),
    ("arrays", graph::arrays),
    ("statics", graph::statics),
    ("clear", refs::cleared_and_kept),
    ("globals", refs::globals),
    ("large", refs::large),
    ("hash", locks::hashes_are_stable),
    ("contend", locks::contention),
    ("wait", locks::wait_and_notify),
    ("many", locks::many_monitors),
];

/// Runs a scenario in a new process.
fn spawn(scenario: &str, plan: Plan, gc_every: u64) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture", "--test-threads=1"])
        .env(VARIABLE, format!("{scenario} {} {gc_every}", plan.name()))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{scenario} with {plan:?}, --gc-every={gc_every}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Does nothing by itself: it is the other processes' entry.
#[test]
fn child() {
    let Ok(request) = std::env::var(VARIABLE) else {
        return;
    };
    let words: Vec<&str> = request.split(' ').collect();
    let gc_every: u64 = words[2].parse().unwrap();
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        report(info);
        // A collector thread that dies would leave the others waiting.
        std::process::abort();
    }));
    let config = HeapConfig {
        max: 48 << 20,
        initial: 8 << 20,
        plan: Plan::from_name(words[1]).unwrap(),
        threads: 2,
        gc_every,
        verify: true,
        log: true,
        log_cpu: true,
        ..HeapConfig::default()
    };
    super::init(&config).unwrap();
    let thread = crate::threads::attach_current("test", false).unwrap();
    classes::install();
    let (_, run) = SCENARIOS
        .iter()
        .find(|(name, _)| *name == words[0])
        .unwrap();
    // SAFETY: the current thread, in VM, its only token.
    run(unsafe { thread.cx() });
    crate::threads::detach_current();
}

macro_rules! each_plan {
    ($($name:ident: $scenario:literal;)*) => {
        $(
            #[test]
            fn $name() {
                for plan in Plan::ALL {
                    spawn($scenario, plan, 0);
                }
            }
        )*
    };
}

each_plan! {
    graphs_survive: "graph";
    graphs_of_many_threads_survive: "threads";
    arrays_survive_copying: "arrays";
    statics_are_remembered: "statics";
    references_are_cleared_in_order: "clear";
    global_references_follow: "globals";
    large_objects_die_young: "large";
}

#[test]
fn hashes_are_stable() {
    for plan in Plan::ALL {
        spawn("hash", plan, 0);
    }
}

#[test]
fn monitors_exclude() {
    spawn("contend", Plan::GenImmix, 0);
}

#[test]
fn waiting_threads_are_notified() {
    spawn("wait", Plan::GenImmix, 0);
}

#[test]
fn a_million_monitors_take_no_memory() {
    spawn("many", Plan::GenImmix, 0);
}

#[test]
fn everything_survives_constant_collection() {
    for scenario in ["graph", "clear", "arrays", "statics"] {
        for plan in [Plan::GenImmix, Plan::StickyImmix, Plan::SemiSpace] {
            spawn(scenario, plan, 97);
        }
    }
}

#[test]
fn layouts_up_to_eight_gigabytes() {
    for size in [512 << 20, 2 << 30, 3usize << 30, 8 << 30] {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "heap::tests::large_heap", "--nocapture"])
            .env("KILN_LARGE_HEAP", size.to_string())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{size}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// Entry of the processes of [`layouts_up_to_eight_gigabytes`].
#[test]
fn large_heap() {
    let Ok(size) = std::env::var("KILN_LARGE_HEAP") else {
        return;
    };
    let config = HeapConfig {
        max: size.parse().unwrap(),
        initial: 8 << 20,
        threads: 1,
        ..HeapConfig::default()
    };
    super::init(&config).unwrap();
    let thread = crate::threads::attach_current("test", false).unwrap();
    classes::install();
    // SAFETY: the current thread, in VM, its only token.
    let cx = unsafe { thread.cx() };
    graph::arrays(cx);
    if config.max > 5 << 30 {
        // More than 2 GB in one array.
        let array = super::alloc_array(cx, classes::long_array(), 300 << 20).unwrap();
        array.store_i64(16 + 8 * ((300 << 20) - 1), 42);
        super::collect_exhaustively(cx);
    }
    crate::threads::detach_current();
}
