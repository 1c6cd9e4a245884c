//! A number for the whole suite, and what it should reach.

use crate::report::interval;
use crate::statistics::Estimate;
use std::io::{self, Write};

/// What a number should reach.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

/// A number, or that there is none.
pub struct Measure {
    what: String,
    value: Option<f64>,
    shown: String,
    limit: Option<Limit>,
}

impl Measure {
    /// A number.
    pub fn number(what: &str, value: Option<f64>) -> Measure {
        let shown = value.map_or("-".to_owned(), |value| format!("{value:.2}"));
        Measure {
            what: what.to_owned(),
            value,
            shown,
            limit: None,
        }
    }

    /// A ratio with its interval.
    pub fn ratio(what: &str, ratio: Option<Estimate>) -> Measure {
        let shown = ratio.map_or("-".to_owned(), interval);
        let value = ratio.map(|ratio| ratio.value);
        Measure {
            shown,
            ..Measure::number(what, value)
        }
    }

    /// It should be `limit` or less.
    pub fn at_most(mut self, limit: f64) -> Measure {
        self.limit = Some(Limit::AtMost(limit));
        self
    }

    /// It should be `limit` or more.
    pub fn at_least(mut self, limit: f64) -> Measure {
        self.limit = Some(Limit::AtLeast(limit));
        self
    }

    /// Whether it reaches its limit, if it has one. What was not measured does not.
    pub fn is_met(&self) -> bool {
        match (self.limit, self.value) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(Limit::AtMost(limit)), Some(value)) => value <= limit,
            (Some(Limit::AtLeast(limit)), Some(value)) => value >= limit,
        }
    }

    fn reach(&self) -> String {
        let verdict = if self.is_met() { "met" } else { "**missed**" };
        match self.limit {
            None => "reported".to_owned(),
            Some(Limit::AtMost(limit)) => format!("≤ {limit}: {verdict}"),
            Some(Limit::AtLeast(limit)) => format!("≥ {limit}: {verdict}"),
        }
    }
}

/// Writes the table.
pub fn write(measures: &[Measure], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## Measures\n\n| what | measured | reach |\n|---|---|---|"
    )?;
    for measure in measures {
        let (what, shown) = (&measure.what, &measure.shown);
        writeln!(out, "| {what} | {shown} | {} |", measure.reach())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Measure, write};

    #[test]
    fn a_limit_is_met_or_missed() {
        let number = |value| Measure::number("n", value);
        assert!(number(Some(1.75)).at_most(1.75).is_met());
        assert!(!number(Some(1.76)).at_most(1.75).is_met());
        assert!(number(Some(61.0)).at_least(60.0).is_met());
        assert!(!number(Some(59.0)).at_least(60.0).is_met());
        assert!(!number(None).at_least(60.0).is_met());
        assert!(number(None).is_met());
    }

    #[test]
    fn the_table_says_what_was_missed() {
        let measures = [
            Measure::number("speed", Some(50.0)).at_least(60.0),
            Measure::number("size", Some(3.0)),
        ];
        let mut text = Vec::new();
        write(&measures, &mut text).expect("memory takes it");
        let text = String::from_utf8(text).expect("it is text");
        assert!(
            text.contains("| speed | 50.00 | ≥ 60: **missed** |\n"),
            "{text}"
        );
        assert!(text.contains("| size | 3.00 | reported |\n"), "{text}");
    }
}
