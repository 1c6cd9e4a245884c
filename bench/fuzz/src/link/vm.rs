//! Running a VM over a batch of mutants, and what it says of each.

use std::fs::{self, File};
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A VM that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at a VM.
const PAUSE: Duration = Duration::from_millis(50);

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What the Java program printed: `ok …`, or an exception.
    Said(String),
    /// The VM did not survive it.
    Died(String),
}

impl Verdict {
    pub fn is_accepted(&self) -> bool {
        matches!(self, Self::Said(text) if text.starts_with("ok "))
    }
}

/// How to run a VM.
pub struct Vm {
    pub launcher: PathBuf,
    pub args: Vec<String>,
    /// The folder of the Java program.
    pub classes: PathBuf,
    /// The file of the groups.
    pub groups: PathBuf,
    /// Most resident bytes of a process.
    pub max_memory: u64,
}

/// The verdicts on a batch.
pub struct Verdicts {
    /// In the order of the batch.
    pub each: Vec<Verdict>,
    /// Most resident bytes of any of the processes.
    pub memory: u64,
}

impl Vm {
    /// Judges all `n` mutants of the file `batch`. A process that dies is replaced by a fresh one,
    /// which goes on behind the mutant that killed it.
    ///
    /// # Errors
    /// When a process cannot be started, or dies before the first mutant.
    pub fn judge(&self, batch: &Path, n: usize) -> io::Result<Verdicts> {
        let mut verdicts = Verdicts {
            each: Vec::with_capacity(n),
            memory: 0,
        };
        while verdicts.each.len() < n {
            let death = self.run(batch, &mut verdicts)?;
            if verdicts.each.len() < n {
                let death = death.unwrap_or_else(|| "the process ended too early".into());
                verdicts.each.push(Verdict::Died(death));
            }
        }
        Ok(verdicts)
    }

    /// Runs one process; how it died, if it did.
    fn run(&self, batch: &Path, verdicts: &mut Verdicts) -> io::Result<Option<String>> {
        let [stdout, stderr] = ["stdout", "stderr"].map(|name| batch.with_extension(name));
        let mut child = Command::new(&self.launcher)
            .args(&self.args)
            .arg("-cp")
            .args([&self.classes, Path::new("Link"), &self.groups, batch])
            .arg(verdicts.each.len().to_string())
            .current_dir(batch.parent().expect("a batch is in a folder"))
            .stdin(Stdio::null())
            .stdout(File::create(&stdout)?)
            .stderr(File::create(&stderr)?)
            .spawn()?;
        let death = self.watch(&mut child, &stdout, &mut verdicts.memory)?;
        let text = fs::read_to_string(&stdout)?;
        // The last line may be incomplete.
        let complete = text.rfind('\n').map_or("", |end| &text[..=end]);
        let verdicts_in = complete.lines().filter_map(|line| line.strip_prefix("# "));
        let said = verdicts_in.map(|line| Verdict::Said(line.to_owned()));
        verdicts.each.extend(said);
        Ok(death.map(|death| format!("{death}: {}", first_lines(&stderr))))
    }

    fn watch(
        &self,
        child: &mut Child,
        stdout: &Path,
        memory: &mut u64,
    ) -> io::Result<Option<String>> {
        let mut progress = (0, Instant::now());
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(match (status.code(), status.signal()) {
                    (Some(0), _) => None,
                    (Some(code), _) => Some(format!("exit {code}")),
                    (None, signal) => Some(format!("signal {}", signal.unwrap_or_default())),
                });
            }
            let resident = resident_bytes(child.id());
            *memory = resident.max(*memory);
            let size = fs::metadata(stdout)?.len();
            if size != progress.0 {
                progress = (size, Instant::now());
            }
            let why = if progress.1.elapsed() > PATIENCE {
                "hangs"
            } else if resident > self.max_memory {
                "too much memory"
            } else {
                thread::sleep(PAUSE);
                continue;
            };
            child.kill()?;
            child.wait()?;
            return Ok(Some(why.to_owned()));
        }
    }
}

/// Most resident bytes that a process has had, as far as the system tells.
fn resident_bytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().strip_suffix("kB"))
        .and_then(|number| number.trim().parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes << 10)
}

/// What a process said as it died.
fn first_lines(stderr: &Path) -> String {
    let text = fs::read(stderr).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().filter(|line| line.len() > 2);
    lines.take(6).collect::<Vec<_>>().join(" / ")
}
