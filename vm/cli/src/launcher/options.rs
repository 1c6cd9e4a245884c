//! The launcher's options, as one table.
//!
//! An option that is not in the table is the VM's and passed on verbatim: `-Xmx512m`,
//! `-XX:+UseSerialGC`, `-ea`, `-verbose:class`, `-Dkey=value`, `--gc-every=7`. The VM rejects what
//! it does not know.
//!
//! Reference: JDK 17 `libjli/java.c` (`IsModuleOption`, `GetOpt`, `ParseArguments`).

use super::message::Missing;

/// Where a message or a page of help goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Options with one dash.
    Stderr,
    /// Options with two.
    Stdout,
}

/// What an option does. The variants marked *last* end the options: the VM is started to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next word names a jar file to run.
    Jar,
    /// Runs a module, given with `/` its main class.
    Module,
    /// Runs a source file of the given version.
    Source,
    /// Sets the class path.
    ClassPath,
    /// Prints the observable modules.
    ListModules,
    /// Prints the resolved modules, then runs the program.
    ShowResolvedModules,
    /// Checks all modules of the module path.
    ValidateModules,
    /// Prints a module's descriptor.
    DescribeModule,
    /// Passed to the VM as `--name=value`, whichever way it was written.
    Joined {
        /// The VM's name for the option.
        name: &'static str,
        /// What to say if there is no value.
        missing: Missing,
        /// Whether the form `--name=`, with nothing after it, is refused too.
        refuse_empty: bool,
    },
    /// Prints the usage; last.
    Help(Stream),
    /// Prints the extra options; last.
    ExtraHelp(Stream),
    /// Prints the version; last.
    Version(Stream),
    /// Prints the version, then runs the program.
    ShowVersion(Stream),
    /// Prints the full version, without starting the VM.
    FullVersion(Stream),
    /// Loads the main class but does not run it.
    DryRun,
    /// Prints settings, then runs the program.
    ShowSettings,
    /// Stands for an option of the VM.
    Alias(&'static str),
    /// Likewise, with a warning that the option is deprecated.
    DeprecatedAlias(&'static str),
    /// Passed to the VM with `X` after the dash.
    PrefixX,
    /// Warned about and ignored.
    NoLongerSupported,
    /// Ignored.
    Ignored,
    /// Passed to the VM; also tells the launcher that there is a class path.
    ClassPathProperty,
}

/// How an option is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The word is the option.
    Plain,
    /// The word begins with the option; the rest is its value.
    Prefix,
    /// The value is the next word.
    NextWord,
    /// The value is the next word, or follows an `=` in the same word.
    NextWordOrEquals,
}

/// One row: names, form, action.
pub struct Row {
    /// Synonyms.
    pub names: &'static [&'static str],
    /// How it is written.
    pub form: Form,
    /// What it does.
    pub action: Action,
}

const fn row(names: &'static [&'static str], form: Form, action: Action) -> Row {
    Row {
        names,
        form,
        action,
    }
}

const fn modules(names: &'static [&'static str], refuse_empty: bool) -> Row {
    let joined = Action::Joined {
        name: names[0],
        missing: Missing::Modules,
        refuse_empty,
    };
    row(names, Form::NextWordOrEquals, joined)
}

const fn kiln(names: &'static [&'static str]) -> Row {
    let joined = Action::Joined {
        name: names[0],
        missing: Missing::Value,
        refuse_empty: true,
    };
    row(names, Form::NextWordOrEquals, joined)
}

const MODULE_PATH: Action = Action::Joined {
    name: "--module-path",
    missing: Missing::ModulePath,
    refuse_empty: true,
};
const UPGRADE_PATH: Action = Action::Joined {
    name: "--upgrade-module-path",
    missing: Missing::ModulePath,
    refuse_empty: true,
};

use Form::{NextWord, NextWordOrEquals, Plain, Prefix};
use Stream::{Stderr, Stdout};

