//! Lists of flags: `-XX:+PrintFlagsFinal` and its like, in HotSpot's columns.

use super::flag_table::{FLAGS, Flag, Kind};
use super::flag_values::{FlagValues, Origin};

/// One line of a list: type, name, value, categories, origin.
fn line(flag: &Flag, value: &str, origin: &str) -> String {
    let mut text = format!("{:>9} {:<39} ", flag.kind.name(), flag.name);
    let mut parts = value.split('\n');
    let mut last = format!(" = {}", parts.next().unwrap_or(""));
    for part in parts {
        text.push_str(&last);
        text.push_str(&format!("\n{:>9} {:<39} ", "", flag.name));
        last = format!("+= {part}");
    }
    let categories = format!("{{{}}}", flag.categories);
    // Values take 33 columns, categories 20 more, right-justified as far as there is room.
    let width = 54usize
        .saturating_sub(last.chars().count())
        .max(categories.len() + 1);
    text.push_str(&format!("{last}{categories:>width$} {{{origin}}}\n"));
    text
}

/// All flags with their values.
pub(super) fn all(values: &FlagValues) -> String {
    let mut text = "[Global flags]\n".to_owned();
    for flag in FLAGS.iter().filter(|flag| values.is_listed(flag)) {
        let origin = values.origin(flag.name).map_or("default", Origin::name);
        text.push_str(&line(flag, values.get(flag.name), origin));
    }
    text
}

/// The flags that were set, as options on one line.
pub(super) fn command_line(values: &FlagValues) -> String {
    let mut text = String::new();
    for (name, value, _) in values.all() {
        let is_bool = super::flag_table::find(name).is_some_and(|flag| flag.kind == Kind::Bool);
        match (is_bool, value) {
            (true, "true") => text.push_str(&format!("-XX:+{name} ")),
            (true, _) => text.push_str(&format!("-XX:-{name} ")),
            (false, _) => text.push_str(&format!("-XX:{name}={value} ")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::options::flag_table::find;

    #[test]
    fn columns_are_those_of_hotspot() {
        for (name, value, expected) in [
            (
                "AVX3Threshold",
                "4096",
                "      int AVX3Threshold                            = 4096                              {ARCH diagnostic} {default}\n",
            ),
            (
                "AbortVMOnException",
                "",
                "    ccstr AbortVMOnException                       =                                        {diagnostic} {default}\n",
            ),
        ] {
            assert_eq!(
                line(find(name).expect("it exists"), value, "default"),
                expected
            );
        }
    }
}
