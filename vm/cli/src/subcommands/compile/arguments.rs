//! The command line of `kiln compile`.

use crate::launcher::bytes::Word;
use codegen::Algorithm;
use opt::Pipeline;
use replay::{Addresses, Recording, Task};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// Where the recording comes from.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Origin {
    /// A file.
    File(PathBuf),
    /// It is made for a class of this path.
    ClassPath(Word),
}

/// What is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Emit {
    /// What is compiled, and how.
    Task,
    /// The function before all passes.
    Built,
    /// The function after all passes.
    Ir,
    /// Machine code.
    Asm,
    /// What the passes did.
    Stats,
}

/// Their words.
const EMIT: [(&str, Emit); 5] = [
    ("task", Emit::Task),
    ("built", Emit::Built),
    ("ir", Emit::Ir),
    ("asm", Emit::Asm),
    ("stats", Emit::Stats),
];

/// A tier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tier {
    Quick,
    Full,
}

impl Tier {
    /// By name, or by HotSpot's level.
    fn parse(text: &str) -> Option<Tier> {
        match text {
            "quick" | "1" | "2" | "3" => Some(Tier::Quick),
            "full" | "4" => Some(Tier::Full),
            _ => None,
        }
    }

    /// Its preset of passes.
    pub(super) fn preset(self) -> &'static str {
        match self {
            Tier::Quick => "quick",
            Tier::Full => "full",
        }
    }

    /// The level at which the VM stops.
    pub(super) fn level(self) -> u8 {
        match self {
            Tier::Quick => 1,
            Tier::Full => 4,
        }
    }
}

/// Which dumps are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Changes {
    /// The function after each pass that changed it.
    Whole,
    /// The lines that differ.
    Diff,
}

/// All arguments.
#[derive(Debug)]
pub(super) struct Arguments {
    pub(super) origin: Origin,
    pub(super) method: Option<String>,
    pub(super) tier: Option<Tier>,
    pub(super) passes: Option<String>,
    pub(super) disabled: Vec<String>,
    pub(super) emit: Vec<Emit>,
    pub(super) print_after: Vec<String>,
    pub(super) print_changed: Option<Changes>,
    pub(super) addresses: Addresses,
    pub(super) id: Option<u32>,
    pub(super) is_check: bool,
    pub(super) is_list: bool,
}

/// Reads the words.
pub(super) fn parse(words: &[Word]) -> Result<Arguments, String> {
    let mut origin = None;
    let mut parsed = Arguments {
        origin: Origin::ClassPath(Vec::new()),
        method: None,
        tier: None,
        passes: None,
        disabled: Vec::new(),
        emit: vec![Emit::Ir, Emit::Asm],
        print_after: Vec::new(),
        print_changed: None,
        addresses: Addresses::Numbered,
        id: None,
        is_check: false,
        is_list: false,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = String::from_utf8_lossy(word).into_owned();
        let (name, joined) = match text.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (text.as_str(), None),
        };
        let mut value = |what: &str| -> Result<Word, String> {
            if let Some(joined) = &joined {
                return Ok(joined.clone().into_bytes());
            }
            let next = words.next().cloned();
            next.ok_or_else(|| format!("{name} needs {what}"))
        };
        let mut text_value = |what: &str| {
            let value = value(what)?;
            Ok::<_, String>(String::from_utf8_lossy(&value).into_owned())
        };
        match name {
            "--replay" | "--profile-in" => {
                let file = value("a file")?;
                origin = Some(Origin::File(PathBuf::from(OsStr::from_bytes(&file))));
            }
            "-cp" | "-classpath" | "--class-path" => {
                origin = Some(Origin::ClassPath(value("a class path")?));
            }
            "--tier" => {
                let tier = text_value("a tier")?;
                let known = Tier::parse(&tier);
                parsed.tier = Some(known.ok_or_else(|| {
                    format!("there is no tier {tier}; there are quick (levels 1 to 3) and full (4)")
                })?);
            }
            "--passes" => parsed.passes = Some(text_value("passes")?),
            "--disable-pass" => parsed.disabled.push(text_value("a pass")?),
            "--emit" => parsed.emit = emit(&text_value("what to show")?)?,
            "--print-after" => parsed.print_after.push(pass(text_value("a pass")?)?),
            "--print-changed" => {
                parsed.print_changed = Some(match joined.as_deref() {
                    None => Changes::Whole,
                    Some("diff") => Changes::Diff,
                    Some(other) => return Err(format!("--print-changed={other}: only `diff`")),
                });
            }
            "--addresses" => {
                parsed.addresses = match text_value("which")?.as_str() {
                    "recorded" => Addresses::Recorded,
                    "numbered" => Addresses::Numbered,
                    other => {
                        return Err(format!("addresses are recorded or numbered, not {other}"));
                    }
                };
            }
            "--id" => {
                let id = text_value("a number")?;
                let number = id.parse().map_err(|_| format!("{id} is no number"))?;
                parsed.id = Some(number);
            }
            "--check" => parsed.is_check = true,
            "--list" => parsed.is_list = true,
            option if option.starts_with('-') => return Err(format!("unknown option {option}")),
            _ if parsed.method.is_none() => parsed.method = Some(text),
            _ => return Err("only one method at a time".to_owned()),
        }
    }
    parsed.origin = origin.ok_or("of which file, or class path?")?;
    if parsed.method.is_none() && matches!(parsed.origin, Origin::ClassPath(_)) {
        return Err("which method?".to_owned());
    }
    Ok(parsed)
}