/// Every option that the launcher itself acts upon.
pub static TABLE: &[Row] = &[
    row(&["-jar"], Plain, Action::Jar),
    row(&["--module"], NextWordOrEquals, Action::Module),
    row(&["-m"], NextWord, Action::Module),
    row(&["--source"], NextWordOrEquals, Action::Source),
    row(&["--class-path"], NextWordOrEquals, Action::ClassPath),
    row(&["-classpath", "-cp"], NextWord, Action::ClassPath),
    row(&["--module-path"], NextWordOrEquals, MODULE_PATH),
    row(&["-p"], NextWord, MODULE_PATH),
    row(&["--upgrade-module-path"], NextWordOrEquals, UPGRADE_PATH),
    modules(&["--add-modules"], true),
    modules(&["--enable-native-access"], true),
    modules(&["--limit-modules"], true),
    modules(&["--add-exports"], true),
    modules(&["--add-opens"], false),
    modules(&["--add-reads"], true),
    modules(&["--patch-module"], true),
    row(&["--list-modules"], Plain, Action::ListModules),
    row(
        &["--show-resolved-modules"],
        Plain,
        Action::ShowResolvedModules,
    ),
    row(&["--validate-modules"], Plain, Action::ValidateModules),
    row(
        &["--describe-module"],
        NextWordOrEquals,
        Action::DescribeModule,
    ),
    row(&["-d"], NextWord, Action::DescribeModule),
    row(&["--dry-run"], Plain, Action::DryRun),
    row(&["-help", "-h", "-?"], Plain, Action::Help(Stderr)),
    row(&["--help"], Plain, Action::Help(Stdout)),
    row(&["-X"], Plain, Action::ExtraHelp(Stderr)),
    row(&["--help-extra"], Plain, Action::ExtraHelp(Stdout)),
    row(&["-version"], Plain, Action::Version(Stderr)),
    row(&["--version"], Plain, Action::Version(Stdout)),
    row(&["-showversion"], Plain, Action::ShowVersion(Stderr)),
    row(&["--show-version"], Plain, Action::ShowVersion(Stdout)),
    row(&["-fullversion"], Plain, Action::FullVersion(Stderr)),
    row(&["--full-version"], Plain, Action::FullVersion(Stdout)),
    row(&["-XshowSettings"], Plain, Action::ShowSettings),
    row(&["-XshowSettings:"], Prefix, Action::ShowSettings),
    row(&["-splash:"], Prefix, Action::Ignored),
    row(
        &["-Xdiag"],
        Plain,
        Action::Alias("-Dsun.java.launcher.diag=true"),
    ),
    row(
        &["--show-module-resolution"],
        Plain,
        Action::Alias("-Djdk.module.showModuleResolution=true"),
    ),
    row(&["-verbosegc"], Plain, Action::Alias("-verbose:gc")),
    row(&["-t"], Plain, Action::Alias("-Xt")),
    row(&["-tm"], Plain, Action::Alias("-Xtm")),
    row(&["-debug"], Plain, Action::Alias("-Xdebug")),
    row(&["-noclassgc"], Plain, Action::Alias("-Xnoclassgc")),
    row(
        &["-Xfuture"],
        Plain,
        Action::DeprecatedAlias("-Xverify:all"),
    ),
    row(&["-verify"], Plain, Action::Alias("-Xverify:all")),
    row(&["-verifyremote"], Plain, Action::Alias("-Xverify:remote")),
    row(&["-noverify"], Plain, Action::Alias("-Xverify:none")),
    row(&["-ss", "-oss", "-ms", "-mx"], Prefix, Action::PrefixX),
    row(
        &["-checksource", "-cs", "-noasyncgc"],
        Plain,
        Action::NoLongerSupported,
    ),
    row(&["-Djava.class.path="], Prefix, Action::ClassPathProperty),
    // Kiln's own options that take a value: they may be written with a blank as well.
    kiln(&["--policy"]),
    kiln(&["--set"]),
    kiln(&["--passes"]),
    kiln(&["--disable-pass"]),
    kiln(&["--print-after"]),
    kiln(&["--dump"]),
    kiln(&["--filter"]),
];

