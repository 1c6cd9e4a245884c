//! Medians, geometric means, and intervals by the bootstrap (Efron 1979): what would have come out if
//! the samples had been drawn again from those that there are.

use crate::random::Random;

/// How often samples are drawn again.
const N_DRAWS: usize = 1000;

/// The middle value, or the mean of the two in the middle. 0 for no values.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => 0.0,
        _ if n % 2 == 1 => values[n / 2],
        _ => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

/// The geometric mean, which a program with a large ratio does not dominate. 1 for no values.
pub fn geometric_mean(ratios: &[f64]) -> f64 {
    let sum: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (sum / ratios.len().max(1) as f64).exp()
}

/// Samples of one program on one configuration: of each round, of each iteration.
pub type Rounds = Vec<Vec<f64>>;

/// A number with the interval in which it is with 95 % confidence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// From where.
    pub low: f64,
    /// To where.
    pub high: f64,
}

/// A number and what it would have been in other draws.
#[derive(Clone, PartialEq, Debug)]
pub struct Draws {
    value: f64,
    draws: Vec<f64>,
}

impl Draws {
    /// The ratio of the medians of two configurations; rounds are drawn in pairs, as what disturbs a
    /// round disturbs both, then iterations within each.
    pub fn of_ratio(ours: &Rounds, theirs: &Rounds, random: &mut Random) -> Draws {
        let n_rounds = ours.len().min(theirs.len());
        let draws = (0..N_DRAWS).map(|_| {
            let rounds: Vec<usize> = (0..n_rounds).map(|_| random.below(n_rounds)).collect();
            let mut draw =
                |of: &Rounds| median(rounds.iter().map(|round| redrawn(&of[*round], random)));
            draw(ours) / draw(theirs)
        });
        let draws = draws.collect();
        Draws {
            value: typical(ours) / typical(theirs),
            draws,
        }
    }

    /// The geometric mean over programs.
    pub fn geometric_mean<'d>(programs: impl Iterator<Item = &'d Draws> + Clone) -> Draws {
        let values: Vec<f64> = programs.clone().map(|program| program.value).collect();
        let of_draw = |draw: usize| {
            let ratios: Vec<f64> = programs
                .clone()
                .map(|program| program.draws[draw])
                .collect();
            geometric_mean(&ratios)
        };
        Draws {
            value: geometric_mean(&values),
            draws: (0..N_DRAWS).map(of_draw).collect(),
        }
    }

    /// The number with its interval.
    pub fn estimate(&self) -> Estimate {
        let mut sorted = self.draws.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| sorted[(share * (N_DRAWS - 1) as f64).round() as usize];
        Estimate {
            value: self.value,
            low: at(0.025),
            high: at(0.975),
        }
    }
}

/// The median of the medians of the rounds.
pub fn typical(rounds: &Rounds) -> f64 {
    median(rounds.iter().map(|round| median(round.iter().copied())))
}

/// The median of as many samples, drawn again.
fn redrawn(samples: &[f64], random: &mut Random) -> f64 {
    let n = samples.len();
    median((0..n).map(|_| samples[random.below(n)]))
}

#[cfg(test)]
mod tests {
    use super::{Draws, geometric_mean, median};
    use crate::random::Random;

    #[test]
    fn intervals_hold_the_ratio_and_shrink_with_the_noise() {
        let rounds = |noise: f64| {
            let round = |r: u32| {
                (0..9)
                    .map(|i| 10.0 + noise * f64::from((i * 5 + r) % 7))
                    .collect()
            };
            (0..5).map(round).collect::<Vec<Vec<f64>>>()
        };
        let doubled = rounds(0.1)
            .iter()
            .map(|r| r.iter().map(|t| t * 2.0).collect())
            .collect();
        let draws = Draws::of_ratio(&doubled, &rounds(0.1), &mut Random::new(1));
        let estimate = draws.estimate();
        assert_eq!(estimate.value, 2.0);
        assert!(estimate.low <= 2.0 && 2.0 <= estimate.high);
        let noisy = Draws::of_ratio(&rounds(1.0), &rounds(1.0), &mut Random::new(1)).estimate();
        assert!(noisy.high - noisy.low > (estimate.high - estimate.low) / 2.0);
        let mean = Draws::geometric_mean([&draws, &draws].into_iter()).estimate();
        assert!((mean.value - 2.0).abs() < 1e-9);
    }

    #[test]
    fn medians_ignore_outliers() {
        assert_eq!(median([1.0, 100.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 1.0]), 2.5);
        assert_eq!(median([]), 0.0);
    }

    #[test]
    fn half_and_double_cancel() {
        assert!((geometric_mean(&[0.5, 2.0]) - 1.0).abs() < 1e-12);
        assert_eq!(geometric_mean(&[]), 1.0);
    }
}
