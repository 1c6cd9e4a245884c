//! The table of options that are not `-XX:` flags.
//!
//! The rows are in files by family. The first one that matches takes the option. Rows without an
//! effect here are accepted because HotSpot accepts them.

mod classes;
mod compatibility;
mod compiling;
mod memory;
mod running;

use super::flag_table::EFFECTS;
use super::{OptionError, VmOptions};

/// How an option is recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// The whole option.
    Exact,
    /// The beginning; the rest is the value.
    Prefix,
}

/// What an option is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Category {
    Properties,
    Modules,
    Heap,
    Stacks,
    Verification,
    Assertions,
    Logging,
    Execution,
    Compiling,
    Signals,
    Agents,
    Debugging,
    Compatibility,
}

/// Takes an option: its value (what follows a prefix) and the whole. `Ok(false)`: it is not one.
type Take = fn(&mut VmOptions, &str, &str) -> Result<bool, OptionError>;

/// One row.
pub(super) struct Row {
    /// Name or prefix.
    pub(super) name: &'static str,
    pub(super) form: Form,
    pub(super) category: Category,
    /// What it does, in a sentence.
    pub(super) about: &'static str,
    pub(super) take: Take,
}

const fn row(
    name: &'static str,
    form: Form,
    category: Category,
    about: &'static str,
    take: Take,
) -> Row {
    Row {
        name,
        form,
        category,
        about,
        take,
    }
}

/// All rows, family by family.
fn rows() -> impl Iterator<Item = &'static Row> {
    [
        classes::ROWS,
        memory::ROWS,
        running::ROWS,
        compiling::ROWS,
        compatibility::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// The table for people: options by category, then the flags that have an effect.
fn listing() -> String {
    let mut rows: Vec<&Row> = rows().collect();
    rows.sort_by_key(|row| row.category as usize);
    let mut text = String::new();
    for row in rows {
        let name = format!(
            "{}{}",
            row.name,
            if row.form == Form::Prefix { "..." } else { "" }
        );
        text.push_str(&format!(
            "{:<14} {name:<30} {}\n",
            format!("{:?}", row.category),
            row.about
        ));
    }
    for (name, about) in EFFECTS {
        text.push_str(&format!(
            "{:<14} {:<30} {about}\n",
            "Flag",
            format!("-XX:{name}")
        ));
    }
    text
}

/// Offers the option to each row.
pub(super) fn take(options: &mut VmOptions, argument: &str) -> Result<bool, OptionError> {
    for row in rows() {
        let value = match row.form {
            Form::Exact if argument == row.name => "",
            Form::Exact => continue,
            Form::Prefix => match argument.strip_prefix(row.name) {
                Some(value) => value,
                None => continue,
            },
        };
        if (row.take)(options, value, argument)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::{Form, Row, rows};

    #[test]
    fn no_row_hides_another() {
        let rows: Vec<&Row> = rows().collect();
        for (index, row) in rows.iter().enumerate() {
            assert!(row.about.ends_with('.'), "{}", row.name);
            for earlier in &rows[..index] {
                assert_ne!(earlier.name, row.name);
                let is_hidden = earlier.form == Form::Prefix && row.name.starts_with(earlier.name);
                // Assertion options check what follows; see `VmOptions::assertion`.
                let checks = matches!(earlier.name, "-ea" | "-da" | "-Xlog" | "-verbose");
                assert!(!is_hidden || checks, "{} hides {}", earlier.name, row.name);
            }
        }
    }
}
