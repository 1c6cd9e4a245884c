//! Tidy: the rules of `docs/style.md` that a program can check.
//!
//! Each rule is one module with one function that appends [`Finding`]s. The data that rules
//! need (the dependency table, exceptions with their reasons) is in `bench/xtask/tidy.toml`;
//! the words that are not used come from the table in `docs/glossary.md`.

pub mod edges;
pub mod files;
pub mod headers;
pub mod links;
pub mod rules;
pub mod words;

use std::fmt;

use crate::repository::Repository;
use rules::Rules;

/// One violation of one rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File, relative to the root, or the name of a crate.
    pub place: String,
    /// Line in that file, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Finding {
    /// A violation by a whole file or crate.
    fn of_file(place: &str, message: String) -> Self {
        Self {
            place: place.to_owned(),
            line: 0,
            message,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.place, self.message),
            line => write!(f, "{}:{line}: {}", self.place, self.message),
        }
    }
}

/// What stops tidy from giving an answer.
#[derive(Debug)]
pub enum TidyError {
    /// A file or command could not be read or run: what, and why.
    Io(String, std::io::Error),
    /// `tidy.toml` does not have the expected form.
    Rules(toml::de::Error),
    /// `cargo metadata` printed something unexpected.
    Metadata(serde_json::Error),
}

impl fmt::Display for TidyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(what, error) => write!(f, "{what}: {error}"),
            Self::Rules(error) => write!(f, "{}: {error}", rules::FILE),
            Self::Metadata(error) => write!(f, "cargo metadata: {error}"),
        }
    }
}

impl std::error::Error for TidyError {}

/// Runs every rule over the repository; an empty list means tidy.
///
/// # Errors
/// When a file, the rules or `cargo metadata` cannot be read.
pub fn check(repository: &Repository) -> Result<Vec<Finding>, TidyError> {
    let rules = Rules::read(repository)?;
    let mut findings = Vec::new();
    edges::check(repository, &rules, &mut findings)?;
    files::check(repository, &rules, &mut findings)?;
    headers::check(repository, &rules, &mut findings)?;
    links::check(repository, &rules, &mut findings)?;
    words::check(repository, &rules, &mut findings)?;
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Reads a file of the repository, naming it in the error.
pub(crate) fn read(repository: &Repository, file: &str) -> Result<String, TidyError> {
    repository
        .read(file)
        .map_err(|error| TidyError::Io(file.to_owned(), error))
}
