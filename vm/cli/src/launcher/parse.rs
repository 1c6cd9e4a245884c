//! The second stage of the command line: words become a [`Launch`].
//!
//! Reference: JDK 17 `libjli/java.c` (`ParseArguments`).

use super::bytes::{Word, concat, environment, is_option};
use super::class_path;
use super::message::{self, Missing};
use super::options::{self, Action, Form, Stream};
use super::vm_options::VmOptions;
use std::os::unix::ffi::OsStrExt;

/// The class that compiles and runs a source file.
const SOURCE_LAUNCHER: &[u8] = b"jdk.compiler/com.sun.tools.javac.launcher.Main";

/// What kind of thing is run. The numbers are those of `sun.launcher.LauncherHelper`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Not known: nothing is run.
    Unknown = 0,
    /// A class.
    Class = 1,
    /// A jar file.
    Jar = 2,
    /// A module.
    Module = 3,
    /// A source file.
    Source = 4,
}

/// A question about modules, or the like, answered before (or instead of) running the program.
#[derive(Default, Debug)]
pub struct Requests {
    /// `-XshowSettings…`, the whole word.
    pub settings: Option<Word>,
    /// `--show-resolved-modules`
    pub resolved_modules: bool,
    /// `--list-modules`
    pub list_modules: bool,
    /// `--describe-module NAME`
    pub describe_module: Option<Word>,
    /// `--validate-modules`
    pub validate_modules: bool,
    /// `-showversion` was given.
    pub show_version: bool,
    /// `-version` was given.
    pub version_only: bool,
    /// `-help` and its like.
    pub help: bool,
    /// `-X`
    pub extra_help: bool,
    /// `--dry-run`
    pub dry_run: bool,
}

/// Everything the command line says.
#[derive(Debug)]
pub struct Launch {
    /// The kind of thing to run.
    pub mode: Mode,
    /// Class, jar file or module to run.
    pub what: Option<Word>,
    /// The program's arguments.
    pub args: Vec<Word>,
    /// The VM's options.
    pub vm: VmOptions,
    /// What to print.
    pub requests: Requests,
    /// Where version and help go: the last option that says so decides for all.
    pub print_to: Stream,
    /// The exit code if it is already clear that it is not 0.
    pub status: i32,
}

/// How parsing ended.
pub enum Parsed {
    /// The VM is needed.
    Launch(Box<Launch>),
    /// All is done; exit with this code.
    Exit(i32),
}

/// Parses the words after the program name. `full_version` prints what `-fullversion` asks for.
pub fn parse(words: &[Word], vm: VmOptions, full_version: impl FnOnce(Stream)) -> Parsed {
    let launch = Launch {
        mode: Mode::Unknown,
        what: None,
        args: Vec::new(),
        vm,
        requests: Requests::default(),
        print_to: Stream::Stderr,
        status: 0,
    };
    let mut parser = Parser {
        launch,
        words,
        at: 0,
        have_class_path: false,
    };
    if let Some(class_path) = environment("CLASSPATH") {
        parser.set_class_path(&class_path);
    }
    match parser.options(full_version) {
        Step::Next => {
            parser.program();
            Parsed::Launch(Box::new(parser.launch))
        }
        Step::StartVm => {
            parser.launch.mode = Mode::Unknown;
            parser.launch.what = None;
            Parsed::Launch(Box::new(parser.launch))
        }
        Step::Exit(code) => Parsed::Exit(code),
    }
}

/// What follows after an option.
enum Step {
    /// The next word.
    Next,
    /// The VM, without a program: it prints something.
    StartVm,
    /// Nothing.
    Exit(i32),
}

struct Parser<'a> {
    launch: Launch,
    words: &'a [Word],
    at: usize,
    have_class_path: bool,
}

