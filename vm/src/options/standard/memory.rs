//! Options about heap and stacks.

use super::Category::{Heap, Stacks};
use super::Form::{Exact, Prefix};
use super::{Row, row};
use crate::options::OptionError;
use crate::options::effects::{accept, free_ratio, max_heap, number, size_option};
use crate::options::sizes;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    row("-Xmx", Prefix, Heap, "Most bytes of the heap.", max_heap),
    row(
        "-XX:MaxHeapSize=",
        Prefix,
        Heap,
        "Most bytes of the heap.",
        max_heap,
    ),
    row(
        "-Xms",
        Prefix,
        Heap,
        "Bytes of the heap at the start.",
        |o, v, w| {
            let size = size_option(v, 0, u64::MAX, "Invalid initial heap size:", w)?;
            o.set_flag("InitialHeapSize", size);
            Ok(true)
        },
    ),
    row("-Xmn", Prefix, Heap, "Bytes of the nursery.", |o, v, w| {
        let size = size_option(v, 1, u64::MAX, "Invalid initial young generation size:", w)?;
        o.set_flag("NewSize", size);
        Ok(true)
    }),
    row(
        "-Xmaxf",
        Prefix,
        Heap,
        "Most free part of the heap: no effect.",
        |_, v, w| free_ratio(v, w, "max"),
    ),
    row(
        "-Xminf",
        Prefix,
        Heap,
        "Least free part of the heap: no effect.",
        |_, v, w| free_ratio(v, w, "min"),
    ),
    row(
        "-Xss",
        Prefix,
        Stacks,
        "Bytes of thread stacks.",
        |o, v, w| {
            if v == "0" {
                // The default size.
                return Ok(true);
            }
            let size = size_option(v, 1000, 1 << 30, "Invalid thread stack size:", w)?;
            o.set_flag("ThreadStackSize", size.div_ceil(1024));
            Ok(true)
        },
    ),
    row(
        "-Xnoclassgc",
        Exact,
        Heap,
        "No effect: classes are not unloaded.",
        accept,
    ),
    row(
        "-XX:MaxTenuringThreshold=",
        Prefix,
        Heap,
        "Collections until an object is old: no effect.",
        |_, v, _| {
            let flag = "MaxTenuringThreshold";
            match sizes::unsigned(v) {
                None => Err(OptionError(format!(
                    "Improperly specified VM option '{flag}={v}'\n"
                ))),
                Some(age) if age > 16 => Err(OptionError(format!(
                    "uintx {flag}={age} is outside the allowed range [ 0 ... 16 ]\n"
                ))),
                Some(_) => Ok(true),
            }
        },
    ),
    row(
        "--gc-every=",
        Prefix,
        Heap,
        "Collects at every Nth allocation or poll.",
        |o, v, w| {
            o.heap.gc_every = number(v, w)?;
            Ok(true)
        },
    ),
    row(
        "--verify-heap",
        Exact,
        Heap,
        "Checks the heap after each collection.",
        |o, _, _| {
            o.heap.verify = true;
            Ok(true)
        },
    ),
    row(
        "--seed=",
        Prefix,
        Heap,
        "Varies how far apart the collections of --gc-every are.",
        |o, v, w| {
            o.heap.gc_seed = Some(number(v, w)?);
            Ok(true)
        },
    ),
];
