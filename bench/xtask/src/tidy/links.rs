//! Paths and links in documentation resolve (rule R30).
//!
//! Checked are relative links in Markdown files, and code spans that look like a path of the
//! repository, in Markdown files and in `//!` and `///` comments. Code blocks are not looked
//! at: their commands are tried by tests.

use std::path::{Component, Path, PathBuf};

use super::rules::Rules;
use super::{Finding, TidyError, read};
use crate::repository::Repository;

/// Finds links and paths that lead nowhere, and pages that the README does not list.
///
/// # Errors
/// When a file cannot be read.
pub fn check(
    repository: &Repository,
    rules: &Rules,
    findings: &mut Vec<Finding>,
) -> Result<(), TidyError> {
    let mut finding = |place: &str, line: usize, message: String| {
        findings.push(Finding {
            place: place.to_owned(),
            line,
            message,
        });
    };
    for file in repository.with_extension("md") {
        for (line, text) in prose(&read(repository, file)?) {
            for target in link_targets(text) {
                let Some(path) = relative_to(file, target) else {
                    continue;
                };
                if !repository.contains(&path) {
                    finding(file, line, format!("the link to {target} leads nowhere"));
                }
            }
            for path in paths(text, rules) {
                if !repository.contains(path) {
                    finding(file, line, format!("there is no {path}"));
                }
            }
        }
    }
    for file in repository.with_extension("rs") {
        for (line, text) in read(repository, file)?.lines().enumerate() {
            let text = text.trim_start();
            if !text.starts_with("//!") && !text.starts_with("///") {
                continue;
            }
            for path in paths(text, rules) {
                if !repository.contains(path) {
                    finding(file, line + 1, format!("there is no {path}"));
                }
            }
        }
    }
    if repository.contains("README.md") {
        let readme = read(repository, "README.md")?;
        for page in repository.with_extension("md") {
            if page.starts_with("docs/") && !readme.contains(&format!("({page})")) {
                finding("README.md", 0, format!("does not list {page}"));
            }
        }
    }
    Ok(())
}

/// The lines outside fenced code blocks, numbered from 1.
pub(super) fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(line, text)| {
        if text.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        (!fenced).then_some((line + 1, text))
    })
}

/// The targets of `[text](target)` in one line.
fn link_targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let end = rest.find(')')?;
        Some(&rest[..end])
    })
}

/// The code spans of one line.
fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The code spans that claim to be a path of the repository.
fn paths<'a>(line: &'a str, rules: &'a Rules) -> impl Iterator<Item = &'a str> {
    code_spans(line).filter(move |span| {
        let plain = span
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
        let rooted = span
            .split_once('/')
            .is_some_and(|(first, _)| rules.paths.roots.iter().any(|root| root == first));
        let planned = rules.paths.planned.iter().any(|planned| {
            span.trim_end_matches('/') == planned || span.starts_with(&format!("{planned}/"))
        });
        plain && rooted && !planned
    })
}

/// Resolves a link in `file`; `None` when it leaves the repository on purpose.
fn relative_to(file: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    if target.is_empty() || target.contains(':') {
        return None;
    }
    let mut resolved = PathBuf::new();
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    for component in folder.join(target).components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(part) => resolved.push(part),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Some(resolved.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::{code_spans, link_targets, prose, relative_to};

    #[test]
    fn links_resolve_against_the_folder_of_their_page() {
        let found = |target| relative_to("docs/a.md", target);
        assert_eq!(found("../README.md#top").as_deref(), Some("README.md"));
        assert_eq!(found("b.md").as_deref(), Some("docs/b.md"));
        assert_eq!(found("https://example.org"), None);
        assert_eq!(found("#here"), None);
    }

    #[test]
    fn targets_and_spans() {
        let line = "see [a](b.md) and `vm/src` or [c](d.md#e)";
        assert_eq!(link_targets(line).collect::<Vec<_>>(), ["b.md", "d.md#e"]);
        assert_eq!(code_spans(line).collect::<Vec<_>>(), ["vm/src"]);
    }

    #[test]
    fn code_blocks_are_skipped() {
        let lines: Vec<_> = prose("a\n```\nb\n```\nc").collect();
        assert_eq!(lines, [(1, "a"), (5, "c")]);
    }
}
