//! What differs between the stock JDK and the VM under test, for people to read.

use std::fmt::Write as _;

use similar::TextDiff;

use crate::child::Outcome;
use crate::program::Directives;

/// Lines of a difference that are shown.
const MAX_DIFF_LINES: usize = 60;

/// Lines of standard error that are shown.
const MAX_STDERR_LINES: usize = 40;

/// Compares what `directives` say; `None` when nothing differs.
#[must_use]
pub fn compare(directives: &Directives, stock: &Outcome, ours: &Outcome) -> Option<String> {
    let mut report = String::new();
    if directives.exit && stock.exit != ours.exit {
        writeln!(report, "{}, but stock: {}", ours.exit, stock.exit)
            .expect("writing to a string cannot fail");
    }
    if directives.stdout {
        report.push_str(&difference("stdout", &stock.stdout, &ours.stdout));
    }
    if directives.stderr {
        report.push_str(&difference("stderr", &stock.stderr, &ours.stderr));
    }
    if report.is_empty() {
        return None;
    }
    if !ours.stderr.is_empty() && (!directives.stderr || report.len() < 200) {
        report.push_str("stderr was:\n");
        report.push_str(&first_lines(&ours.stderr, MAX_STDERR_LINES));
    }
    Some(report)
}

fn difference(what: &str, stock: &str, ours: &str) -> String {
    if stock == ours {
        return String::new();
    }
    let diff = TextDiff::from_lines(stock, ours);
    let mut unified = diff.unified_diff();
    let text = unified
        .context_radius(2)
        .header(&format!("stock/{what}"), &format!("kiln/{what}"))
        .to_string();
    first_lines(&text, MAX_DIFF_LINES)
}

fn first_lines(text: &str, n_max: usize) -> String {
    let n_lines = text.lines().count();
    let mut shown: String = text
        .lines()
        .take(n_max)
        .flat_map(|line| {
            let end = line.char_indices().nth(400).map_or(line.len(), |(i, _)| i);
            [&line[..end], "\n"]
        })
        .collect();
    if n_lines > n_max {
        writeln!(shown, "... {} more lines", n_lines - n_max)
            .expect("writing to a string cannot fail");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::child::{Exit, Outcome};
    use crate::program::Directives;

    fn outcome(exit: i32, stdout: &str, stderr: &str) -> Outcome {
        Outcome {
            exit: Exit::Code(exit),
            stdout: stdout.to_owned(),
            stderr: stderr.to_owned(),
        }
    }

    #[test]
    fn equal_is_nothing_to_say() {
        let (stock, ours) = (outcome(0, "a\n", "x"), outcome(0, "a\n", "y"));
        assert_eq!(compare(&Directives::default(), &stock, &ours), None);
    }

    #[test]
    fn a_difference_shows_both_sides_and_stderr() {
        let (stock, ours) = (outcome(0, "a\nb\n", ""), outcome(1, "a\nc\n", "why\n"));
        let report = compare(&Directives::default(), &stock, &ours).unwrap();
        for part in ["exit 1, but stock: exit 0", "-b\n", "+c\n", "why\n"] {
            assert!(report.contains(part), "{report}");
        }
    }

    #[test]
    fn only_what_the_program_says_is_compared() {
        let directives = Directives::parse("// difftest: compare=stderr").unwrap();
        let (stock, ours) = (outcome(0, "a", "e"), outcome(1, "b", "e"));
        assert_eq!(compare(&directives, &stock, &ours), None);
    }
}
