//! Differences between two dumps, line by line.
//!
//! Algorithm: Myers, "An O(ND) difference algorithm and its variations" (1986), forwards, keeping
//! what each round has reached.

/// Lines around a change that are shown too.
const CONTEXT: usize = 2;

/// A line of both texts, or of one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Both(&'t str),
    Old(&'t str),
    New(&'t str),
}

/// What has to be done to make one text of the other: lines that stay begin with a blank, lines
/// that go with `-`, lines that come with `+`. Of what stays only the lines near a change are
/// shown, and `...` for the others. Equal texts give nothing.
pub fn diff(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let lines = edits(&old, &new);
    let is_change = |line: &Line<'_>| !matches!(line, Line::Both(_));
    let mut text = String::new();
    let mut is_skipping = false;
    for (index, line) in lines.iter().enumerate() {
        let near = index.saturating_sub(CONTEXT)..(index + CONTEXT + 1).min(lines.len());
        if !lines[near].iter().any(is_change) {
            is_skipping = true;
            continue;
        }
        if std::mem::take(&mut is_skipping) {
            text.push_str("...\n");
        }
        let (mark, line) = match *line {
            Line::Both(line) => (' ', line),
            Line::Old(line) => ('-', line),
            Line::New(line) => ('+', line),
        };
        text.push_str(&format!("{mark}{line}\n"));
    }
    text
}

/// A shortest sequence of edits.
fn edits<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let (n, m) = (old.len() as isize, new.len() as isize);
    // Of each diagonal (lines of `old` less lines of `new`): how many lines of `old` are done.
    let offset = n + m + 1;
    let mut reached = vec![0_isize; (2 * offset + 1) as usize];
    let mut rounds: Vec<Vec<isize>> = Vec::new();
    'rounds: for d in 0..=n + m {
        rounds.push(reached.clone());
        for k in (-d..=d).step_by(2) {
            let mut x = furthest(&reached, offset, k, d);
            while x < n && x - k < m && x - k >= 0 && old[x as usize] == new[(x - k) as usize] {
                x += 1;
            }
            reached[(k + offset) as usize] = x;
            if x >= n && x - k >= m {
                break 'rounds;
            }
        }
    }
    trace_back(old, new, &rounds, offset)
}

/// Does the edit that leads to the diagonal put a line in? Otherwise it takes one out.
fn is_insertion(reached: &[isize], offset: isize, k: isize, d: isize) -> bool {
    let at = |k: isize| reached[(k + offset) as usize];
    k == -d || (k != d && at(k - 1) < at(k + 1))
}

/// Where a diagonal is reached from its neighbours, with one edit more.
fn furthest(reached: &[isize], offset: isize, k: isize, d: isize) -> isize {
    let at = |k: isize| reached[(k + offset) as usize];
    if d == 0 {
        0
    } else if is_insertion(reached, offset, k, d) {
        at(k + 1)
    } else {
        at(k - 1) + 1
    }
}

fn trace_back<'t>(
    old: &[&'t str],
    new: &[&'t str],
    rounds: &[Vec<isize>],
    offset: isize,
) -> Vec<Line<'t>> {
    let (mut x, mut y) = (old.len() as isize, new.len() as isize);
    let mut lines = Vec::new();
    for (d, reached) in rounds.iter().enumerate().rev() {
        let (k, d) = (x - y, d as isize);
        while x > furthest(reached, offset, k, d) {
            x -= 1;
            y -= 1;
            lines.push(Line::Both(old[x as usize]));
        }
        if d == 0 {
            break;
        }
        if is_insertion(reached, offset, k, d) {
            y -= 1;
            lines.push(Line::New(new[y as usize]));
        } else {
            x -= 1;
            lines.push(Line::Old(old[x as usize]));
        }
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::{Line, diff, edits};

    #[test]
    fn edits_make_one_of_the_other() {
        let words = [
            "", "a", "ab", "abc", "xabc", "abxc", "cba", "aabbcc", "abcabba", "cbabac",
        ];
        for old in words {
            for new in words {
                let split = |word: &'static str| -> Vec<&str> {
                    word.split_terminator("").skip(1).collect()
                };
                let (old, new) = (split(old), split(new));
                let lines = edits(&old, &new);
                let of = |is_old: bool| -> Vec<&str> {
                    let lines = lines.iter().filter_map(|line| match *line {
                        Line::Both(line) => Some(line),
                        Line::Old(line) => is_old.then_some(line),
                        Line::New(line) => (!is_old).then_some(line),
                    });
                    lines.collect()
                };
                assert_eq!(of(true), old);
                assert_eq!(of(false), new);
            }
        }
        let n_edits = |old: &[&'static str], new: &[&'static str]| {
            edits(old, new)
                .iter()
                .filter(|line| !matches!(line, Line::Both(_)))
                .count()
        };
        assert_eq!(
            n_edits(
                &["a", "b", "c", "a", "b", "b", "a"],
                &["c", "b", "a", "b", "a", "c"]
            ),
            5
        );
    }

    #[test]
    fn what_is_far_from_changes_is_left_out() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let new = old.replace("5\n", "five\n");
        assert_eq!(diff(old, &new), "...\n 3\n 4\n-5\n+five\n 6\n 7\n");
        assert_eq!(diff(old, old), "");
    }
}
