//! Words that are not used, and code that is not committed.
//!
//! The glossary's last column names words that mean a concept which already has a name.
//! Those in code spans are checked, in identifiers (`snake_case`, `CamelCase`) and in text;
//! the others are advice, because they also have ordinary meanings.

use super::links::prose;
use super::rules::Rules;
use super::{Finding, TidyError, read};
use crate::repository::Repository;

/// Where the glossary is.
const GLOSSARY: &str = "docs/glossary.md";

/// Files whose text is looked at.
const TEXT: [&str; 6] = ["rs", "md", "toml", "sh", "java", "c"];

/// Finds unused words, code that is not committed, and paths of one machine.
///
/// # Errors
/// When a file cannot be read.
pub fn check(
    repository: &Repository,
    rules: &Rules,
    findings: &mut Vec<Finding>,
) -> Result<(), TidyError> {
    let banned = if repository.contains(GLOSSARY) {
        banned_words(&read(repository, GLOSSARY)?)
    } else {
        Vec::new()
    };
    for file in TEXT.iter().flat_map(|e| repository.with_extension(e)) {
        if file == super::rules::FILE {
            continue;
        }
        let text = read(repository, file)?;
        let rust = file.ends_with(".rs");
        for (line, text) in text.lines().enumerate() {
            let mut finding = |message: String| {
                findings.push(Finding {
                    place: file.to_owned(),
                    line: line + 1,
                    message,
                });
            };
            for (wrong, instead) in &rules.text.forbidden_anywhere {
                if text.contains(wrong.as_str()) {
                    finding(format!("contains {wrong:?}: {instead}"));
                }
            }
            if rust && !text.trim_start().starts_with("//") {
                for (wrong, instead) in &rules.text.forbidden_in_rust {
                    if text.contains(wrong.as_str()) {
                        finding(format!("contains {wrong}: {instead}"));
                    }
                }
            }
            if (rust || file.ends_with(".md")) && file != GLOSSARY {
                let plain = normalize(text);
                for word in &banned {
                    if plain.contains(&format!(" {word} ")) {
                        finding(format!("{word:?} has another name here: see {GLOSSARY}"));
                    }
                }
            }
        }
    }
    Ok(())
}

/// The code spans in the last column of the glossary's table, normalized.
fn banned_words(glossary: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (_, line) in prose(glossary) {
        let cells: Vec<&str> = line.split('|').collect();
        if let [_, _, _, not, _] = cells[..] {
            for word in not.split('`').skip(1).step_by(2) {
                words.push(normalize(word).trim().to_owned());
            }
        }
    }
    words
}

/// Lower-case words separated by single spaces, with a space at both ends, so that
/// `BackEdge`, `back_edge` and "back edge" are the same.
fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    let mut previous_lower = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && previous_lower {
                out.push(' ');
            }
            out.push(c.to_ascii_lowercase());
            previous_lower = c.is_ascii_lowercase();
        } else {
            if !out.ends_with(' ') {
                out.push(' ');
            }
            previous_lower = false;
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{banned_words, normalize};

    #[test]
    fn spellings_are_the_same_word() {
        for spelling in ["back edge", "back_edge", "BackEdge", "Back-edge,"] {
            assert_eq!(normalize(spelling), " back edge ");
        }
    }

    #[test]
    fn only_code_spans_of_the_last_column_are_banned() {
        let glossary = "| **a** | `b` | `c d`, e, `f` |\n";
        assert_eq!(banned_words(glossary), ["c d", "f"]);
    }
}