/// The row that a word matches, if any. A value after `=` is the caller's to split off.
pub fn find(word: &[u8]) -> Option<&'static Row> {
    TABLE
        .iter()
        .find(|row| row.names.iter().any(|name| matches(row.form, name, word)))
}

fn matches(form: Form, name: &str, word: &[u8]) -> bool {
    let name = name.as_bytes();
    match form {
        Plain | NextWord => word == name,
        Prefix => word.starts_with(name),
        NextWordOrEquals => word
            .strip_prefix(name)
            .is_some_and(|rest| matches!(rest, [] | [b'=', ..])),
    }
}

/// What follows an option that takes a word of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// A value of the option.
    Operand,
    /// The main class, in the form of a module.
    Main,
}

/// Whether the option `word` takes the next word, and as what.
pub fn takes_word(word: &[u8]) -> Option<Follows> {
    let row = find(word)?;
    let exact = row.names.iter().any(|name| name.as_bytes() == word);
    match (row.form, row.action) {
        (NextWord | NextWordOrEquals, Action::Module) if exact => Some(Follows::Main),
        (NextWord | NextWordOrEquals, _) if exact => Some(Follows::Operand),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rows_match_the_same_name() {
        for (i, row) in TABLE.iter().enumerate() {
            for name in row.names {
                let first = TABLE
                    .iter()
                    .position(|r| std::ptr::eq(r, find(name.as_bytes()).unwrap()));
                assert_eq!(first, Some(i), "{name}");
            }
        }
    }

    /// What the usage of `java` lists that is the VM's business.
    const VM_OPTIONS: [&str; 16] = [
        "-D",
        "-verbose:",
        "-ea",
        "-enableassertions",
        "-da",
        "-disableassertions",
        "-esa",
        "-enablesystemassertions",
        "-dsa",
        "-disablesystemassertions",
        "-agentlib:",
        "-agentpath:",
        "-javaagent:",
        "-X",
        "--enable-preview",
        "--illegal-access=",
    ];

    #[test]
    fn every_option_of_the_usage_has_an_owner() {
        let jdk = crate::jdk::find().expect("tests need a JDK 17");
        for page in ["--help", "--help-extra"] {
            let java = std::process::Command::new(jdk.home.join("bin/java"))
                .arg(page)
                .output();
            let text = String::from_utf8(java.unwrap().stdout).unwrap();
            // Names of VMs come from `jvm.cfg`.
            let lines = text.lines().filter(|line| !line.contains("to select the"));
            let lines = lines.filter_map(|line| line.strip_prefix("    "));
            let mut n_options = 0;
            for line in lines.filter(|line| line.starts_with('-')) {
                for word in line.split("  ").next().unwrap().split([' ', '|']) {
                    // The usage's `-disable-@files` lacks a dash.
                    if word.starts_with('-') && word != "-disable-@files" {
                        let name = word.split(['<', '[']).next().unwrap();
                        let known = find(name.trim_end_matches('=').as_bytes()).is_some()
                            || find(name.as_bytes()).is_some()
                            || VM_OPTIONS.iter().any(|option| name.starts_with(option));
                        assert!(known, "{page}: {word}");
                        n_options += 1;
                    }
                }
            }
            assert!(n_options > 10, "{page} lists {n_options} options");
        }
    }

    #[test]
    fn options_that_take_a_word() {
        assert_eq!(takes_word(b"-cp"), Some(Follows::Operand));
        assert_eq!(takes_word(b"--class-path"), Some(Follows::Operand));
        assert_eq!(takes_word(b"--class-path=x"), None);
        assert_eq!(takes_word(b"-m"), Some(Follows::Main));
        assert_eq!(takes_word(b"-jar"), None);
        assert_eq!(takes_word(b"-Xint"), None);
    }
}
