//! Policies as data: those that come with the VM, files in TOML that extend them, and `--set`.
//!
//! A file has the keys of [`KEYS`], in tables or dotted, and `extends`: the name of a policy or of
//! another file beside it. What comes later wins: the extended policy, the file, `-XX:` flags,
//! `--set`. Errors say where, and what might have been meant.

use super::rules::Replay;
use super::settings::{KEYS, Rule, SettingError, Settings};
use crate::options::similarity;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The policies that come with the VM, with their text.
pub const POLICIES: [(&str, &str); 5] = [
    ("never", include_str!("policies/never.toml")),
    ("always", include_str!("policies/always.toml")),
    ("hotspot", include_str!("policies/hotspot.toml")),
    ("budget", include_str!("policies/budget.toml")),
    ("replay", include_str!("policies/replay.toml")),
];

/// Files that extend files that extend files: more is taken for a circle.
const DEEPEST: usize = 8;
/// Names shown when one is not known.
const N_SIMILAR: usize = 3;

/// What is wrong with a policy, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyError {
    place: Place,
    message: String,
    help: Option<String>,
}

/// Where something was said.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Place {
    /// In an option.
    Option(String),
    /// In a file: its name, the line's number and text, and the columns in it.
    File(String, usize, String, Range<usize>),
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Option(option) => write!(f, "{option}: {}", self.message)?,
            Place::File(file, line, text, columns) => {
                let width = line.to_string().len();
                writeln!(f, "{file}:{line}:{}: {}", columns.start + 1, self.message)?;
                writeln!(f, "  {line} | {text}")?;
                let before = text.chars().take(columns.start);
                // Tabs keep the marks below what they mark.
                let indent: String = before.map(|c| if c == '\t' { c } else { ' ' }).collect();
                let marks = "^".repeat(columns.len().max(1));
                write!(f, "  {:width$} | {indent}{marks}", "")?;
            }
        }
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for PolicyError {}

/// The settings of a policy: `selection` is a name or a file; `flags` are pairs of an option, as
/// messages name it, and an assignment `key = value`; `overrides` are arguments of `--set`.
///
/// # Errors
/// When something is unknown, malformed or contradictory.
pub fn load(
    selection: &str,
    flags: &[(String, String)],
    overrides: &[String],
) -> Result<Settings, PolicyError> {
    let mut loader = Loader::default();
    let option = format!("--policy {selection}");
    let (name, trace) = match selection.split_once(':') {
        Some(("replay", trace)) => ("replay", Some(trace)),
        _ => (selection, None),
    };
    loader
        .take_policy(name, None, 0)
        .map_err(|error| error.at(Place::Option(option.clone())))?;
    if let Some(trace) = trace {
        loader.take_assignment(&option, &format!("replay.trace = {trace:?}"))?;
    }
    for (option, assignment) in flags {
        loader.take_assignment(option, assignment)?;
    }
    for argument in overrides {
        loader.take_override(argument)?;
    }
    loader.finish()
}

/// An error, or one whose place the caller knows.
enum Failure {
    Placed(PolicyError),
    Unplaced(String, Option<String>),
}

impl Failure {
    fn at(self, place: Place) -> PolicyError {
        match self {
            Failure::Placed(error) => error,
            Failure::Unplaced(message, help) => PolicyError {
                place,
                message,
                help,
            },
        }
    }
}

#[derive(Default)]
struct Loader {
    settings: Settings,
    /// Where keys got their values, the latest last.
    places: Vec<(String, Place)>,
}