impl Parser<'_> {
    fn options(&mut self, full_version: impl FnOnce(Stream)) -> Step {
        while let Some(word) = self.words.get(self.at)
            && is_option(word)
        {
            let word = word.clone();
            let Some(row) = options::find(&word) else {
                self.at += 1;
                self.launch.vm.add(word);
                continue;
            };
            if let Action::FullVersion(stream) = row.action {
                full_version(stream);
                return Step::Exit(0);
            }
            let value = self.value(row.form, &word);
            match self.option(row.action, &word, value) {
                Step::Next if self.launch.what.is_some() => return Step::Next,
                Step::Next => {}
                end => return end,
            }
        }
        Step::Next
    }

    /// Moves past an option and its value.
    fn value(&mut self, form: Form, word: &[u8]) -> Option<Word> {
        self.at += 1;
        let takes_next = options::takes_word(word).is_some();
        if takes_next {
            let next = self.words.get(self.at).filter(|next| !is_option(next))?;
            self.at += 1;
            return Some(next.clone());
        }
        if form != Form::NextWordOrEquals {
            return None;
        }
        let equals = word.iter().position(|&b| b == b'=')?;
        Some(word[equals + 1..].to_vec())
    }

    fn option(&mut self, action: Action, word: &[u8], value: Option<Word>) -> Step {
        let requests = &mut self.launch.requests;
        let vm = &mut self.launch.vm;
        match action {
            Action::Jar => {
                if self.at == self.words.len() {
                    message::missing(word, Missing::JarFile);
                    requests.help = true;
                    self.launch.status = 1;
                    return Step::StartVm;
                }
                return self.set_mode(Mode::Jar, word);
            }
            Action::Module => {
                let Some(value) = value.filter(|v| !v.is_empty()) else {
                    return refuse(word, Missing::ModuleName);
                };
                let module = value.split(|&b| b == b'/').next().unwrap_or_default();
                vm.add(concat("-Djdk.module.main=", module));
                self.launch.what = Some(value);
                return self.set_mode(Mode::Module, word);
            }
            Action::Source => {
                let Some(value) = value.filter(|v| !v.is_empty()) else {
                    return refuse(word, Missing::SourceVersion);
                };
                self.launch.mode = Mode::Source;
                vm.add(concat("-Djdk.internal.javac.source=", &value));
            }
            Action::ClassPath => {
                let Some(value) = value else {
                    return refuse(word, Missing::ClassPath);
                };
                self.set_class_path(&value);
                if self.launch.mode != Mode::Source {
                    self.launch.mode = Mode::Class;
                }
            }
            Action::DescribeModule => {
                let Some(value) = value else {
                    return refuse(word, Missing::ModuleName);
                };
                requests.describe_module = Some(value);
            }
            Action::Joined {
                name,
                missing,
                refuse_empty,
            } => {
                return self.joined(word, value, name, missing, refuse_empty);
            }
            Action::ListModules => requests.list_modules = true,
            Action::ShowResolvedModules => requests.resolved_modules = true,
            Action::ValidateModules => {
                vm.add(*b"-Djdk.module.validation=true");
                requests.validate_modules = true;
            }
            Action::DryRun => requests.dry_run = true,
            Action::ShowSettings => requests.settings = Some(word.to_vec()),
            Action::Help(stream) => {
                requests.help = true;
                return self.start_vm(stream);
            }
            Action::ExtraHelp(stream) => {
                requests.extra_help = true;
                return self.start_vm(stream);
            }
            Action::Version(stream) => {
                requests.version_only = true;
                return self.start_vm(stream);
            }
            Action::ShowVersion(stream) => {
                requests.show_version = true;
                self.print_to(stream);
            }
            Action::Alias(option) => vm.add(option),
            Action::DeprecatedAlias(option) => {
                let text = b" option is deprecated and may be removed in a future release.";
                message::error(&[b"Warning: ", word, text]);
                vm.add(option);
            }
            Action::PrefixX => vm.add(concat("-X", &word[1..])),
            Action::NoLongerSupported => {
                message::error(&[b"Warning: ", word, b" option is no longer supported."]);
            }
            Action::ClassPathProperty => {
                self.have_class_path = true;
                vm.add(word);
            }
            Action::Ignored => {}
            Action::FullVersion(_) => unreachable!("answered before"),
        }
        Step::Next
    }

    fn joined(
        &mut self,
        word: &[u8],
        value: Option<Word>,
        name: &str,
        missing: Missing,
        refuse_empty: bool,
    ) -> Step {
        let equals = word.contains(&b'=');
        match value.filter(|v| !v.is_empty()) {
            Some(value) => self.launch.vm.add_pair(name, &value),
            None if equals && !refuse_empty => self.launch.vm.add(word),
            // The stock launcher has one message for `--name=`, whatever the name.
            None if equals && missing != Missing::Value => return refuse(word, Missing::Modules),
            None => return refuse(word, missing),
        }
        Step::Next
    }

    fn set_mode(&mut self, mode: Mode, word: &[u8]) -> Step {
        if self.launch.mode == Mode::Source {
            message::error(&[b"Error: Option ", word, b" is not allowed with --source"]);
            return Step::Exit(1);
        }
        self.launch.mode = mode;
        Step::Next
    }

    fn print_to(&mut self, stream: Stream) {
        // Only the two-dash forms say where to print; the others keep what was said before.
        if stream == Stream::Stdout {
            self.launch.print_to = Stream::Stdout;
        }
    }

    fn start_vm(&mut self, stream: Stream) -> Step {
        self.print_to(stream);
        Step::StartVm
    }

    fn set_class_path(&mut self, class_path: &[u8]) {
        self.launch
            .vm
            .add_pair("-Djava.class.path", &class_path::expand(class_path));
        self.have_class_path = true;
    }

    /// The first word that is not an option, and the program's arguments.
    fn program(&mut self) {
        let launch = &mut self.launch;
        let first = self.words.get(self.at);
        if launch.what.is_none() {
            launch.what = first.cloned();
            self.at += 1;
        }
        let requests = &launch.requests;
        match (&launch.what, launch.mode) {
            (None, _) => {
                let answers = requests.list_modules
                    || requests.describe_module.is_some()
                    || requests.validate_modules;
                launch.status = i32::from(!answers);
            }
            (Some(_), Mode::Unknown) => {
                launch.mode = if first.is_some_and(|w| is_source_file(w)) {
                    Mode::Source
                } else {
                    Mode::Class
                };
                if !self.have_class_path {
                    self.set_class_path(b".");
                }
            }
            (Some(_), Mode::Class) if first.is_some_and(|w| is_source_file(w)) => {
                launch.mode = Mode::Source;
            }
            _ => {}
        }
        let launch = &mut self.launch;
        if launch.mode == Mode::Source {
            launch.vm.add(*b"--add-modules=ALL-DEFAULT");
            // The source launcher's first argument is the file.
            launch
                .args
                .extend(launch.what.replace(SOURCE_LAUNCHER.to_vec()));
        }
        launch.args.extend(self.words.iter().skip(self.at).cloned());
        if launch.mode == Mode::Jar
            && let Some(jar) = &launch.what
        {
            let jar = class_path::expand(jar);
            launch.vm.add_pair("-Djava.class.path", &jar);
        }
    }
}

