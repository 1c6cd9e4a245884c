//! Flags whose values limit each other: the least and the greatest share of free space.
//!
//! HotSpot checks each flag against its partner when all options are read and when management
//! changes one. Source of the rules and messages: `jvmFlagConstraintsGC.cpp` of JDK 17.

use super::flag_values::FlagValues;

/// Pairs of flags: the value of the first is at most that of the second.
const ORDERED: [(&str, &str); 2] = [
    ("MinHeapFreeRatio", "MaxHeapFreeRatio"),
    ("MinMetaspaceFreeRatio", "MaxMetaspaceFreeRatio"),
];
/// The same flags in the order in which problems are told.
const CHECKED: [&str; 4] = [
    "MinHeapFreeRatio",
    "MaxHeapFreeRatio",
    "MaxMetaspaceFreeRatio",
    "MinMetaspaceFreeRatio",
];

/// What is wrong with `value` for the flag `name`, given the other flags.
pub(super) fn violation(
    name: &str,
    value: i128,
    other: impl Fn(&'static str) -> i128,
) -> Option<String> {
    for (least, most) in ORDERED {
        if name == least && value > other(most) {
            let limit = other(most);
            return Some(format!(
                "{least} ({value}) must be less than or equal to {most} ({limit})\n"
            ));
        }
        if name == most && value < other(least) {
            let limit = other(least);
            return Some(format!(
                "{most} ({value}) must be greater than or equal to {least} ({limit})\n"
            ));
        }
    }
    None
}

/// Everything that is wrong with the flags as they were given.
pub(super) fn violations(values: &FlagValues) -> String {
    let number = |name| values.get(name).parse().unwrap_or_default();
    CHECKED
        .iter()
        .filter_map(|name| violation(name, number(name), number))
        .collect()
}
