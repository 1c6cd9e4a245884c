//! Lengths and names of files (rules R3 and R4).

use std::path::Path;

use super::rules::{FILE, Rules};
use super::{Finding, TidyError, read};
use crate::repository::Repository;

/// Finds files that are too long, and files whose name says nothing.
///
/// # Errors
/// When a file cannot be read.
pub fn check(
    repository: &Repository,
    rules: &Rules,
    findings: &mut Vec<Finding>,
) -> Result<(), TidyError> {
    let mut finding = |place: &str, message: String| {
        findings.push(Finding::of_file(place, message));
    };
    for file in repository.with_extension("rs") {
        let name = Path::new(file).file_name().and_then(|name| name.to_str());
        if name.is_some_and(|name| rules.files.forbidden_names.iter().any(|n| n == name)) {
            finding(file, "name the file after its concept (R3)".to_owned());
        }
        let n_lines = read(repository, file)?.lines().count();
        if n_lines > rules.files.max_lines && !rules.files.longer.contains_key(file) {
            finding(
                file,
                format!(
                    "{n_lines} lines, more than {}: split it by concept, or list it with a reason under [files.longer] in {FILE} (R4)",
                    rules.files.max_lines
                ),
            );
        }
    }
    for (file, reason) in &rules.files.longer {
        if !repository.contains(file) {
            finding(
                FILE,
                format!("[files.longer] names {file}, which is not there"),
            );
        } else if reason.trim().is_empty() {
            finding(FILE, format!("[files.longer] gives no reason for {file}"));
        } else if read(repository, file)?.lines().count() <= rules.files.max_lines {
            finding(FILE, format!("[files.longer] names {file}, which is short"));
        }
    }
    Ok(())
}
