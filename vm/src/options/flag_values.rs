//! Values given to flags: parsing one `-XX:` argument as HotSpot does, with its messages.

use super::flag_table::{self, ALIASES, DEPRECATED, Flag, Kind, OBSOLETE};
use super::{OptionError, sizes};
use crate::output;
use std::collections::BTreeMap;

/// Who set a flag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// The command line or an option file.
    CommandLine,
    /// `JAVA_TOOL_OPTIONS` or `_JAVA_OPTIONS`.
    Environment,
    /// `-XX:Flags=`.
    ConfigFile,
    /// The VM itself.
    Ergonomic,
}

impl Origin {
    /// As lists of flags say it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Origin::CommandLine => "command line",
            Origin::Environment => "environment",
            Origin::ConfigFile => "config file",
            Origin::Ergonomic => "ergonomic",
        }
    }
}

/// The flags that were set.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlagValues {
    set: BTreeMap<&'static str, (String, Origin)>,
}

/// A flag and its new value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Setting {
    /// The flag's name.
    pub(super) name: &'static str,
    /// The value, as [`FlagValues`] keeps it.
    pub(super) value: String,
}

/// Why an argument was not taken.
enum Refusal {
    /// Not said yet what is wrong.
    Malformed,
    /// The value is out of range; the line that says so.
    OutOfRange(String),
}

impl FlagValues {
    /// The value of a flag: what was set, or the default.
    pub(crate) fn get(&self, name: &str) -> &str {
        match self.set.get(name) {
            Some((value, _)) => value,
            None => flag_table::find(name).map_or("", |flag| flag.default),
        }
    }

    /// Is the boolean flag on?
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// Who set it; `None`: it has its default.
    pub(super) fn origin(&self, name: &str) -> Option<Origin> {
        self.set.get(name).map(|(_, origin)| *origin)
    }

    /// Sets a value that needs no check.
    pub(super) fn set(&mut self, name: &'static str, value: String, origin: Origin) {
        self.set.insert(name, (value, origin));
    }

