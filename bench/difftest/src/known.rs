//! Failures that are known: `bench/difftest/expected-failures.toml`.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// How the file begins.
const HEADER: &str = "\
# Failures that are known. Each still runs, and one that passes must be removed from here.
# `cargo xtask bless` rewrites this file; say what is missing in new entries.
#
# program: area/Name, an area for mode javac, a command line for mode commands, or * for a
# mode that is still being built (then what passes passes). mode: a mode, or *.
";

/// One known failure.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// `area/Name`, the name of another test, or `*` for a mode that is still being built: then
    /// what passes passes.
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

    /// The entry for `program` in `mode`.
    #[must_use]
    pub fn entry(&self, program: &str, mode: &str) -> Option<&Known> {
        let covers = |known: &&Known| {
            (known.program == program || known.program == "*")
                && (known.mode == mode || known.mode == "*")
        };
        self.known.iter().find(covers)
    }

    /// The list after `results` (program, mode, first line of the failure if it failed): entries
    /// of tests that passed are dropped, entries for new failures added, the others kept.
    #[must_use]
    pub fn blessed(&self, results: &[(String, String, Option<String>)]) -> Self {
        let failed = |program: &str, mode: &str| {
            results
                .iter()
                .find(|(p, m, _)| p == program && m == mode)
                .map(|(_, _, failure)| failure.is_some())
        };
        let mut known: Vec<Known> = self
            .known
            .iter()
            .filter(|known| {
                known.program != "*" && failed(&known.program, &known.mode) != Some(false)
            })
            .cloned()
            .collect();
        for (program, mode, failure) in results {
            let listed = known
                .iter()
                .any(|k| &k.program == program && (&k.mode == mode || k.mode == "*"));
            if let (Some(failure), false) = (failure, listed) {
                known.push(Known {
                    program: program.clone(),
                    mode: mode.clone(),
                    reason: format!("not examined: {failure}"),
                });
            }
        }
        known.sort_by(|a, b| (&a.mode, &a.program).cmp(&(&b.mode, &b.program)));
        Self { known }
    }

    /// Writes the list.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let mut text = HEADER.to_owned();
        for known in &self.known {
            let entry = toml::to_string(known).map_err(io::Error::other)?;
            text.push_str("\n[[known]]\n");
            text.push_str(&entry);
        }
        std::fs::write(file, text)
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
        let reason = |program, mode| list.entry(program, mode).map(|known| known.reason.as_str());
        assert_eq!(reason("a/B", "gc"), Some("r"));
        assert_eq!(reason("a/B", "int"), None);
        assert_eq!(reason("a/C", "int"), Some(""));
        assert_eq!(list.mistakes(|_| true).count(), 1);
        assert_eq!(list.mistakes(|program| program == "a/C").count(), 2);
    }

    #[test]
    fn blessing_drops_what_passes_and_adds_what_fails() {
        let list: KnownFailures = toml::from_str(
            "known = [{program='a/B', mode='gc', reason='r'}, {program='a/C', mode='int', reason='s'}]",
        )
        .unwrap();
        let result = |program: &str, mode: &str, failure: Option<&str>| {
            (
                program.to_owned(),
                mode.to_owned(),
                failure.map(str::to_owned),
            )
        };
        let blessed = list.blessed(&[
            result("a/B", "gc", None),
            result("a/D", "gc", Some("exit 1")),
            result("a/E", "gc", None),
        ]);
        assert!(blessed.entry("a/B", "gc").is_none());
        assert_eq!(blessed.entry("a/C", "int"), list.entry("a/C", "int"));
        let new = blessed.entry("a/D", "gc").unwrap();
        assert_eq!(new.reason, "not examined: exit 1");
        assert_eq!(blessed.known.len(), 2);
    }
}
