//! Running a process and asking the kernel what it used.
//!
//! `wait4` tells CPU time in microseconds and the peak memory of exactly this process. `times` counts
//! in hundredths of a second, which is a third of HelloWorld.

use std::fs::{self, File};
use std::io;
use std::mem::MaybeUninit;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process printed and used.
#[derive(Clone, Debug)]
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// User and system time, of all its threads.
    pub cpu: Duration,
    /// From start to end.
    pub wall: Duration,
    /// The most memory that it had resident, in bytes.
    pub peak: u64,
}

/// Runs `command` to its end, with its output in a file of `folder`: a pipe would have to be read meanwhile.
///
/// # Errors
/// When it cannot be started or does not exit with 0.
pub fn run(command: Command, folder: &Path) -> io::Result<Run> {
    run_for(command, folder, None)
}

/// As [`run`], and ends it after `limit`, which is an error.
///
/// # Errors
/// As [`run`].
pub fn run_for(mut command: Command, folder: &Path, limit: Option<Duration>) -> io::Result<Run> {
    let (stdout, stderr) = (folder.join("stdout"), folder.join("stderr"));
    command
        .stdin(Stdio::null())
        .stdout(File::create(&stdout)?)
        .stderr(File::create(&stderr)?)
        .current_dir(folder);
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| {
        let program = Path::new(command.get_program());
        io::Error::new(error.kind(), format!("{}: {error}", program.display()))
    })?;
    let reaped = loop {
        match wait(child.id(), limit.is_some())? {
            Some(reaped) => break reaped,
            None if limit.is_some_and(|limit| start.elapsed() > limit) => {
                child.kill()?;
                child.wait()?;
                return Err(io::Error::other(format!("{command:?} takes too long")));
            }
            None => std::thread::sleep(POLL),
        }
    };
    let (status, usage) = reaped;
    let wall = start.elapsed();
    if status != 0 {
        return Err(io::Error::other(format!(
            "{command:?} ended with status {status:#x}:\n{}{}",
            fs::read_to_string(&stdout)?,
            fs::read_to_string(&stderr)?
        )));
    }
    Ok(Run {
        stdout: fs::read_to_string(&stdout)?,
        cpu: duration(usage.ru_utime) + duration(usage.ru_stime),
        wall,
        peak: u64::try_from(usage.ru_maxrss).unwrap_or(0) << 10,
    })
}

/// How often a process with a limit is looked at.
const POLL: Duration = Duration::from_millis(2);

/// Waits for the child and reaps it: its wait status and what it used. `None`: it still runs, and
/// `is_polling`.
fn wait(child: u32, is_polling: bool) -> io::Result<Option<(i32, libc::rusage)>> {
    let child = i32::try_from(child).expect("the system's process ids are positive ints");
    let mut status = 0;
    let flags = if is_polling { libc::WNOHANG } else { 0 };
    let mut usage = MaybeUninit::zeroed();
    loop {
        // SAFETY: both pointers are to memory of the right types.
        let reaped = unsafe { libc::wait4(child, &raw mut status, flags, usage.as_mut_ptr()) };
        if reaped == 0 {
            return Ok(None);
        }
        if reaped == child {
            // SAFETY: plain numbers, zeroed, and filled by the call that succeeded.
            return Ok(Some((status, unsafe { usage.assume_init() })));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn duration(time: libc::timeval) -> Duration {
    let micros = time.tv_sec * 1_000_000 + time.tv_usec;
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::run_for;
    use std::process::Command;
    use std::time::Duration;

    fn shell(script: &str) -> std::io::Result<super::Run> {
        shell_for(script, None)
    }

    fn shell_for(script: &str, limit: Option<Duration>) -> std::io::Result<super::Run> {
        let folder = std::env::temp_dir().join(format!(
            "compare-process-{}-{}",
            std::process::id(),
            script.len()
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let result = run_for(command, &folder, limit);
        std::fs::remove_dir_all(&folder).unwrap();
        result
    }

    #[test]
    fn output_and_use_are_told() {
        let run = shell("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo $i").unwrap();
        assert_eq!(run.stdout, "20000\n");
        assert!(run.cpu.as_micros() > 0);
        assert!(run.peak > 100 << 10);
    }

    #[test]
    fn what_takes_too_long_is_ended() {
        let limit = Some(Duration::from_millis(50));
        let error = shell_for("sleep 20", limit).unwrap_err().to_string();
        assert!(error.contains("takes too long"), "{error}");
        assert!(shell_for("echo soon", Some(Duration::from_secs(60))).is_ok());
    }

    #[test]
    fn a_failure_is_an_error_with_its_output() {
        let error = shell("echo why >&2; exit 3").unwrap_err().to_string();
        assert!(error.contains("0x300") && error.contains("why"), "{error}");
    }
}
