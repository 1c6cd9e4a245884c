//! Pipelines: which passes run, in which order. A pipeline is text.
//!
//! Items stand between commas: the name of a pass, the name of a preset, or `-name`, which takes
//! all earlier runs of that pass out. So `default,-gvn` is the default without one pass.

use crate::registry::{self, Info, PASSES, Pass};
use ir::Stage;
use std::fmt;
use std::ops::Range;

/// A named pipeline.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in one line.
    pub doc: &'static str,
    /// The items that it stands for.
    pub items: &'static str,
}

/// All presets. Each ends in the low stage.
pub static PRESETS: &[Preset] = &[
    Preset {
        name: "lower",
        doc: "What code generation relies on, and no optimization.",
        items: "assign-states,split-critical-edges",
    },
    Preset {
        name: "quick",
        doc: "One round of cheap passes.",
        items: "canonicalize,simplify-cfg,gvn,load-elimination,dce,lower",
    },
    Preset {
        name: "full",
        doc: "Everything that pays.",
        items: "separate-loops,inline,simplify-cfg,sccp,canonicalize,gvn,\
                array-copies,escape-analysis,constant-objects,sccp,canonicalize,load-elimination,\
                conditional-elimination,\
                simplify-cfg,canonicalize,gvn,\
                licm,peel,range-check-predication,unroll,simplify-cfg,canonicalize,\
                strength-reduction,gvn,\
                load-elimination,dce,lower",
    },
    Preset {
        name: "default",
        doc: "What is used when nobody asks for something else.",
        items: "full",
    },
];

/// Passes in order.
#[derive(Clone, Default)]
pub struct Pipeline {
    passes: Vec<&'static dyn Pass>,
}

/// What is wrong with a pipeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// Nothing has this name; the nearest name, if one is near.
    UnknownName(Option<&'static str>),
    /// A pass of this name must have run before this one.
    Order {
        /// The pass that stands too early.
        early: &'static str,
        /// The other one, which stands behind it.
        late: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// The pass works in the other stage only.
    Stage {
        /// Its name.
        pass: &'static str,
        /// What it wants.
        wants: Stage,
    },
}

/// A text that is no pipeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PipelineError {
    /// The text.
    pub text: String,
    /// The item that is wrong.
    pub place: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for PipelineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::UnknownName(nearest) => {
                let name = self.text[self.place.clone()].trim_start_matches('-');
                write!(f, "no pass or preset is called `{name}`")?;
                if let Some(nearest) = nearest {
                    write!(f, "; did you mean `{nearest}`?")?;
                }
            }
            Problem::Order {
                early,
                late,
                reason,
            } => write!(f, "`{early}` must come after `{late}`: {reason}")?,
            Problem::Stage { pass, wants } => {
                let word = wants.word();
                write!(
                    f,
                    "`{pass}` works in the {word} stage only (`assign-states` ends the high one)"
                )?;
            }
        }
        let marks = "^".repeat(self.place.len().max(1));
        write!(
            f,
            "\n    {}\n    {}{marks}",
            self.text,
            " ".repeat(self.place.start)
        )
    }
}

impl std::error::Error for PipelineError {}

/// A run of a pass in a pipeline that is being parsed, with the item that it came from.
struct Item {
    pass: usize,
    place: Range<usize>,
}

impl Pipeline {
    /// Of a text. The empty text is the empty pipeline.
    ///
    /// # Errors
    /// A name that nothing has, or an order that is not legal.
    pub fn parse(text: &str) -> Result<Pipeline, PipelineError> {
        let error = |place, problem| PipelineError {
            text: text.to_owned(),
            place,
            problem,
        };
        let mut items: Vec<Item> = Vec::new();
        let mut start = 0;
        for part in text.split(',') {
            let item = part.trim();
            let at = start + (part.len() - part.trim_start().len());
            let place = at..at + item.len();
            start += part.len() + 1;
            if item.is_empty() && text.trim().is_empty() {
                continue;
            }
            let (name, is_removal) = match item.strip_prefix('-') {
                Some(name) => (name, true),
                None => (item, false),
            };
            let Some(passes) = expand(name) else {
                return Err(error(place, Problem::UnknownName(nearest(name))));
            };
            if is_removal {
                items.retain(|item| !passes.contains(&item.pass));
            } else {
                items.extend(passes.into_iter().map(|pass| Item {
                    pass,
                    place: place.clone(),
                }));
            }
        }
        check(&items).map_err(|(place, problem)| error(place, problem))?;
        Ok(Pipeline {
            passes: items.into_iter().map(|item| PASSES[item.pass]).collect(),
        })
    }

    /// Of these passes, which need not be in the registry. Orders and stages are not checked.
    pub fn of(passes: impl IntoIterator<Item = &'static dyn Pass>) -> Pipeline {
        Pipeline {
            passes: passes.into_iter().collect(),
        }
    }

    /// With what code generation relies on at the end, where it is missing.
    #[must_use]
    pub fn lowered(mut self) -> Pipeline {
        for pass in expand("lower").expect("the preset exists") {
            let pass = PASSES[pass];
            let name = pass.info().name;
            if !self.passes.iter().any(|pass| pass.info().name == name) {
                self.passes.push(pass);
            }
        }
        self
    }

    /// The passes in order.
    pub fn passes(&self) -> impl Iterator<Item = &'static dyn Pass> {
        self.passes.iter().copied()
    }
}

/// As text that parses back: names of passes only.
impl fmt::Display for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.passes().map(|pass| pass.info().name).collect();
        f.write_str(&names.join(","))
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pipeline({self})")
    }
}