    /// What was set, by name.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &str, Origin)> {
        self.set
            .iter()
            .map(|(name, (value, origin))| (*name, value.as_str(), *origin))
    }

    fn is_unlocked(&self, flag: &Flag) -> bool {
        if flag.debug_category().is_some() {
            return false;
        }
        let is_unlocker = matches!(
            flag.name,
            "UnlockDiagnosticVMOptions" | "UnlockExperimentalVMOptions"
        );
        is_unlocker
            || (!flag.is("diagnostic") || self.is_on("UnlockDiagnosticVMOptions"))
                && (!flag.is("experimental") || self.is_on("UnlockExperimentalVMOptions"))
    }

    /// Is the flag listed by `PrintFlagsFinal`?
    pub(super) fn is_listed(&self, flag: &Flag) -> bool {
        self.is_unlocked(flag)
    }

    /// Takes what follows `-XX:`. `Ok(None)`: ignored, with HotSpot's warning where it has one.
    pub(super) fn take(
        &mut self,
        argument: &str,
        ignore_unrecognized: bool,
        origin: Origin,
    ) -> Result<Option<Setting>, OptionError> {
        let refusal = match self.parse(argument) {
            Ok(setting) => {
                self.set(setting.name, setting.value.clone(), origin);
                return Ok(Some(setting));
            }
            Err(refusal) => refusal,
        };
        let bare = argument.strip_prefix(['+', '-']);
        let rest = bare.unwrap_or(argument);
        let name = rest.split('=').next().unwrap_or(rest);
        if OBSOLETE.contains(&name) {
            output::warning(&format!(
                "Ignoring option {name}; support was removed in 17.0"
            ));
            return Ok(None);
        }
        let mut text = match refusal {
            Refusal::OutOfRange(line) => line,
            Refusal::Malformed => String::new(),
        };
        match flag_table::find(name) {
            Some(flag) => match self.locked_message(flag) {
                Some(_) if flag.debug_category().is_some() && ignore_unrecognized => {
                    return Ok(None);
                }
                Some(message) => text.push_str(&message),
                None if flag.kind == Kind::Bool && bare.is_none() => {
                    text.push_str(&format!("Missing +/- setting for VM option '{rest}'\n"));
                }
                None if flag.kind != Kind::Bool && bare.is_some() => {
                    text.push_str(&format!("Unexpected +/- setting in VM option '{rest}'\n"));
                }
                None => text.push_str(&format!("Improperly specified VM option '{rest}'\n")),
            },
            None if ignore_unrecognized => return Ok(None),
            None => {
                text.push_str(&format!("Unrecognized VM option '{rest}'\n"));
                if let Some(flag) = flag_table::similar(name) {
                    let (before, after) = if flag.kind == Kind::Bool {
                        ("(+/-)", "")
                    } else {
                        ("", "=<value>")
                    };
                    text.push_str(&format!("Did you mean '{before}{}{after}'? ", flag.name));
                }
            }
        }
        if argument.starts_with('#') {
            output::error_text(&text);
            return Ok(None);
        }
        Err(OptionError(text))
    }

    fn locked_message(&self, flag: &Flag) -> Option<String> {
        if let Some(category) = flag.debug_category() {
            let name = flag.name;
            return Some(format!(
                "Error: VM option '{name}' is {category} and is available only in debug version of VM.\n"
            ));
        }
        if self.is_unlocked(flag) {
            return None;
        }
        let (category, unlocker) =
            if flag.is("diagnostic") && !self.is_on("UnlockDiagnosticVMOptions") {
                ("diagnostic", "UnlockDiagnosticVMOptions")
            } else {
                ("experimental", "UnlockExperimentalVMOptions")
            };
        let name = flag.name;
        Some(format!(
            "Error: VM option '{name}' is {category} and must be enabled via -XX:+{unlocker}.\nError: The unlock option must precede '{name}'.\n"
        ))
    }

    /// The unlocked flag behind a name or alias; warns if it is deprecated.
    fn usable(&self, name: &str) -> Result<&'static Flag, Refusal> {
        let real = ALIASES
            .iter()
            .find(|(alias, _)| *alias == name)
            .map_or(name, |(_, real)| real);
        if let Some((_, version)) = DEPRECATED.iter().find(|(known, _)| *known == name) {
            let instead = if real == name {
                String::new()
            } else {
                format!(" Use option {real} instead.")
            };
            output::warning(&format!(
                "Option {name} was deprecated in version {version} and will likely be removed in a future release.{instead}"
            ));
        }
        flag_table::find(real)
            .filter(|flag| self.is_unlocked(flag))
            .ok_or(Refusal::Malformed)
    }

    fn parse(&self, argument: &str) -> Result<Setting, Refusal> {
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        for (sign, value) in [('+', "true"), ('-', "false")] {
            if let Some(name) = argument.strip_prefix(sign) {
                if !is_name(name) {
                    return Err(Refusal::Malformed);
                }
                let flag = self.usable(name)?;
                if flag.kind != Kind::Bool {
                    return Err(Refusal::Malformed);
                }
                return Ok(Setting {
                    name: flag.name,
                    value: value.to_owned(),
                });
            }
        }
        let (name, value) = argument.split_once('=').ok_or(Refusal::Malformed)?;
        let (name, replaces) = match name.strip_suffix(':') {
            Some(name) => (name, true),
            None => (name, false),
        };
        if !is_name(name) {
            return Err(Refusal::Malformed);
        }
        let flag = self.usable(name)?;
        let value = match flag.kind {
            Kind::Bool => return Err(Refusal::Malformed),
            Kind::Text => value.to_owned(),
            Kind::TextList => match self.set.get(flag.name) {
                Some((before, _)) if !replaces => format!("{before}\n{value}"),
                _ => value.to_owned(),
            },
            Kind::Double => real(flag, value)?,
            _ => integer(flag, value)?,
        };
        Ok(Setting {
            name: flag.name,
            value,
        })
    }
}

fn out_of_range(flag: &Flag, value: &str) -> Refusal {
    Refusal::OutOfRange(format!(
        "{} {}={value} is outside the allowed range [ {} ... {} ]\n",
        flag.kind.name(),
        flag.name,
        flag.least,
        flag.greatest
    ))
}

fn integer(flag: &Flag, text: &str) -> Result<String, Refusal> {
    let (text, is_negative) = match text.strip_prefix('-') {
        Some(rest) if flag.kind.is_signed() => (rest, true),
        Some(_) => return Err(Refusal::Malformed),
        None => (text, false),
    };
    let number = i128::from(sizes::unsigned(text).ok_or(Refusal::Malformed)?);
    let number = match flag.kind {
        Kind::Int => i128::from(number as i32),
        Kind::Uint => i128::from(number as u32),
        Kind::Intx => i128::from(number as i64),
        _ => number,
    };
    let number = if is_negative { -number } else { number };
    if !flag.admits(number) {
        return Err(out_of_range(flag, &number.to_string()));
    }
    Ok(number.to_string())
}

