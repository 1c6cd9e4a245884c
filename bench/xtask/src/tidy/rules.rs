//! The data of the rules: `bench/xtask/tidy.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{TidyError, read};
use crate::repository::Repository;

/// Where the rules are.
pub const FILE: &str = "bench/xtask/tidy.toml";

/// Everything in `tidy.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The dependency table, by package name.
    pub crates: BTreeMap<String, Crate>,
    /// Limits on files.
    pub files: Files,
    /// Limits on text.
    pub text: Text,
    /// Paths in documentation.
    pub paths: Paths,
}

/// What one of our crates may depend on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crate {
    /// Our crates it may depend on.
    pub may: Vec<String>,
    /// Our crates its tests may use besides.
    #[serde(default)]
    pub tests: Vec<String>,
    /// The invariant that a further edge would break, printed when it is broken.
    pub invariant: String,
    /// Whether it may contain `unsafe` code; if not, it must forbid it.
    #[serde(default)]
    pub r#unsafe: bool,
    /// Whether it is finished enough that its header must be complete.
    #[serde(default)]
    pub finished: bool,
}

/// Limits on files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// Lines that a source file may have.
    pub max_lines: usize,
    /// Longer files, each with the reason.
    #[serde(default)]
    pub longer: BTreeMap<String, String>,
    /// File names that say nothing.
    pub forbidden_names: Vec<String>,
}

/// Limits on text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Not in Rust code: text and what to do instead.
    pub forbidden_in_rust: BTreeMap<String, String>,
    /// Not in any text file: text and what to do instead.
    pub forbidden_anywhere: BTreeMap<String, String>,
}

/// Paths in documentation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paths {
    /// A code span that begins with one of these folders is a path of the repository.
    pub roots: Vec<String>,
    /// Paths that the style names although they are not there yet.
    pub planned: Vec<String>,
}

impl Rules {
    /// Reads `tidy.toml`.
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn read(repository: &Repository) -> Result<Self, TidyError> {
        toml::from_str(&read(repository, FILE)?).map_err(TidyError::Rules)
    }
}