impl Loader {
    /// Takes a policy by name or file; `beside` is the file that mentions it.
    fn take_policy(
        &mut self,
        selection: &str,
        beside: Option<&Path>,
        depth: usize,
    ) -> Result<(), Failure> {
        if depth > DEEPEST {
            let message = format!("{selection} is extended in a circle");
            return Err(Failure::Unplaced(message, None));
        }
        if let Some((name, text)) = POLICIES.iter().find(|(name, _)| *name == selection) {
            return self
                .take_text(&format!("policy {name}"), text, None, depth)
                .map_err(Failure::Placed);
        }
        let is_file = selection.contains('/') || selection.ends_with(".toml");
        if !is_file {
            let names = POLICIES.map(|(name, _)| name);
            let message = format!("there is no policy {selection}");
            let help = format!(
                "{}; a file's name ends with .toml, or has a slash",
                nearest(selection, &names).unwrap_or_else(|| names.join(", "))
            );
            return Err(Failure::Unplaced(message, Some(help)));
        }
        let path = match beside.and_then(Path::parent) {
            Some(folder) => folder.join(selection),
            None => selection.into(),
        };
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Failure::Unplaced(format!("cannot read {}: {error}", path.display()), None)
        })?;
        self.take_text(&path.display().to_string(), &text, Some(&path), depth)
            .map_err(Failure::Placed)
    }

    /// Takes the text of a policy.
    fn take_text(
        &mut self,
        source: &str,
        text: &str,
        path: Option<&Path>,
        depth: usize,
    ) -> Result<(), PolicyError> {
        let place = |span: Range<usize>| place_in(source, text, span);
        let table = DeTable::parse(text).map_err(|error| PolicyError {
            place: place(error.span().unwrap_or(0..0)),
            message: error.message().to_owned(),
            help: None,
        })?;
        let table = table.get_ref();
        if let Some(base) = table.get("extends") {
            let wrong = |message: String, help| PolicyError {
                place: place(base.span()),
                message,
                help,
            };
            let name = base
                .get_ref()
                .as_str()
                .ok_or_else(|| wrong("extends must be the name of a policy".to_owned(), None))?;
            self.take_policy(name, path, depth + 1)
                .map_err(|error| error.at(place(base.span())))?;
        }
        self.take_table("", table, &place)
    }

    /// Takes the keys of a table, and of the tables in it.
    fn take_table(
        &mut self,
        prefix: &str,
        table: &DeTable<'_>,
        place: &dyn Fn(Range<usize>) -> Place,
    ) -> Result<(), PolicyError> {
        // The table is sorted by key; messages are about the first mistake in the text.
        let mut entries: Vec<(&Spanned<_>, &Spanned<DeValue<'_>>)> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name = format!("{prefix}{}", key.get_ref());
            if name == "extends" {
                continue;
            }
            if let Some(inner) = value.get_ref().as_table() {
                self.take_table(&format!("{name}."), inner, place)?;
                continue;
            }
            let result = self.settings.set(&name, value.get_ref());
            self.places.push((name.clone(), place(value.span())));
            result.map_err(|error| match error {
                SettingError::Unknown => PolicyError {
                    place: place(key.span()),
                    message: format!("there is no setting {name}"),
                    help: nearest_key(&name),
                },
                SettingError::Type(expected) => PolicyError {
                    place: place(value.span()),
                    message: format!("{name} must be {expected}"),
                    help: None,
                },
            })?;
        }
        Ok(())
    }

    /// Takes one assignment from an option.
    fn take_assignment(&mut self, option: &str, assignment: &str) -> Result<(), PolicyError> {
        let place = |_| Place::Option(option.to_owned());
        let table = DeTable::parse(assignment).map_err(|error| PolicyError {
            place: place(0..0),
            message: error.message().to_owned(),
            help: None,
        })?;
        self.take_table("", table.get_ref(), &place)
    }

    /// Takes an argument of `--set`. Words need no quotes there.
    fn take_override(&mut self, argument: &str) -> Result<(), PolicyError> {
        let option = format!("--set {argument}");
        let Some((key, value)) = argument.split_once('=') else {
            return Err(PolicyError {
                place: Place::Option(option),
                message: "must be KEY=VALUE".to_owned(),
                help: nearest_key(argument),
            });
        };
        let is_word = value.chars().all(|c| c.is_ascii_alphabetic());
        let assignment = if is_word && value != "true" && value != "false" {
            format!("{key} = \"{value}\"")
        } else {
            argument.to_owned()
        };
        self.take_assignment(&option, &assignment)
    }

    /// The settings, if they can be meant. Of two that contradict each other, the later is shown.
    fn finish(self) -> Result<Settings, PolicyError> {
        let Some(wrong) = self.settings.contradiction() else {
            return self.with_readable_trace();
        };
        let is_meant = |(key, _): &&(String, Place)| wrong.keys.contains(&key.as_str());
        let place = self.places.iter().rfind(is_meant);
        Err(PolicyError {
            place: place.map_or_else(
                || Place::Option("--policy".to_owned()),
                |(_, place)| place.clone(),
            ),
            message: wrong.message,
            help: None,
        })
    }
}