/// The positions in [`PASSES`] of the passes that a name stands for.
fn expand(name: &str) -> Option<Vec<usize>> {
    if let Some(pass) = registry::find(name) {
        return Some(vec![pass]);
    }
    let preset = PRESETS.iter().find(|preset| preset.name == name)?;
    let items = preset.items.split(',');
    Some(items.filter_map(expand).flatten().collect())
}

/// Orders and stages.
fn check(items: &[Item]) -> Result<(), (Range<usize>, Problem)> {
    let mut stage = Stage::High;
    for (index, item) in items.iter().enumerate() {
        let info = PASSES[item.pass].info();
        if let Some(wants) = info.stage.filter(|wants| *wants != stage) {
            let pass = info.name;
            return Err((item.place.clone(), Problem::Stage { pass, wants }));
        }
        stage = info.leaves.unwrap_or(stage);
        if let Some((late, reason)) = misplaced(info, &items[index..]) {
            let early = info.name;
            let problem = Problem::Order {
                early,
                late,
                reason,
            };
            return Err((item.place.clone(), problem));
        }
    }
    Ok(())
}

/// A pass among the later ones that `info` must come after.
fn misplaced(info: &Info, later: &[Item]) -> Option<(&'static str, &'static str)> {
    let is_later = |name| {
        later
            .iter()
            .any(|item| PASSES[item.pass].info().name == name)
    };
    let after = info.after.iter().find(|after| is_later(after.pass))?;
    Some((after.pass, after.reason))
}

/// The known name that differs least, if few changes make one of the other.
fn nearest(name: &str) -> Option<&'static str> {
    let passes = PASSES.iter().map(|pass| pass.info().name);
    let names = passes.chain(PRESETS.iter().map(|preset| preset.name));
    let limit = (name.len() / 3).max(2);
    names
        .map(|known| (distance(name, known), known))
        .filter(|(distance, known)| *distance <= limit && *distance < known.len())
        .min()
        .map(|(_, known)| known)
}

/// How many characters must be inserted, deleted, exchanged or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| i * width + j;
            table[at(i, j)] = if i == 0 || j == 0 {
                i + j
            } else {
                let exchanged = table[at(i - 1, j - 1)] + usize::from(a[i - 1] != b[j - 1]);
                let moved = table[at(i - 1, j)].min(table[at(i, j - 1)]) + 1;
                let is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let swapped = if is_swap {
                    table[at(i - 2, j - 2)] + 1
                } else {
                    usize::MAX
                };
                exchanged.min(moved).min(swapped)
            };
        }
    }
    table[table.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::{PRESETS, Pipeline, Problem, distance};
    use ir::Stage;

    fn text(pipeline: &str) -> String {
        Pipeline::parse(pipeline)
            .unwrap_or_else(|error| panic!("{error}"))
            .to_string()
    }

    #[test]
    fn presets_and_removals_expand() {
        assert_eq!(text("lower"), "assign-states,split-critical-edges");
        assert_eq!(text("lower,-split-critical-edges"), "assign-states");
        assert_eq!(text(" assign-states , split-critical-edges"), text("lower"));
        assert_eq!(text(""), "");
        assert_eq!(text("lower,-lower"), "");
        for preset in PRESETS {
            let expanded = text(preset.name);
            assert!(
                expanded.ends_with(&text("lower")),
                "{}: {expanded}",
                preset.name
            );
            assert_eq!(text(&expanded), expanded);
        }
    }

    #[test]
    fn lowering_adds_what_is_missing() {
        let lowered = |text| Pipeline::parse(text).map(|pipeline| pipeline.lowered().to_string());
        assert_eq!(
            lowered("").as_deref(),
            Ok("assign-states,split-critical-edges")
        );
        assert_eq!(
            lowered("lower").as_deref(),
            Ok("assign-states,split-critical-edges")
        );
    }

    #[test]
    fn errors_show_the_place() {
        let error = Pipeline::parse("assign-states,split-critcal-edges").expect_err("misspelt");
        assert_eq!(
            error.to_string(),
            "no pass or preset is called `split-critcal-edges`; did you mean `split-critical-edges`?\n    \
             assign-states,split-critcal-edges\n                  \
             ^^^^^^^^^^^^^^^^^^^"
        );
        for (pipeline, place, problem) in [
            ("lower,", 6..6, Problem::UnknownName(None)),
            ("-xyzzy", 0..6, Problem::UnknownName(None)),
            ("lowr", 0..4, Problem::UnknownName(Some("lower"))),
            (
                "split-critical-edges,dce,simplify-cfg",
                0..20,
                Problem::Order {
                    early: "split-critical-edges",
                    late: "simplify-cfg",
                    reason: "it removes the blocks that only jump",
                },
            ),
            (
                "lower, assign-states",
                7..20,
                Problem::Stage {
                    pass: "assign-states",
                    wants: Stage::High,
                },
            ),
        ] {
            let error = Pipeline::parse(pipeline).expect_err(pipeline);
            assert_eq!((error.place, error.problem), (place, problem), "{pipeline}");
        }
    }

    #[test]
    fn distances_count_changes() {
        for (a, b, wanted) in [
            ("gvn", "gvn", 0),
            ("gnv", "gvn", 1),
            ("gv", "gvn", 1),
            ("dce", "gvn", 3),
            ("", "gvn", 3),
        ] {
            assert_eq!(distance(a, b), wanted, "{a} {b}");
        }
    }
}
