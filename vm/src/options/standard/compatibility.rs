//! Options of other or older VMs, that have no effect or are refused.

use super::Category::Compatibility;
use super::Form::{Exact, Prefix};
use super::{Row, row};
use crate::options::OptionError;
use crate::options::effects::accept;
use crate::output;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    row(
        "--illegal-access=",
        Prefix,
        Compatibility,
        "Removed in JDK 17: ignored.",
        |_, _, whole| {
            output::warning(&format!(
                "Ignoring option {whole}; support was removed in 17.0"
            ));
            Ok(true)
        },
    ),
    row(
        "-Xbootclasspath/p:",
        Prefix,
        Compatibility,
        "Not supported any longer.",
        |_, _, _| {
            output::vm_line("-Xbootclasspath/p is no longer a supported option.");
            Err(OptionError(String::new()))
        },
    ),
    row(
        "-Xbootclasspath:",
        Prefix,
        Compatibility,
        "Not supported any longer.",
        |_, _, _| {
            output::vm_line("-Xbootclasspath is no longer a supported option.");
            Err(OptionError(String::new()))
        },
    ),
    row("-Xnoagent", Exact, Compatibility, "No effect.", accept),
    row("-Xfuture", Exact, Compatibility, "No effect.", accept),
    row("-native", Exact, Compatibility, "No effect.", accept),
    row(
        "-green",
        Exact,
        Compatibility,
        "Not available.",
        |_, _, _| {
            Err(OptionError(
                "Green threads support not available\n".to_owned(),
            ))
        },
    ),
    row(
        "-Xprof",
        Exact,
        Compatibility,
        "Removed: ignored.",
        |_, _, whole| {
            output::warning(&format!(
                "Ignoring option {whole}; support was removed in 10.0"
            ));
            Ok(true)
        },
    ),
    row(
        "-Xshare:auto",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xshare:off",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xshare:on",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xshare:dump",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
];
