//! The names most like one that does not exist.

/// How many are named.
const N: usize = 3;

/// `; did you mean A, B, C?`, the nearest first; empty if nothing is near.
pub(super) fn did_you_mean<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let mut scored: Vec<(usize, &str)> = names
        .into_iter()
        .map(|known| (distance(name, known), known))
        .filter(|(edits, known)| *edits <= known.len().max(name.len()) / 2)
        .collect();
    scored.sort_unstable();
    scored.dedup();
    scored.truncate(N);
    if scored.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = scored.into_iter().map(|(_, known)| known).collect();
    format!("; did you mean {}?", names.join(", "))
}

/// Bytes to insert, remove or replace (the distance of Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, a) in from.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, b) in to.bytes().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, distance};

    #[test]
    fn near_names_are_found() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        let names = ["Sieve::run", "Sieve::main", "java.lang.String::hashCode"];
        assert_eq!(
            did_you_mean("Sieve::rnu", names),
            "; did you mean Sieve::run, Sieve::main?"
        );
        assert_eq!(did_you_mean("x", names), "");
    }
}