fn real(flag: &Flag, text: &str) -> Result<String, Refusal> {
    let number: f64 = text.parse().map_err(|_| Refusal::Malformed)?;
    if !flag.admits(number) {
        return Err(out_of_range(flag, &format!("{number:.6}")));
    }
    Ok(format!("{number:.6}"))
}

#[cfg(test)]
mod tests {
    use super::{FlagValues, Origin};

    fn error(argument: &str) -> String {
        match FlagValues::default().take(argument, false, Origin::CommandLine) {
            Ok(setting) => panic!("{argument} was taken: {setting:?}"),
            Err(error) => error.0,
        }
    }

    #[test]
    fn errors_have_the_words_of_hotspot() {
        for (argument, expected) in [
            ("+Foo", "Unrecognized VM option 'Foo'\n"),
            ("Foo=1", "Unrecognized VM option 'Foo=1'\n"),
            ("", "Unrecognized VM option ''\n"),
            ("UseG1GC", "Missing +/- setting for VM option 'UseG1GC'\n"),
            (
                "UseSerialGC=1",
                "Missing +/- setting for VM option 'UseSerialGC=1'\n",
            ),
            (
                "+MaxHeapSize",
                "Unexpected +/- setting in VM option 'MaxHeapSize'\n",
            ),
            (
                "MaxHeapSize",
                "Improperly specified VM option 'MaxHeapSize'\n",
            ),
            ("OnError", "Improperly specified VM option 'OnError'\n"),
            (
                "ParallelGCThreads=-1",
                "Improperly specified VM option 'ParallelGCThreads=-1'\n",
            ),
            (
                "ParallelGCThreads=1.5",
                "Improperly specified VM option 'ParallelGCThreads=1.5'\n",
            ),
            (
                "CompileThresholdScaling=0.5.5",
                "Improperly specified VM option 'CompileThresholdScaling=0.5.5'\n",
            ),
            (
                "TieredStopAtLevel=9",
                "intx TieredStopAtLevel=9 is outside the allowed range [ 0 ... 4 ]\nImproperly specified VM option 'TieredStopAtLevel=9'\n",
            ),
            (
                "G1HeapRegionSize=3g",
                "size_t G1HeapRegionSize=3221225472 is outside the allowed range [ 0 ... 33554432 ]\nImproperly specified VM option 'G1HeapRegionSize=3g'\n",
            ),
            (
                "+PrintAssembly",
                "Error: VM option 'PrintAssembly' is diagnostic and must be enabled via -XX:+UnlockDiagnosticVMOptions.\nError: The unlock option must precede 'PrintAssembly'.\n",
            ),
            (
                "+UseEpsilonGC",
                "Error: VM option 'UseEpsilonGC' is experimental and must be enabled via -XX:+UnlockExperimentalVMOptions.\nError: The unlock option must precede 'UseEpsilonGC'.\n",
            ),
            (
                "+Verbose",
                "Error: VM option 'Verbose' is develop and is available only in debug version of VM.\n",
            ),
            (
                "-UseSerialGC1",
                "Unrecognized VM option 'UseSerialGC1'\nDid you mean '(+/-)UseSerialGC'? ",
            ),
        ] {
            assert_eq!(error(argument), expected, "-XX:{argument}");
        }
    }

    #[test]
    fn values_are_kept() {
        let mut values = FlagValues::default();
        for argument in [
            "+UnlockDiagnosticVMOptions",
            "+PrintAssembly",
            "MaxHeapSize=2k",
            "OnError=a",
            "OnError=b",
        ] {
            values
                .take(argument, false, Origin::CommandLine)
                .expect(argument);
        }
        assert!(values.is_on("PrintAssembly"));
        assert_eq!(values.get("MaxHeapSize"), "2048");
        assert_eq!(values.get("OnError"), "a\nb");
        assert_eq!(values.get("MaxTenuringThreshold"), "15");
    }

    #[test]
    fn unknown_flags_can_be_ignored() {
        let mut values = FlagValues::default();
        assert_eq!(values.take("+Foo", true, Origin::CommandLine), Ok(None));
        assert!(
            values
                .take("MaxHeapSize=x", true, Origin::CommandLine)
                .is_err()
        );
    }
}
