//! Dependency edges between our crates, compared with the table of rules R1 and R2.
//!
//! The edges come from `cargo metadata`, so a dependency behind a feature or a renamed one
//! counts as well. A crate that is not in the table is a finding: every new crate gets a row.
//! Crates of others need a row, with a reason, in the page on architecture.

use std::process::Command;

use serde::Deserialize;

use super::rules::{FILE, Rules};
use super::{Finding, TidyError, read};
use crate::repository::Repository;

/// The page that lists external crates.
const PAGE: &str = "docs/architecture.md";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    path: Option<String>,
}

/// Compares the workspace's edges with the table.
///
/// # Errors
/// When `cargo metadata` fails, or the page cannot be read.
pub fn check(
    repository: &Repository,
    rules: &Rules,
    findings: &mut Vec<Finding>,
) -> Result<(), TidyError> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(repository.root())
        .output()
        .map_err(|error| TidyError::Io("cargo metadata".to_owned(), error))?;
    let metadata = serde_json::from_slice(&output.stdout).map_err(TidyError::Metadata)?;
    compare(&metadata, rules, findings);
    explain(&metadata, &read(repository, PAGE)?, findings);
    Ok(())
}

/// Every external crate has a row in the page's table.
fn explain(metadata: &Metadata, page: &str, findings: &mut Vec<Finding>) {
    for package in &metadata.packages {
        for dependency in package.dependencies.iter().filter(|d| d.path.is_none()) {
            let name = &dependency.name;
            let is_listed = page
                .lines()
                .any(|line| line.starts_with("| ") && line.contains(&format!("`{name}`")));
            if !is_listed {
                findings.push(Finding {
                    place: package.name.clone(),
                    line: 0,
                    message: format!("depends on {name}, for which {PAGE} gives no reason"),
                });
            }
        }
    }
}

fn compare(metadata: &Metadata, rules: &Rules, findings: &mut Vec<Finding>) {
    let mut finding = |place: &str, message: String| {
        findings.push(Finding {
            place: place.to_owned(),
            line: 0,
            message,
        });
    };
    for package in &metadata.packages {
        let Some(row) = rules.crates.get(&package.name) else {
            finding(
                &package.name,
                format!("no row in {FILE}: say there what this crate may depend on"),
            );
            continue;
        };
        for dependency in package.dependencies.iter().filter(|d| d.path.is_some()) {
            let for_tests = dependency.kind.as_deref() == Some("dev");
            let allowed = row.may.contains(&dependency.name)
                || (for_tests && row.tests.contains(&dependency.name));
            if !allowed {
                finding(
                    &package.name,
                    format!(
                        "must not depend on {}: {} (rules R1 and R2 of docs/style.md)",
                        dependency.name, row.invariant
                    ),
                );
            }
        }
    }
    for name in rules.crates.keys() {
        if !metadata.packages.iter().any(|p| &p.name == name) {
            finding(FILE, format!("row for {name}, which is no crate"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Metadata, Rules, compare, explain};

    const RULES: &str = r#"
        [crates.low]
        may = []
        invariant = "low knows nothing"
        [crates.high]
        may = ["low"]
        tests = ["tool"]
        invariant = "high knows low"
        [crates.tool]
        may = []
        invariant = "tools are tools"
        [files]
        max_lines = 1
        forbidden_names = []
        [text]
        forbidden_in_rust = {}
        forbidden_anywhere = {}
        [paths]
        roots = []
        planned = []
    "#;

    fn messages(packages: &str) -> Vec<String> {
        let rules: Rules = toml::from_str(RULES).expect("the rules above are well formed");
        let metadata: Metadata = serde_json::from_str(&format!("{{\"packages\":[{packages}]}}"))
            .expect("the packages of the tests are well formed");
        let mut findings = Vec::new();
        compare(&metadata, &rules, &mut findings);
        findings.iter().map(ToString::to_string).collect()
    }

    const HIGH: &str = r#"{"name":"high","dependencies":[
        {"name":"low","kind":null,"path":"x"},{"name":"tool","kind":"dev","path":"x"},
        {"name":"libc","kind":null,"path":null}]}"#;
    const TOOL: &str = r#"{"name":"tool","dependencies":[]}"#;

    #[test]
    fn the_table_is_enough() {
        let low = r#"{"name":"low","dependencies":[]}"#;
        assert_eq!(messages(&format!("{low},{HIGH},{TOOL}")), [""; 0]);
    }

    #[test]
    fn a_forbidden_edge_names_its_invariant() {
        let low = r#"{"name":"low","dependencies":[{"name":"high","kind":null,"path":"x"}]}"#;
        let found = messages(&format!("{low},{HIGH},{TOOL}"));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("low: must not depend on high: low knows nothing"));
    }

    #[test]
    fn a_test_only_edge_is_not_allowed_in_the_library() {
        let low = r#"{"name":"low","dependencies":[]}"#;
        let high = HIGH.replace("\"dev\"", "null");
        assert_eq!(messages(&format!("{low},{high},{TOOL}")).len(), 1);
    }

    #[test]
    fn external_crates_have_a_reason() {
        let metadata: Metadata = serde_json::from_str(&format!("{{\"packages\":[{HIGH}]}}"))
            .expect("the packages of the tests are well formed");
        let mut findings = Vec::new();
        explain(&metadata, "| `libc` | high | system calls |", &mut findings);
        assert!(findings.is_empty());
        explain(&metadata, "`libc` in a sentence", &mut findings);
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn rows_and_crates_match() {
        let stranger = r#"{"name":"stranger","dependencies":[]}"#;
        let found = messages(&format!("{HIGH},{TOOL},{stranger}"));
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
