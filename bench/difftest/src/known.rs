//! Failures that are known: `bench/difftest/expected-failures.toml`.

use std::io;
use std::path::Path;

use serde::Deserialize;

/// One known failure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// `area/Name`, or `*` for all: only while nothing runs yet.
    pub program: String,
    /// A mode, or `*` for all.
    pub mode: String,
    /// What is missing.
    pub reason: String,
}

/// The list of known failures.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFailures {
    #[serde(default)]
    known: Vec<Known>,
}

impl KnownFailures {
    /// Reads the list.
    ///
    /// # Errors
    /// When the file is missing or malformed.
    pub fn read(file: &Path) -> io::Result<Self> {
        let text = std::fs::read_to_string(file)?;
        toml::from_str(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))
    }

    /// Why `program` is known to fail in `mode`.
    #[must_use]
    pub fn reason(&self, program: &str, mode: &str) -> Option<&str> {
        self.known
            .iter()
            .find(|known| {
                (known.program == program || known.program == "*")
                    && (known.mode == mode || known.mode == "*")
            })
            .map(|known| known.reason.as_str())
    }

    /// Entries that name no program, or give no reason.
    pub fn mistakes<'a>(
        &'a self,
        is_test: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = &'a Known> {
        self.known.iter().filter(move |known| {
            (known.program != "*" && !is_test(&known.program)) || known.reason.trim().is_empty()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::KnownFailures;

    #[test]
    fn an_entry_is_for_one_mode_or_all() {
        let list: KnownFailures = toml::from_str(
            "known = [{program='a/B', mode='gc', reason='r'}, {program='a/C', mode='*', reason=''}]",
        )
        .unwrap();
        assert_eq!(list.reason("a/B", "gc"), Some("r"));
        assert_eq!(list.reason("a/B", "int"), None);
        assert_eq!(list.reason("a/C", "int"), Some(""));
        assert_eq!(list.mistakes(|_| true).count(), 1);
        assert_eq!(list.mistakes(|program| program == "a/C").count(), 2);
    }
}
