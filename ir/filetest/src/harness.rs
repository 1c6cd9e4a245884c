//! Running the files of a folder.

use crate::file::{Case, Directive, File};
use crate::world::Classes;
use ir::Function;
use ir::text::{parse, parse_all};
use ir::verify::verify;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// What is not as a file says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The function or run, or empty for the file as a whole.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// What a test program does with a function: it gets the file's `; pass:` and what stands around
/// the function, changes the function, or refuses it with a message.
pub type Change<'c> = &'c dyn Fn(&str, &mut Function, &Classes) -> Result<(), String>;

/// Changes the functions of all files of a folder and its folders, and compares.
///
/// # Panics
/// With all failures, when there are some.
pub fn transform(folder: impl AsRef<Path>, change: Change<'_>) {
    run_folder(folder.as_ref(), Some(change));
}

/// Evaluates the functions of all files of a folder.
///
/// # Panics
/// With all failures, when there are some.
pub fn evaluate_all(folder: impl AsRef<Path>) {
    run_folder(folder.as_ref(), None);
}

fn run_folder(folder: &Path, change: Option<Change<'_>>) {
    let is_blessing = std::env::var_os("KILN_BLESS").is_some();
    let mut report = String::new();
    let paths = files(folder);
    assert!(!paths.is_empty(), "{} has files", folder.display());
    for path in paths {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let (failures, blessed) = run_file(&text, change, is_blessing);
        if let Some(blessed) = blessed.filter(|blessed| *blessed != text) {
            fs::write(&path, blessed).expect("the file can be written");
        }
        for failure in failures {
            report.push_str(&format!("{}: {failure}\n", path.display()));
        }
    }
    assert!(
        report.is_empty(),
        "\n{report}(KILN_BLESS=1 writes blocks anew)"
    );
}

/// All `.jir` files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder exists");
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "jir") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs one file: its failures, and its text with new blocks when these are asked for.
pub fn run_file(
    text: &str,
    change: Option<Change<'_>>,
    is_blessing: bool,
) -> (Vec<Failure>, Option<String>) {
    let mut session = Session {
        failures: Vec::new(),
        is_blessing,
    };
    let mut file = match File::parse(text) {
        Ok(file) => file,
        Err(bad) => {
            session.fail("line", format!("`{}` cannot be read", bad.0));
            return (session.failures, None);
        }
    };
    session.file(&mut file, change);
    (session.failures, is_blessing.then(|| file.print()))
}

struct Session {
    failures: Vec<Failure>,
    is_blessing: bool,
}

impl Session {
    fn fail(&mut self, place: &str, message: impl Into<String>) {
        self.failures.push(Failure {
            place: place.to_owned(),
            message: message.into(),
        });
    }

    fn file(&mut self, file: &mut File, change: Option<Change<'_>>) {
        let whole: String = file.cases.iter().map(|case| case.text.as_str()).collect();
        let before = match parse_all(&whole) {
            Ok(functions) => functions,
            Err(_) => return self.parse_each(file),
        };
        for function in &before {
            self.verify(function, "before");
        }
        let mut n_shown = self.runs(file, &before, "");
        if !self.failures.is_empty() {
            return;
        }
        if let Some(change) = change {
            let Some(pass) = file.pass.clone() else {
                return self.fail("file", "no line `; pass:`");
            };
            let around = Classes::of(file, before.iter().cloned());
            let mut after = Vec::new();
            for (case, mut function) in file.cases.iter_mut().zip(before) {
                if !self.change(case, &mut function, (&pass, &around), change) {
                    continue;
                }
                n_shown += usize::from(self.case(case, &function));
                after.push(function);
            }
            if after.len() == file.cases.len() {
                self.runs(file, &after, " after the change");
            }
        }
        if n_shown == 0 && file.cases.iter().all(|case| case.directives.is_empty()) {
            self.fail("file", "it shows nothing");
        }
    }

    /// Says which function has the error.
    fn parse_each(&mut self, file: &File) {
        for case in &file.cases {
            if let Err(error) = parse(&case.text) {
                self.fail(
                    case.text.lines().next().unwrap_or_default(),
                    error.to_string(),
                );
            }
        }
    }

    fn verify(&mut self, function: &Function, when: &str) {
        for violation in verify(function).err().unwrap_or_default() {
            self.fail(
                &format!("@{}", function.name),
                format!("{when}: {violation}"),
            );
        }
    }

