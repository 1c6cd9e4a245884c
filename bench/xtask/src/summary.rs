//! Counts of tests, read from the summary lines that test binaries print.
//!
//! Both the standard test harness and `libtest-mimic` end with a line such as
//! `test result: ok. 12 passed; 0 failed; 1 ignored; ...`. A binary that dies before it
//! prints one is noticed by the exit status of the whole step, not here.

use std::ops::AddAssign;

/// How many tests passed, failed, or were known to fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests reported as ignored: differential tests listed as known to fail.
    pub known_failing: u64,
}

impl Counts {
    /// Sums every summary line in `output`.
    #[must_use]
    pub fn from_output(output: &str) -> Self {
        let mut total = Self::default();
        for line in output.lines() {
            total += Self::from_line(line);
        }
        total
    }

    /// The counts of one line, all zero when it is no summary line.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let mut counts = Self::default();
        let Some(rest) = line.trim_start().strip_prefix("test result: ") else {
            return counts;
        };
        let Some((_, numbers)) = rest.split_once(". ") else {
            return counts;
        };
        for part in numbers.split(';') {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match what {
                "passed" => counts.passed = number,
                "failed" => counts.failed = number,
                "ignored" => counts.known_failing = number,
                _ => {}
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.known_failing += other.known_failing;
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn sums_all_summary_lines_and_nothing_else() {
        let output = "running 2 tests\n\
            test a ... ok\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 5 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let counts = Counts::from_output(output);
        assert_eq!(
            counts,
            Counts {
                passed: 7,
                failed: 3,
                known_failing: 1
            }
        );
    }

    #[test]
    fn a_line_that_is_no_summary_counts_nothing() {
        assert_eq!(Counts::from_line("error: 3 failed"), Counts::default());
        assert_eq!(Counts::from_line("test result: "), Counts::default());
    }
}
