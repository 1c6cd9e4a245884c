//! Options about execution, signals, logging, debugging and agents.

use super::Category::{Agents, Debugging, Execution, Logging, Signals};
use super::Form::{Exact, Prefix};
use super::listing;
use super::{Row, row};
use crate::options::OptionError;
use crate::options::effects::{accept, agent, verbose};
use crate::output;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    row(
        "--enable-preview",
        Exact,
        Execution,
        "Accepts class files with preview features.",
        |o, _, _| {
            o.enable_preview = true;
            o.module("jdk.internal.enable.preview", "true")
        },
    ),
    row(
        "-verbose",
        Prefix,
        Logging,
        "Logs class loading, collections or JNI.",
        verbose,
    ),
    row(
        "-Xloggc:",
        Prefix,
        Logging,
        "Logs collections.",
        |o, v, _| {
            output::vm_line(&format!(
                "[0.000s][warning][gc] -Xloggc is deprecated. Will use -Xlog:gc:{v} instead."
            ));
            let taken = o.logging.take(&format!(":gc:{v}"));
            Ok(taken)
        },
    ),
    row(
        "-Xlog",
        Prefix,
        Logging,
        "Selects what is logged.",
        |o, v, _| {
            if o.logging.take(v) {
                return Ok(true);
            }
            Err(OptionError(format!(
                "Invalid -Xlog option '-Xlog{v}', see error log for details.\n"
            )))
        },
    ),
    row(
        "-Xcheck",
        Prefix,
        Debugging,
        "Checks arguments of JNI functions.",
        |o, v, w| {
            if v == ":jni" {
                o.check_jni = true;
                return Ok(true);
            }
            o.bad("check", w)
        },
    ),
    row(
        "-Xrs",
        Exact,
        Signals,
        "Leaves signals to the program.",
        |o, _, _| {
            o.set_flag_text("ReduceSignalUsage", "true");
            o.reduce_signals = true;
            Ok(true)
        },
    ),
    row("-Xdebug", Exact, Debugging, "No effect.", accept),
    row(
        "-Xinternalversion",
        Exact,
        Debugging,
        "Prints the version and exits.",
        |_, _, _| {
            output::vm_line(&format!(
                "{} ({}) for linux-amd64",
                crate::boot::VM_NAME,
                env!("CARGO_PKG_VERSION")
            ));
            output::exit_process(0)
        },
    ),
    row("-agentlib:", Prefix, Agents, "Not supported.", agent),
    row("-agentpath:", Prefix, Agents, "Not supported.", agent),
    row(
        "-javaagent:",
        Prefix,
        Agents,
        "Not supported.",
        |_, _, _| {
            Err(OptionError(
                "Instrumentation agents are not supported in this VM\n".to_owned(),
            ))
        },
    ),
    row("-Xrun", Prefix, Agents, "Not supported.", agent),
    row(
        "--deterministic",
        Exact,
        Execution,
        "One collector thread; requesters wait for compilations.",
        |o, _, _| {
            o.heap.threads = 1;
            o.is_deterministic = true;
            o.jit.is_synchronous = true;
            Ok(true)
        },
    ),
    row(
        "-Xlist-options",
        Exact,
        Debugging,
        "Lists the options that this VM knows and exits.",
        |_, _, _| {
            output::vm_text(&listing());
            output::exit_process(0)
        },
    ),
    row(
        "--time-startup",
        Exact,
        Debugging,
        "Prints how long each part of the start took.",
        |o, _, _| {
            o.time_startup = true;
            Ok(true)
        },
    ),
];
