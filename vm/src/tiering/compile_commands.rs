//! `-XX:CompileCommand=`: which methods are compiled, whatever the policy says.
//! Source of the grammar and messages: `compilerOracle.cpp` of JDK 17.
//!
//! HotSpot has many options of this kind; all are parsed, those of [`EFFECTIVE`] change something.
//! The table of options, the parser with its messages and their tests belong together, hence the length.

use super::method_pattern::MethodPattern;
use crate::output;
use std::fmt::Write;

/// Type of an option's value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Bool,
    Intx,
    Uintx,
    Double,
    List,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Bool => "bool",
            Kind::Intx => "intx",
            Kind::Uintx => "uintx",
            Kind::Double => "double",
            Kind::List => "ccstrlist",
        }
    }

    fn parse(name: &str) -> Option<Kind> {
        [
            Kind::Bool,
            Kind::Intx,
            Kind::Uintx,
            Kind::Double,
            Kind::List,
        ]
        .into_iter()
        .find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

/// HotSpot's options, in its order.
const OPTIONS: [(&str, Kind); 39] = [
    ("log", Kind::Bool),
    ("print", Kind::Bool),
    ("inline", Kind::Bool),
    ("dontinline", Kind::Bool),
    ("blackhole", Kind::Bool),
    ("compileonly", Kind::Bool),
    ("exclude", Kind::Bool),
    ("break", Kind::Bool),
    ("BreakAtExecute", Kind::Bool),
    ("BreakAtCompile", Kind::Bool),
    ("PrintAssembly", Kind::Bool),
    ("PrintInlining", Kind::Bool),
    ("PrintIntrinsics", Kind::Bool),
    ("PrintNMethods", Kind::Bool),
    ("PrintOptoAssembly", Kind::Bool),
    ("PrintDebugInfo", Kind::Bool),
    ("PrintRelocations", Kind::Bool),
    ("PrintDependencies", Kind::Bool),
    ("BackgroundCompilation", Kind::Bool),
    ("RepeatCompilation", Kind::Intx),
    ("ReplayInline", Kind::Bool),
    ("DumpReplay", Kind::Bool),
    ("DumpInline", Kind::Bool),
    ("CompileThresholdScaling", Kind::Double),
    ("ControlIntrinsic", Kind::List),
    ("DisableIntrinsic", Kind::List),
    ("NoRTMLockEliding", Kind::Bool),
    ("UseRTMLockEliding", Kind::Bool),
    ("BlockLayoutByFrequency", Kind::Bool),
    ("TraceOptoPipelining", Kind::Bool),
    ("TraceOptoOutput", Kind::Bool),
    ("TraceSpilling", Kind::Bool),
    ("PrintIdeal", Kind::Bool),
    ("IGVPrintLevel", Kind::Intx),
    ("Vectorize", Kind::Bool),
    ("VectorizeDebug", Kind::Uintx),
    ("CloneMapDebug", Kind::Bool),
    ("IncrementalInlineForceCleanup", Kind::Bool),
    ("MaxNodeLimit", Kind::Intx),
];

/// Options that change something here.
pub const EFFECTIVE: [&str; 10] = [
    "exclude",
    "compileonly",
    "print",
    "PrintAssembly",
    "inline",
    "dontinline",
    "DumpReplay",
    "PrintInlining",
    "PrintNMethods",
    "BackgroundCompilation",
];

/// One option of matching methods.
#[derive(Clone, PartialEq, Debug)]
struct Command {
    option: &'static str,
    pattern: MethodPattern,
    /// The value, as HotSpot prints it.
    value: String,
}

/// All commands, in order. The last that matches a method counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CompileCommands {
    commands: Vec<Command>,
    is_quiet: bool,
    /// Are experimental options accepted?
    is_unlocked: bool,
}

/// A method as the commands see it: the class's name with slashes, name and descriptor.
#[derive(Clone, Copy, Debug)]
pub struct MethodName<'a> {
    /// Class.
    pub class: &'a str,
    /// Method.
    pub method: &'a str,
    /// Descriptor.
    pub descriptor: &'a str,
}

