//! Running a process with a time limit.
//!
//! Output goes to files, not pipes: a grandchild that outlives the program cannot keep the
//! test waiting, and everything printed before a crash is there. The process leads a group
//! of its own, and the whole group is killed when time is up.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// More output than this ends the process.
const MAX_OUTPUT: u64 = 32 << 20;

/// How a process ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It exited with this code.
    Code(i32),
    /// This signal ended it.
    Signal(i32),
    /// It was killed when its time was up.
    TimedOut(Duration),
    /// It was killed because it printed too much.
    TooMuchOutput,
}

impl std::fmt::Display for Exit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "exit {code}"),
            Self::Signal(signal) => write!(f, "signal {signal}"),
            Self::TimedOut(limit) => write!(f, "killed after {:.0} s", limit.as_secs_f64()),
            Self::TooMuchOutput => write!(f, "killed after {} MB of output", MAX_OUTPUT >> 20),
        }
    }
}

/// What a process did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// What it printed.
    pub stdout: String,
    /// What it printed as errors.
    pub stderr: String,
}

/// A process to run.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// The executable.
    pub launcher: PathBuf,
    /// All its arguments.
    pub args: Vec<String>,
    /// Its `JAVA_HOME`.
    pub java_home: PathBuf,
    /// Standard input.
    pub input: String,
    /// Time limit.
    pub limit: Duration,
    /// Further variables.
    pub variables: Vec<(String, String)>,
    /// The folder it runs in starts as a copy of this one; if none, it starts empty.
    pub template: Option<PathBuf>,
    /// The folder of the program's classes. `{classes}` stands for it in the outcome, as `{work}`
    /// for the folder it runs in: what is kept is true wherever the target folder is.
    pub classes: Option<PathBuf>,
}

impl Invocation {
    /// Runs it in `folder`, which is emptied first and removed afterwards unless something
    /// is kept for people to look at.
    ///
    /// # Errors
    /// When the process cannot be started or its files cannot be written.
    pub fn run(&self, folder: &Path) -> io::Result<Outcome> {
        self.run_and_look(folder, |_| Ok(()))
    }

    /// The same; before the folder is removed, `look` sees what the process left in it.
    ///
    /// # Errors
    /// The same, and those of `look`.
    pub fn run_and_look(
        &self,
        folder: &Path,
        look: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<Outcome> {
        crate::cache::make_empty(folder)?;
        let work = folder.join("work");
        match &self.template {
            Some(template) => crate::cache::copy(template, &work)?,
            None => fs::create_dir(&work)?,
        }
        let (stdin, stdout, stderr) = (
            folder.join("stdin"),
            folder.join("stdout"),
            folder.join("stderr"),
        );
        fs::write(&stdin, &self.input)?;
        let mut command = Command::new(&self.launcher);
        command
            .args(&self.args)
            .current_dir(&work)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(self.standard_variables(&work))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::from(File::open(&stdin)?))
            .stdout(Stdio::from(File::create(&stdout)?))
            .stderr(Stdio::from(File::create(&stderr)?))
            .process_group(0);
        let exit = wait(command, self.limit, [&stdout, &stderr])?;
        let read = |file: &Path| -> io::Result<String> {
            let text = String::from_utf8_lossy(&fs::read(file)?).into_owned();
            Ok(self.without_paths(text, &work))
        };
        let mut outcome = Outcome {
            exit,
            stdout: read(&stdout)?,
            stderr: read(&stderr)?,
        };
        if let Some(report) = crash_report(&work)? {
            outcome.stderr.push_str("\ncrash report:\n");
            outcome.stderr.push_str(&report);
        }
        look(&work)?;
        if std::env::var_os("DIFFTEST_KEEP").is_none() {
            fs::remove_dir_all(folder)?;
        }
        Ok(outcome)
    }

    /// `text` with names for the folders that lie below the target folder.
    fn without_paths(&self, text: String, work: &Path) -> String {
        let text = text.replace(&work.display().to_string(), "{work}");
        match &self.classes {
            Some(classes) => text.replace(&classes.display().to_string(), "{classes}"),
            None => text,
        }
    }