impl Loader {
    /// The settings, if the trace that they name can be read.
    fn with_readable_trace(self) -> Result<Settings, PolicyError> {
        if self.settings.rule != Rule::Replay {
            return Ok(self.settings);
        }
        let trace = &self.settings.replay_trace;
        let error = |message: String| PolicyError {
            place: Place::Option("--policy replay".to_owned()),
            message,
            help: Some(
                "--policy=replay:FILE, with a FILE that --trace=FILE has written".to_owned(),
            ),
        };
        if trace.is_empty() {
            return Err(error("no trace is named".to_owned()));
        }
        match Replay::read(Path::new(trace)) {
            Ok(_) => Ok(self.settings),
            Err(cause) => Err(error(format!("{trace}: {cause}"))),
        }
    }
}

/// The line and columns of a part of a text.
fn place_in(source: &str, text: &str, span: Range<usize>) -> Place {
    let start = span.start.min(text.len());
    let before = text.get(..start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    let column = text[line_start..start].chars().count();
    let in_line = span.end.min(line_start + line.len()).max(start);
    let len = text[start..in_line].chars().count();
    Place::File(
        source.to_owned(),
        before.matches('\n').count() + 1,
        line.to_owned(),
        column..column + len,
    )
}

fn nearest_key(name: &str) -> Option<String> {
    let names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    nearest(name, &names)
}

/// The most similar names, if any is similar.
pub(crate) fn nearest(name: &str, names: &[&str]) -> Option<String> {
    let mut scored: Vec<(f64, &str)> = names
        .iter()
        .map(|known| (similarity(known, name), *known))
        .filter(|(score, _)| *score > 0.3)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.truncate(N_SIMILAR);
    let names: Vec<&str> = scored.into_iter().map(|(_, known)| known).collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::load;
    use crate::tiering::settings::Rule;
    use std::path::PathBuf;

    /// Writes policy files to a folder of their own, and removes it in the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[(&str, &str)]) -> Folder {
            let folder = std::env::temp_dir().join(format!("kiln-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
            for (file, text) in files {
                std::fs::write(folder.join(file), text).expect("the folder can be written");
            }
            Folder(folder)
        }

        fn path(&self, file: &str) -> String {
            self.0.join(file).display().to_string()
        }

        /// What loading the file says, without the folder.
        fn error(&self, file: &str) -> String {
            let error = load(&self.path(file), &[], &[]).expect_err("it is wrong");
            error.to_string().replace(&self.path(""), "")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn set(selection: &str, overrides: &[&str]) -> Result<super::Settings, String> {
        let overrides: Vec<String> = overrides.iter().map(|o| (*o).to_owned()).collect();
        load(selection, &[], &overrides).map_err(|error| error.to_string())
    }

    #[test]
    fn policies_of_the_vm_load() {
        for (name, rule) in [
            ("never", Rule::Never),
            ("always", Rule::Always),
            ("hotspot", Rule::HotSpot),
            ("budget", Rule::Budget),
        ] {
            assert_eq!(load(name, &[], &[]).map(|settings| settings.rule), Ok(rule));
        }
    }

    #[test]
    fn later_settings_win() {
        let folder = Folder::new(
            "policies",
            &[
                (
                    "eager.toml",
                    "extends = \"hotspot\"\nfull = { invocations = 800, min_invocations = 100 }\n",
                ),
                (
                    "more.toml",
                    "extends = \"./eager.toml\"\n[full]\nback_edges = 9\nload_feedback = 1\n",
                ),
            ],
        );
        let flag = (
            "-XX:Tier4LoadFeedback=2".to_owned(),
            "full.load_feedback = 2".to_owned(),
        );
        let overrides = ["queue.order=fifo".to_owned(), "scaling=0.5".to_owned()];
        let settings = load(&folder.path("more.toml"), &[flag], &overrides).expect("valid");
        assert_eq!(settings.full_invocations, 800);
        assert_eq!(settings.full_combined, 10_000);
        assert_eq!(settings.full_back_edges, 9);
        assert_eq!(settings.full_load_feedback, 2);
        assert_eq!(settings.scaling, 0.5);
    }

    #[test]
    fn errors_show_the_place_and_what_might_be_meant() {
        let folder = Folder::new(
            "wrong-policies",
            &[
                (
                    "key.toml",
                    "extends = \"hotspot\"\n[full]\n\tinvocation = 5\n",
                ),
                ("type.toml", "full = { invocations = \"many\" }\n"),
                ("syntax.toml", "full = {\n"),
                ("base.toml", "rule = \"never\"\nextends = \"hotspt\"\n"),
                ("circle.toml", "extends = \"./circle.toml\"\n"),
                (
                    "low.toml",
                    "[quick]\nenabled = true\n[full]\ninvocations = 150\n",
                ),
            ],
        );
        for (file, expected) in [
            (
                "key.toml",
                "key.toml:3:2: there is no setting full.invocation\n  3 | \tinvocation = 5\n    | \t^^^^^^^^^^\n  help: did you mean full.invocations, full.min_invocations, quick.invocations?",
            ),
            (
                "type.toml",
                "type.toml:1:24: full.invocations must be a whole number from 0 to 4294967295\n  1 | full = { invocations = \"many\" }\n    |                        ^^^^^^",
            ),
            (
                "base.toml",
                "base.toml:2:11: there is no policy hotspt\n  2 | extends = \"hotspt\"\n    |           ^^^^^^^^\n  help: did you mean hotspot?; a file's name ends with .toml, or has a slash",
            ),
            (
                "low.toml",
                "low.toml:4:15: quick.invocations (200) must not be greater than full.invocations (150)\n  4 | invocations = 150\n    |               ^^^",
            ),
        ] {
            assert_eq!(folder.error(file), expected);
        }
        assert!(folder.error("syntax.toml").starts_with("syntax.toml:1:"));
        assert!(folder.error("circle.toml").contains("in a circle"));
        assert!(
            folder
                .error("missing.toml")
                .contains("cannot read missing.toml")
        );
    }

    #[test]
    fn errors_of_options_name_the_option() {
        for (selection, argument, expected) in [
            (
                "replay",
                "scaling=1",
                "--policy replay: no trace is named\n  help: --policy=replay:FILE, with a FILE that --trace=FILE has written",
            ),
            (
                "hotspot",
                "full.invocatons=5",
                "--set full.invocatons=5: there is no setting full.invocatons\n  help: did you mean full.invocations, full.min_invocations, quick.invocations?",
            ),
            (
                "hotspot",
                "scaling=fast",
                "--set scaling=fast: scaling must be a number that is not negative",
            ),
            ("hotspot", "full", "--set full: must be KEY=VALUE"),
            (
                "budget",
                "budget.full_speed=1",
                "--set budget.full_speed=1: budget.full_speed must be greater than 1, or compiling would never pay",
            ),
            (
                "alway",
                "scaling=1",
                "--policy alway: there is no policy alway\n  help: did you mean always?; a file's name ends with .toml, or has a slash",
            ),
        ] {
            let error = set(selection, &[argument]).expect_err("it is wrong");
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