fn emit(list: &str) -> Result<Vec<Emit>, String> {
    let one = |word: &str| {
        let known = EMIT.iter().find(|(name, _)| *name == word);
        known.map(|(_, emit)| *emit).ok_or_else(|| {
            let names: Vec<&str> = EMIT.iter().map(|(name, _)| *name).collect();
            format!("`{word}` cannot be shown; one of {}", names.join(", "))
        })
    };
    list.split(',').map(one).collect()
}

/// The name of a pass, or `all`.
fn pass(name: String) -> Result<String, String> {
    if name != "all" {
        Pipeline::parse(&name).map_err(|error| error.to_string())?;
    }
    Ok(name)
}

impl Arguments {
    /// The recorded task with what the command line changes.
    pub(super) fn changed(&self, recording: &Recording) -> Result<Task, String> {
        let mut task = recording.task.clone();
        if let Some(tier) = self.tier {
            tier.preset().clone_into(&mut task.tier);
            task.algorithm = match tier {
                Tier::Quick => Algorithm::Fastalloc,
                Tier::Full => Algorithm::Ion,
            };
        }
        let preset = self.tier.map(|tier| tier.preset().to_owned());
        let base = self.passes.clone().or(preset);
        let mut text = base.unwrap_or_else(|| task.passes.clone());
        for name in &self.disabled {
            text.push_str(",-");
            text.push_str(name);
        }
        let pipeline = Pipeline::parse(&text).map_err(|error| error.to_string())?;
        task.passes = pipeline.lowered().to_string();
        Ok(task)
    }
}

#[cfg(test)]
mod tests {
    use super::{Emit, Origin, parse};

    fn words(text: &str) -> Vec<Vec<u8>> {
        let words = text.split_whitespace();
        words.map(|word| word.as_bytes().to_vec()).collect()
    }

    #[test]
    fn options_are_taken_in_both_forms() {
        let parsed = parse(&words(
            "--replay r.log A::f --emit=asm,task --tier 4 --id 7",
        ));
        let parsed = parsed.expect("it is well formed");
        assert_eq!(parsed.origin, Origin::File("r.log".into()));
        assert_eq!(parsed.method.as_deref(), Some("A::f"));
        assert_eq!(parsed.emit, [Emit::Asm, Emit::Task]);
        assert_eq!(
            (parsed.tier.map(super::Tier::level), parsed.id),
            (Some(4), Some(7))
        );
    }

    #[test]
    fn mistakes_are_named() {
        for (line, expected) in [
            ("A::f", "of which file, or class path?"),
            ("-cp out", "which method?"),
            ("-cp", "-cp needs a class path"),
            ("-cp out A::f B::g", "only one method at a time"),
            ("-cp out --emt asm A::f", "unknown option --emt"),
            (
                "-cp out --emit asmm A::f",
                "`asmm` cannot be shown; one of task, built, ir, asm, stats",
            ),
            (
                "-cp out --tier C2 A::f",
                "there is no tier C2; there are quick (levels 1 to 3) and full (4)",
            ),
            (
                "-cp out --print-after gnv A::f",
                "no pass or preset is called `gnv`; did you mean `gvn`?",
            ),
        ] {
            let error = parse(&words(line)).expect_err(line);
            assert!(error.starts_with(expected), "{line}: {error}");
        }
    }
}
