//! Headers of crates and modules (rule R31), and `forbid(unsafe_code)` (rule R23).

use super::rules::Rules;
use super::{Finding, TidyError, read};
use crate::repository::Repository;

/// A finished crate's header has at least this many lines.
const MIN_HEADER_LINES: usize = 20;

/// Checks that modules open with `//!`, that the headers of finished crates are complete, and
/// that crates which may not contain `unsafe` code forbid it.
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
    let mut manifests = Vec::new();
    for file in repository.with_extension("toml") {
        let Some(folder) = file.strip_suffix("/Cargo.toml") else {
            continue;
        };
        if let Some(name) = package_name(&read(repository, file)?) {
            manifests.push((folder.to_owned(), name));
        }
    }
    for file in repository.with_extension("rs") {
        let text = read(repository, file)?;
        if file.contains("/src/") && !text.trim_start().starts_with("//!") {
            finding(
                file,
                "a module opens with `//!`: what it is, why it is this way, reference (R31)"
                    .to_owned(),
            );
        }
        let Some((folder, name)) = manifests.iter().find(|(folder, _)| {
            file.strip_prefix(folder.as_str())
                .is_some_and(|rest| rest == "/src/lib.rs" || rest == "/src/main.rs")
        }) else {
            continue;
        };
        let Some(row) = rules.crates.get(name) else {
            continue; // Reported with the dependency table.
        };
        if text.lines().count() <= 2 {
            continue; // Laid out, not written yet.
        }
        if !row.r#unsafe && !text.contains("#![forbid(unsafe_code)]") {
            finding(file, "add #![forbid(unsafe_code)] (R23)".to_owned());
        }
        let n_header_lines = text.lines().filter(|line| line.starts_with("//!")).count();
        if row.finished && file.ends_with("/lib.rs") && n_header_lines < MIN_HEADER_LINES {
            finding(
                file,
                format!(
                    "the header of {folder} has {n_header_lines} lines; {MIN_HEADER_LINES} to 60 are expected: purpose, place, main types, invariants, where to start (R31)"
                ),
            );
        }
    }
    Ok(())
}

fn package_name(manifest: &str) -> Option<String> {
    let manifest: toml::Table = toml::from_str(manifest).ok()?;
    let name = manifest.get("package")?.get("name")?.as_str()?;
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn finds_the_package_name() {
        let manifest = "[package]\nname = \"kiln\"\n";
        assert_eq!(package_name(manifest).as_deref(), Some("kiln"));
        assert_eq!(package_name("[workspace]\n"), None);
    }
}