impl CompileCommands {
    /// Takes one command, and returns what HotSpot prints about it. Mistakes are printed and
    /// otherwise ignored, as there; so is what needs `-XX:+UnlockExperimentalVMOptions`, if that
    /// is not given.
    pub fn take(&mut self, line: &str, is_unlocked: bool) -> String {
        self.is_unlocked = is_unlocked;
        if line.is_empty() || line.starts_with('#') {
            return String::new();
        }
        let (word, rest) = split_word(line);
        match word.to_ascii_lowercase().as_str() {
            "quiet" => {
                self.is_quiet = true;
                return String::new();
            }
            "help" => return help(),
            _ => {}
        }
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        let taken = if word.eq_ignore_ascii_case("option") {
            self.take_options(rest)
        } else {
            find(word).and_then(|option| self.take_option(option, rest))
        };
        taken.unwrap_or_else(|error| {
            format!(
                "CompileCommand: An error occurred during parsing\nError: {error}\nLine: '{line}'\n{TIP}"
            )
        })
    }

    /// `OPTION,PATTERN[,VALUE]`
    fn take_option(
        &mut self,
        (option, kind): (&'static str, Kind),
        rest: &str,
    ) -> Result<String, String> {
        let (pattern, value) = parse_pattern(rest)?;
        let value = value.trim_start_matches([' ', '\t']);
        if value.is_empty() && kind != Kind::Bool {
            return Err(format!("  Option '{option}' is not followed by a value"));
        }
        let (value, _) = read_value(option, kind, value)?;
        Ok(self.add(option, kind, pattern, value))
    }

    /// `option,PATTERN,OPTION` and `option,PATTERN,TYPE,OPTION,VALUE`
    fn take_options(&mut self, rest: &str) -> Result<String, String> {
        let (pattern, rest) = parse_pattern(rest)?;
        let (mut rest, mut text) = (rest.as_str(), String::new());
        loop {
            rest = rest.trim_start_matches([' ', '\t']);
            let (word, after) = split_word(rest);
            if word.is_empty() {
                return Ok(text);
            }
            let Some(kind) = Kind::parse(word) else {
                let (option, kind) = find(word)?;
                if kind != Kind::Bool {
                    let kind = kind.name();
                    return Err(format!("  Missing type '{kind}' before option '{option}'"));
                }
                text.push_str(&self.add(option, kind, pattern.clone(), "true".to_owned()));
                rest = after;
                continue;
            };
            let (name, after) = split_word(after.trim_start_matches([' ', '\t']));
            if name.is_empty() {
                let kind = kind.name();
                return Err(format!(
                    "Option name for type '{kind}' should be alphanumeric "
                ));
            }
            let (option, expected) = find(name)?;
            if kind != expected {
                return Err(format!(
                    "Option '{name}' with type '{}' doesn't match supplied type '{}'",
                    expected.name(),
                    kind.name()
                ));
            }
            let (value, after) = read_value(option, kind, after.trim_start_matches([' ', '\t']))?;
            text.push_str(&self.add(option, kind, pattern.clone(), value));
            rest = after;
        }
    }

    /// Adds a command; what is printed about it.
    fn add(
        &mut self,
        option: &'static str,
        kind: Kind,
        pattern: MethodPattern,
        value: String,
    ) -> String {
        let mut text = String::new();
        if option == "log" {
            text.push_str("Warning:  +LogCompilation must be enabled in order for individual methods to be logged with \n          CompileCommand=log,<method pattern>\n");
        }
        if option == "blackhole" && !self.is_unlocked {
            output::warning(
                "Blackhole compile option is experimental and must be enabled via -XX:+UnlockExperimentalVMOptions",
            );
            return text;
        }
        if !self.is_quiet {
            let shown = match kind {
                Kind::List => format!("const char* {option} = '{value}'"),
                _ => format!("{} {option} = {value}", kind.name()),
            };
            // Writing to a text cannot fail.
            let _ = writeln!(text, "CompileCommand: {option} {pattern} {shown}");
        }
        self.commands.push(Command {
            option,
            pattern,
            value,
        });
        text
    }

    /// The options that were given and change nothing here.
    pub fn without_effect(&self) -> impl Iterator<Item = &'static str> {
        let options = self.commands.iter().map(|command| command.option);
        options.filter(|option| !EFFECTIVE.contains(option))
    }

    fn value(&self, option: &str, name: MethodName<'_>) -> Option<&str> {
        self.commands
            .iter()
            .rfind(|command| {
                command.option == option
                    && command
                        .pattern
                        .matches(name.class, name.method, name.descriptor)
            })
            .map(|command| command.value.as_str())
    }

    fn is_true(&self, option: &str, name: MethodName<'_>) -> bool {
        self.value(option, name) == Some("true")
    }

