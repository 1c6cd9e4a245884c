//! Ratios of configurations, program by program and over all.

use crate::random::Random;
use crate::session::Session;
use crate::statistics::{Draws, Estimate};

/// Differences up to this share are none.
const BAND: f64 = 0.01;

/// What can be said of a ratio.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Within a hundredth.
    Same,
    /// Surely less time.
    Faster,
    /// Surely more time.
    Slower,
    /// More rounds would tell.
    Unclear,
}

impl Verdict {
    /// Of a ratio of times.
    pub fn of(ratio: Estimate) -> Verdict {
        if ratio.low >= 1.0 - BAND && ratio.high <= 1.0 + BAND {
            Verdict::Same
        } else if ratio.high < 1.0 {
            Verdict::Faster
        } else if ratio.low > 1.0 {
            Verdict::Slower
        } else {
            Verdict::Unclear
        }
    }

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Faster => "faster",
            Verdict::Slower => "slower",
            Verdict::Unclear => "unclear",
        }
    }
}

/// The ratios of one configuration's times to another's.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// By program; `None` where one of the two has failed.
    pub programs: Vec<Option<Estimate>>,
    /// Geometric mean over the programs that both have run.
    pub mean: Option<Estimate>,
}

impl Comparison {
    /// Times of column `ours` as multiples of those of column `theirs`.
    pub fn of(session: &Session, ours: usize, theirs: usize) -> Comparison {
        let mut random = Random::new(session.seed);
        let draws: Vec<Option<Draws>> = session
            .cells
            .iter()
            .map(|row| {
                let (ours, theirs) = (row[ours].rounds()?, row[theirs].rounds()?);
                Some(Draws::of_ratio(&ours, &theirs, &mut random))
            })
            .collect();
        let is_empty = draws.iter().all(Option::is_none);
        let mean = (!is_empty).then(|| Draws::geometric_mean(draws.iter().flatten()).estimate());
        let estimate = |draws: &Option<Draws>| draws.as_ref().map(Draws::estimate);
        Comparison {
            programs: draws.iter().map(estimate).collect(),
            mean,
        }
    }

    /// The program with the largest ratio.
    pub fn worst(&self) -> Option<(usize, f64)> {
        let rows = self.programs.iter().enumerate();
        let ratios = rows.filter_map(|(row, ratio)| Some((row, ratio.as_ref()?.value)));
        ratios.max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;
    use crate::statistics::Estimate;

    #[test]
    fn a_verdict_needs_the_whole_interval() {
        let verdict = |low, high| {
            Verdict::of(Estimate {
                value: 1.0,
                low,
                high,
            })
        };
        assert_eq!(verdict(0.995, 1.004), Verdict::Same);
        assert_eq!(verdict(0.8, 0.9), Verdict::Faster);
        assert_eq!(verdict(1.02, 1.3), Verdict::Slower);
        assert_eq!(verdict(0.9, 1.1), Verdict::Unclear);
    }
}
