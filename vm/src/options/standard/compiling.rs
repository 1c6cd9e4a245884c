//! Options about compiling.

use super::Category::Compiling;
use super::Form::{Exact, Prefix};
use super::{Row, row};
use crate::options::effects::{code_cache, number};
use crate::options::jit::{ChangedForm, StatsPlace};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    row("-Xint", Exact, Compiling, "Interprets only.", |o, _, _| {
        o.choose_policy("never");
        Ok(true)
    }),
    row(
        "-Xcomp",
        Exact,
        Compiling,
        "Compiles every method before its first call.",
        |o, _, _| {
            o.compile_everything();
            Ok(true)
        },
    ),
    row(
        "-Xmixed",
        Exact,
        Compiling,
        "Compiles by the default policy.",
        |o, _, _| {
            o.compile_by_default();
            Ok(true)
        },
    ),
    row(
        "-Xbatch",
        Exact,
        Compiling,
        "Waits for each compilation.",
        |o, _, _| {
            o.set_flag_text("BackgroundCompilation", "false");
            o.jit.is_synchronous = true;
            Ok(true)
        },
    ),
    row(
        "--policy=",
        Prefix,
        Compiling,
        "Decides what is compiled: never, always, hotspot, budget, or a file.",
        |o, v, _| {
            o.choose_policy(v);
            Ok(true)
        },
    ),
    row(
        "--set=",
        Prefix,
        Compiling,
        "Changes a setting of the policy: KEY=VALUE.",
        |o, v, _| {
            o.jit.overrides.push(v.to_owned());
            Ok(true)
        },
    ),
    row(
        "--passes=",
        Prefix,
        Compiling,
        "Optimizes with these passes, as gvn,dce.",
        |o, v, _| {
            o.jit.passes = Some(v.to_owned());
            Ok(true)
        },
    ),
    row(
        "--disable-pass=",
        Prefix,
        Compiling,
        "Optimizes without this pass.",
        |o, v, _| {
            o.jit.disabled_passes.push(v.to_owned());
            Ok(true)
        },
    ),
    row(
        "--bisect-limit=",
        Prefix,
        Compiling,
        "Lets the first N runs of passes take place, for `kiln bisect`.",
        |o, v, w| {
            o.jit.bisect_limit = Some(number(v, w)?);
            Ok(true)
        },
    ),
    row(
        "--print-after=",
        Prefix,
        Compiling,
        "Prints the code after a pass, or after all.",
        |o, v, _| {
            o.jit.print_after.push(v.to_owned());
            Ok(true)
        },
    ),
    row(
        "--print-changed",
        Prefix,
        Compiling,
        "Prints the code after each pass that changed it, or with =diff the lines.",
        |o, v, _| {
            o.jit.print_changed = Some(match v {
                "" => ChangedForm::Whole,
                "=diff" => ChangedForm::Diff,
                _ => return Ok(false),
            });
            Ok(true)
        },
    ),
    row(
        "--filter=",
        Prefix,
        Compiling,
        "Prints the code only of methods whose Class::name contains this.",
        |o, v, _| {
            v.clone_into(&mut o.jit.dump_filter);
            Ok(true)
        },
    ),
    row(
        "--time-passes",
        Exact,
        Compiling,
        "Prints at the end how long each part of compiling took.",
        |o, _, _| {
            o.jit.time_passes = true;
            Ok(true)
        },
    ),
    row(
        "--stats",
        Prefix,
        Compiling,
        "Prints at the end what was compiled and left; with =FILE as JSON.",
        |o, v, _| {
            o.jit.stats = Some(match v.strip_prefix('=') {
                None if v.is_empty() => StatsPlace::Text,
                Some(file) if !file.is_empty() => StatsPlace::File(file.to_owned()),
                Some(_) | None => return Ok(false),
            });
            Ok(true)
        },
    ),
    row(
        "--no-why",
        Exact,
        Compiling,
        "Leaves the reasons out of -XX:+PrintCompilation.",
        |o, _, _| {
            o.jit.print_reasons = false;
            Ok(true)
        },
    ),
    row(
        "--deopt-every=",
        Prefix,
        Compiling,
        "Leaves compiled code at every Nth poll and every Nth check.",
        |o, v, w| {
            o.jit.deopt_every = number(v, w)?;
            Ok(true)
        },
    ),
    row(
        "--invalidate-every=",
        Prefix,
        Compiling,
        "Ends running compiled code at every Nth poll.",
        |o, v, w| {
            o.jit.invalidate_every = number(v, w)?;
            Ok(true)
        },
    ),
    row(
        "--osr-every=",
        Prefix,
        Compiling,
        "Enters compiled code at every Nth back edge.",
        |o, v, w| {
            o.jit.osr_every = number(v, w)?;
            Ok(true)
        },
    ),
    row(
        "--trace",
        Prefix,
        Compiling,
        "Writes events to a file (kiln.ktrace).",
        |o, v, _| Ok(o.trace_to(v)),
    ),
    row(
        "--profile-out=",
        Prefix,
        Compiling,
        "Writes what each compilation was told to a file, for `kiln compile`.",
        |o, v, _| {
            o.jit.profile_out = Some(v.to_owned());
            Ok(true)
        },
    ),
    row(
        "--compile=",
        Prefix,
        Compiling,
        "Compiles a method, Class::name(descriptor), once and ends, for `kiln compile`.",
        |o, v, _| {
            o.jit.compile_one = Some(v.to_owned());
            Ok(true)
        },
    ),
    row(
        "--panic-in=",
        Prefix,
        Compiling,
        "Lets the compiler panic in the methods of this pattern, to test what happens.",
        |o, v, _| o.panic_in(v),
    ),
    row(
        "--perf-map",
        Exact,
        Compiling,
        "Names compiled methods for perf, in /tmp/perf-PID.map.",
        |o, _, _| {
            o.jit.perf_map = true;
            Ok(true)
        },
    ),
    row(
        "--jitdump",
        Exact,
        Compiling,
        "Writes compiled code for perf inject to jit-PID.dump.",
        |o, _, _| {
            o.jit.jitdump = true;
            Ok(true)
        },
    ),
    row(
        "-Xmaxjitcodesize",
        Prefix,
        Compiling,
        "Bytes of compiled code.",
        code_cache,
    ),
    row(
        "-XX:ReservedCodeCacheSize=",
        Prefix,
        Compiling,
        "Bytes of compiled code.",
        code_cache,
    ),
];