    /// Is the method not to be compiled?
    pub fn excludes(&self, name: MethodName<'_>) -> bool {
        if self.is_true("exclude", name) {
            return true;
        }
        let has_only = self.commands.iter().any(|c| c.option == "compileonly");
        has_only && !self.is_true("compileonly", name)
    }

    /// Is the method to be inlined wherever it can be?
    pub fn forces_inlining(&self, name: MethodName<'_>) -> bool {
        self.is_true("inline", name)
    }

    /// Is the method never to be inlined?
    pub fn prevents_inlining(&self, name: MethodName<'_>) -> bool {
        self.is_true("dontinline", name) || self.is_true("exclude", name)
    }

    /// Is the method's machine code to be printed?
    pub fn prints_assembly(&self, name: MethodName<'_>) -> bool {
        let options = ["print", "PrintAssembly", "PrintNMethods"];
        options.iter().any(|option| self.is_true(option, name))
    }

    /// Are decisions about inlining into the method to be printed?
    pub fn prints_inlining(&self, name: MethodName<'_>) -> bool {
        self.is_true("PrintInlining", name)
    }

    /// Does whoever wants the method compiled wait for that?
    pub fn waits(&self, name: MethodName<'_>) -> bool {
        self.value("BackgroundCompilation", name) == Some("false")
    }

    /// Is a replay file of the method's compilations to be written?
    pub fn dumps(&self, name: MethodName<'_>) -> bool {
        self.is_true("DumpReplay", name)
    }

    /// Are lines about what is done silenced?
    pub fn is_quiet(&self) -> bool {
        self.is_quiet
    }
}

const TIP: &str = "\nUsage: '-XX:CompileCommand=<option>,<method pattern>' - to set boolean option to true\nUsage: '-XX:CompileCommand=<option>,<method pattern>,<value>'\nUse:   '-XX:CompileCommand=help' for more information and to list all option.\n\n";

fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    text.split_at(end.unwrap_or(text.len()))
}

fn find(word: &str) -> Result<(&'static str, Kind), String> {
    OPTIONS
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .ok_or_else(|| format!("Unrecognized option '{word}'"))
}

fn parse_pattern(text: &str) -> Result<(MethodPattern, String), String> {
    MethodPattern::parse(text).map_err(str::to_owned)
}

/// Reads a value; returns it as HotSpot prints it, and what follows.
fn read_value<'a>(option: &str, kind: Kind, text: &'a str) -> Result<(String, &'a str), String> {
    let unread = || {
        let kind = kind.name();
        format!("Value cannot be read for option '{option}' of type '{kind}'")
    };
    let split = |keep: fn(char) -> bool| {
        let end = text.find(|c| !keep(c)).unwrap_or(text.len());
        text.split_at(end)
    };
    match kind {
        Kind::Bool if text.is_empty() => Ok(("true".to_owned(), text)),
        Kind::Bool => {
            let (word, rest) = split(|c| c.is_ascii_alphabetic());
            match word.to_ascii_lowercase().as_str() {
                word @ ("true" | "false") => Ok((word.to_owned(), rest)),
                _ => Err(unread()),
            }
        }
        Kind::Intx | Kind::Uintx => {
            let (word, rest) = split(|c| c.is_ascii_digit() || c == '-' || c == '+');
            let number: i64 = word.parse().map_err(|_| unread())?;
            Ok((number.to_string(), rest))
        }
        Kind::Double => {
            // The dot has become a space or a slash with the rest of the line.
            let (whole, rest) = split(|c| c.is_ascii_digit());
            let fraction = rest.trim_start_matches([' ', '\t', '/']);
            let end = fraction.find(|c: char| !c.is_ascii_digit());
            let (fraction, rest) = fraction.split_at(end.unwrap_or(fraction.len()));
            let number: f64 = format!("{whole}.{fraction}")
                .parse()
                .map_err(|_| unread())?;
            if whole.is_empty() || fraction.is_empty() {
                return Err(unread());
            }
            Ok((format!("{number:.6}"), rest))
        }
        Kind::List => {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "_+- \t".contains(c);
            let (words, rest) = split(is_part);
            let words: Vec<&str> = words.split_ascii_whitespace().collect();
            if words.is_empty() {
                return Err(unread());
            }
            Ok((words.join(" "), rest))
        }
    }
}