    fn standard_variables(&self, work: &Path) -> [(&'static str, PathBuf); 6] {
        [
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
            ("HOME", work.to_path_buf()),
            ("TMPDIR", work.to_path_buf()),
            ("RUST_BACKTRACE", "1".into()),
            ("JAVA_HOME", self.java_home.clone()),
        ]
    }

    /// A command line for people to run the same again.
    #[must_use]
    pub fn command_line(&self) -> String {
        let mut line = format!(
            "LANG=C.UTF-8 TZ=UTC JAVA_HOME={} ",
            self.java_home.display()
        );
        for (name, value) in &self.variables {
            line.push_str(&format!("{name}={} ", quote(value)));
        }
        line.push_str(&quote(&self.launcher.display().to_string()));
        for arg in &self.args {
            line.push(' ');
            line.push_str(&quote(arg));
        }
        line
    }
}

fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The first crash report that the VM left in its folder.
fn crash_report(work: &Path) -> io::Result<Option<String>> {
    for entry in fs::read_dir(work)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().contains("_err_pid") {
            return Ok(Some(
                String::from_utf8_lossy(&fs::read(entry.path())?).into_owned(),
            ));
        }
    }
    Ok(None)
}

fn wait(mut command: Command, limit: Duration, outputs: [&Path; 2]) -> io::Result<Exit> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let group = child.id();
    let mut pause = Duration::from_millis(2);
    let exit = loop {
        if let Some(status) = child.try_wait()? {
            break of_status(status);
        }
        let exit = if start.elapsed() > limit {
            Some(Exit::TimedOut(limit))
        } else if outputs
            .iter()
            .any(|file| fs::metadata(file).is_ok_and(|m| m.len() > MAX_OUTPUT))
        {
            Some(Exit::TooMuchOutput)
        } else {
            None
        };
        if let Some(exit) = exit {
            kill_group(group)?;
            child.wait()?;
            break exit;
        }
        thread::sleep(pause);
        pause = (pause * 5 / 4).min(Duration::from_millis(40));
    };
    Ok(exit)
}

fn of_status(status: ExitStatus) -> Exit {
    match (status.code(), status.signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, Some(signal)) => Exit::Signal(signal),
        (None, None) => unreachable!("an ended process has a code or a signal"),
    }
}

/// Kills a process group through the shell: this crate has no unsafe code to call `kill`.
fn kill_group(group: u32) -> io::Result<()> {
    let mut shell = Command::new("sh")
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(stdin) = &mut shell.stdin {
        writeln!(stdin, "kill -9 -{group}")?;
    }
    shell.wait_with_output()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Exit, Invocation, quote};
    use std::time::{Duration, Instant};

    fn shell(script: &str, limit: Duration) -> super::Outcome {
        let invocation = Invocation {
            launcher: "/bin/sh".into(),
            args: vec!["-c".to_owned(), script.to_owned()],
            java_home: "/".into(),
            input: "in\n".to_owned(),
            limit,
            variables: Vec::new(),
            template: None,
            classes: Some("/some/classes".into()),
        };
        let name = format!("difftest-child-{}-{}", std::process::id(), script.len());
        invocation.run(&std::env::temp_dir().join(name)).unwrap()
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn output_and_code_are_kept_apart() {
        let outcome = shell("cat; pwd; echo e >&2; exit 3", LONG);
        assert_eq!(outcome.exit, Exit::Code(3));
        assert_eq!(outcome.stdout, "in\n{work}\n");
        assert_eq!(outcome.stderr, "e\n");
    }

    #[test]
    fn paths_below_the_target_folder_are_named() {
        let outcome = shell("echo $PWD/a /some/classes/b; echo /some/classes >&2", LONG);
        assert_eq!(outcome.stdout, "{work}/a {classes}/b\n");
        assert_eq!(outcome.stderr, "{classes}\n");
    }

    #[test]
    fn a_signal_is_no_code() {
        assert_eq!(shell("kill -9 $$", LONG).exit, Exit::Signal(9));
    }

    #[test]
    fn the_whole_group_is_killed_in_time() {
        let start = Instant::now();
        let limit = Duration::from_millis(200);
        let outcome = shell("echo a; sleep 50 & sleep 50", limit);
        assert_eq!(outcome.exit, Exit::TimedOut(limit));
        assert_eq!(outcome.stdout, "a\n");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn words_are_quoted_for_the_shell() {
        assert_eq!(quote("-Dx=y"), "-Dx=y");
        assert_eq!(quote("it's"), "'it'\\''s'");
        assert_eq!(quote(""), "''");
    }
}