fn refuse(word: &[u8], what: Missing) -> Step {
    message::missing(word, what);
    Step::Exit(1)
}

/// An existing file whose last suffix is `.java`, in any case.
fn is_source_file(word: &[u8]) -> bool {
    let suffix = word
        .iter()
        .rposition(|&b| b == b'.')
        .map(|dot| &word[dot..]);
    suffix.is_some_and(|s| s.eq_ignore_ascii_case(b".java"))
        && std::path::Path::new(std::ffi::OsStr::from_bytes(word)).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The VM options, mode, program and arguments that a command line leads to.
    fn parsed(line: &str) -> String {
        let words: Vec<Word> = line
            .split_whitespace()
            .map(|w| w.as_bytes().to_vec())
            .collect();
        match parse(&words, VmOptions::default(), |_| {}) {
            Parsed::Exit(code) => format!("exit {code}"),
            Parsed::Launch(launch) => {
                let mut text: Vec<String> = Vec::new();
                let show = |w: &[u8]| String::from_utf8_lossy(w).into_owned();
                text.extend(launch.vm.iter().map(show));
                text.push(format!("{:?}", launch.mode));
                text.extend(launch.what.iter().chain(&launch.args).map(|w| show(w)));
                text.join(" ")
            }
        }
    }

    #[test]
    fn the_table() {
        let table = [
            (
                "-cp x -Xint Main -cp y",
                "-Djava.class.path=x -Xint Class Main -cp y",
            ),
            ("Main", "-Djava.class.path=. Class Main"),
            (
                "-p mods -m a.b/c.D x",
                "--module-path=mods -Djdk.module.main=a.b Module a.b/c.D x",
            ),
            (
                "--module-path=mods --gc-every=3 -m a",
                "--module-path=mods --gc-every=3 -Djdk.module.main=a Module a",
            ),
            ("-jar x.jar -jar", "-Djava.class.path=x.jar Jar x.jar -jar"),
            (
                "--policy never --trace M",
                "--policy=never --trace -Djava.class.path=. Class M",
            ),
            (
                "--add-opens a/b=c M",
                "--add-opens=a/b=c -Djava.class.path=. Class M",
            ),
            (
                "-mx5m -noverify M",
                "-Xmx5m -Xverify:none -Djava.class.path=. Class M",
            ),
            ("-version M", "Unknown"),
            ("-cp", "exit 1"),
        ];
        for (line, expected) in table {
            assert_eq!(parsed(line), expected, "{line}");
        }
    }
}