/// The help, shorter than HotSpot's where it describes what is not there.
fn help() -> String {
    let mut text = "\nThe CompileCommand option says of methods by pattern whether they are compiled.\n\n-XX:CompileCommand=<option>,<method pattern>[,<value>]\n    Sets <option> of matching methods; without a value, to true.\n-XX:CompileCommand=quiet\n    Does not print the commands.\n\nOptions:\n".to_owned();
    for option in EFFECTIVE {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "    {option} (bool)");
    }
    text.push_str("HotSpot's other options are accepted and change nothing.\n\nMethod patterns: package/Class.method, package/Class.method(I)I, package.Class::method;\na * may begin or end the names of class and method.\n\n");
    text
}

#[cfg(test)]
mod tests {
    use super::{CompileCommands, MethodName};

    fn take(line: &str) -> String {
        CompileCommands::default().take(line, false)
    }

    const F: MethodName<'_> = MethodName {
        class: "A",
        method: "f",
        descriptor: "(I)I",
    };
    const G: MethodName<'_> = MethodName { method: "g", ..F };

    /// The expected lines are HotSpot's own output.
    #[test]
    fn commands_are_answered_in_the_words_of_hotspot() {
        for (line, expected) in [
            (
                "exclude,A.f",
                "CompileCommand: exclude A.f bool exclude = true\n",
            ),
            (
                "exclude,A::f",
                "CompileCommand: exclude A.f bool exclude = true\n",
            ),
            (
                "exclude,A,f,false",
                "CompileCommand: exclude A.f bool exclude = false\n",
            ),
            (
                "compileonly,java/lang/String.*",
                "CompileCommand: compileonly java/lang/String.* bool compileonly = true\n",
            ),
            (
                "inline,*lang*.*f(I)I",
                "CompileCommand: inline *lang*.*f(I)I bool inline = true\n",
            ),
            (
                "option,A.f,PrintInlining",
                "CompileCommand: PrintInlining A.f bool PrintInlining = true\n",
            ),
            (
                "CompileThresholdScaling,A.f,0.5",
                "CompileCommand: CompileThresholdScaling A.f double CompileThresholdScaling = 0.500000\n",
            ),
            (
                "RepeatCompilation,A.f,3",
                "CompileCommand: RepeatCompilation A.f intx RepeatCompilation = 3\n",
            ),
            ("quiet", ""),
            ("", ""),
        ] {
            assert_eq!(take(line), expected, "{line}");
        }
    }

    #[test]
    fn mistakes_are_reported_in_the_words_of_hotspot() {
        for (line, error) in [
            ("bogus,A.f", "Unrecognized option 'bogus'"),
            ("exclude", "Method pattern missing from command"),
            (
                "exclude,A.f.g",
                "Method pattern uses multiple '.' in pattern",
            ),
            ("exclude,**.f", "** Not a valid pattern"),
            ("exclude,A.f*g", " Embedded * not allowed"),
            (
                "exclude,A.f,maybe",
                "Value cannot be read for option 'exclude' of type 'bool'",
            ),
            (
                "RepeatCompilation,A.f",
                "  Option 'RepeatCompilation' is not followed by a value",
            ),
        ] {
            let expected = format!(
                "CompileCommand: An error occurred during parsing\nError: {error}\nLine: '{line}'\n{}",
                super::TIP
            );
            assert_eq!(take(line), expected, "{line}");
        }
    }

    #[test]
    fn methods_are_excluded_and_inlined_as_told() {
        let mut commands = CompileCommands::default();
        assert!(!commands.excludes(F) && !commands.forces_inlining(F));
        commands.take("exclude,A.f", false);
        assert!(commands.excludes(F) && !commands.excludes(G));
        assert!(commands.prevents_inlining(F) && !commands.prevents_inlining(G));
        commands.take("exclude,A.f,false", false);
        assert!(!commands.excludes(F), "the last one counts");
        commands.take("compileonly,A.f", false);
        assert!(!commands.excludes(F) && commands.excludes(G));
        commands.take("inline,*.g", false);
        assert!(commands.forces_inlining(G));
        commands.take("dontinline,*.f", false);
        assert!(commands.prevents_inlining(F));
        commands.take("log,A.f", false);
        commands.take("PrintInlining,A.f", false);
        assert!(commands.prints_inlining(F) && !commands.prints_inlining(G));
        commands.take("BackgroundCompilation,A.f,false", false);
        assert!(commands.waits(F) && !commands.waits(G));
        commands.take("DumpReplay,A.f", false);
        assert!(commands.dumps(F) && !commands.dumps(G));
        commands.take("print,A.f", false);
        assert!(commands.prints_assembly(F) && !commands.prints_assembly(G));
        assert_eq!(commands.without_effect().collect::<Vec<_>>(), ["log"]);
    }
}