    /// Runs what the file says; the number of runs.
    fn runs(&mut self, file: &File, functions: &[Function], when: &str) -> usize {
        let classes = Classes::of(file, functions.iter().cloned());
        for run in &file.runs {
            let place = format!("@{}({})", run.name, run.arguments.join(", "));
            match classes.run(run) {
                None => self.fail(&place, "no such function, or other parameters"),
                Some(outcome) if outcome.to_string() != run.outcome => {
                    self.fail(&place, format!("{outcome}{when}, not {}", run.outcome));
                }
                Some(_) => {}
            }
        }
        file.runs.len()
    }

    /// False: it was refused.
    fn change(
        &mut self,
        case: &Case,
        function: &mut Function,
        (pass, around): (&str, &Classes),
        change: Change<'_>,
    ) -> bool {
        let place = format!("@{}", function.name);
        let expected = case
            .directives
            .iter()
            .find_map(|directive| match directive {
                Directive::Error(message) => Some(message),
                Directive::Count(..) | Directive::Not(_) => None,
            });
        match (change(pass, function, around), expected) {
            (Ok(()), None) => true,
            (Ok(()), Some(expected)) => {
                self.fail(&place, format!("no error `{expected}`"));
                false
            }
            (Err(message), Some(expected)) if message == *expected => false,
            (Err(message), _) => {
                self.fail(&place, message);
                false
            }
        }
    }

    /// Compares what came out; false when nothing is asked.
    fn case(&mut self, case: &mut Case, function: &Function) -> bool {
        let place = format!("@{}", function.name);
        self.verify(function, "after");
        let printed = function.to_string();
        for directive in &case.directives {
            match directive {
                Directive::Count(mnemonic, wanted) => {
                    let found = count(function, mnemonic);
                    if found != *wanted {
                        self.fail(
                            &place,
                            format!("{found} `{mnemonic}`, not {wanted}:\n{printed}"),
                        );
                    }
                }
                Directive::Not(text) if printed.contains(text) => {
                    self.fail(&place, format!("contains `{text}`:\n{printed}"));
                }
                Directive::Not(_) | Directive::Error(_) => {}
            }
        }
        match &case.check {
            Some(_) if self.is_blessing => case.check = Some(printed),
            Some(check) if *check != printed => {
                self.fail(&place, format!("found\n{printed}expected\n{check}"));
            }
            Some(_) | None => {}
        }
        case.check.is_some() || !case.directives.is_empty()
    }
}

/// Instructions with this mnemonic.
fn count(function: &Function, mnemonic: &str) -> usize {
    let blocks = function.layout.blocks();
    let insts = blocks.flat_map(|block| function.layout.insts(block));
    insts
        .filter(|inst| function.inst(*inst).opcode.mnemonic() == mnemonic)
        .count()
}

#[cfg(test)]
mod tests {
    use super::run_file;
    use crate::world::Classes;
    use ir::Function;

    const TEXT: &str = "\
; pass: nothing
; count: iconst 1
; run: @one() == 1
fn @one() -> i32 {
b0:
    v0 = iconst 1
    ret v0
}
; check:
;   nothing
";

    fn nothing(_: &str, _: &mut Function, _: &Classes) -> Result<(), String> {
        Ok(())
    }

    #[test]
    fn blessing_writes_what_came_out() {
        let (failures, _) = run_file(TEXT, Some(&nothing), false);
        assert_eq!(failures.len(), 1, "{failures:?}");
        let (failures, blessed) = run_file(TEXT, Some(&nothing), true);
        assert_eq!(failures, []);
        let blessed = blessed.expect("it was asked for");
        assert!(blessed.contains(";       v0 = iconst 1\n"), "{blessed}");
        assert_eq!(run_file(&blessed, Some(&nothing), false).0, []);
    }

    #[test]
    fn each_kind_of_failure_is_found() {
        let good = TEXT.replace("; check:\n;   nothing\n", "");
        assert_eq!(run_file(&good, Some(&nothing), false).0, []);
        for (from, to) in [
            ("iconst 1\n; run", "iconst 2\n; run"),
            ("== 1", "== 2"),
            ("@one() ==", "@two() =="),
            ("; pass: nothing\n", ""),
            ("; count: iconst 1", "; not: ret v0"),
            ("; count: iconst 1", "; error: refused"),
            ("ret v0", "ret v1"),
            ("ret v0", "return v0"),
        ] {
            let failures = run_file(&good.replace(from, to), Some(&nothing), false).0;
            assert_eq!(failures.len(), 1, "{to}: {failures:?}");
        }
        let shows_nothing = "; pass: nothing\nfn @f() {\nb0:\n    ret_void\n}\n";
        assert_eq!(run_file(shows_nothing, Some(&nothing), false).0.len(), 1);
    }
}
