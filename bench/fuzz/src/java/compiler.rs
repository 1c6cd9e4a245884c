//! `javac` in a process that stays: compiling the programs would otherwise take longer than running
//! them.

use bench_difftest::jdk::{Jdk, workspace_root};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The process. It ends with its input.
pub struct Compiler {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Compiler {
    /// Starts it.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(jdk: &Jdk) -> io::Result<Compiler> {
        let mut process = Command::new(jdk.java())
            .args(["-XX:+UseSerialGC", "-Xmx1g"])
            .arg(workspace_root().join("bench/fuzz/driver/Sources.java"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().expect("it was asked for");
        Ok(Compiler {
            input: process.stdin.take(),
            output: BufReader::new(output),
            process,
        })
    }

    /// Compiles `sources` into `folder`.
    ///
    /// # Errors
    /// When they do not compile, with the messages; when the process has ended.
    pub fn compile(&mut self, folder: &Path, sources: &[PathBuf]) -> io::Result<()> {
        let mut words = vec!["-nowarn", "-proc:none", "-d"]
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
        words.push(folder.display().to_string());
        words.extend(sources.iter().map(|source| source.display().to_string()));
        let input = self.input.as_mut().expect("it is open until it is dropped");
        writeln!(input, "{}", words.join("\t"))?;
        input.flush()?;
        let mut messages = String::new();
        loop {
            let start = messages.len();
            if self.output.read_line(&mut messages)? == 0 {
                return Err(io::Error::other(format!("javac has ended:\n{messages}")));
            }
            match messages[start..].trim_end().strip_prefix("exit ") {
                None => continue,
                Some("0") => return Ok(()),
                Some(_) => return Err(io::Error::other(messages)),
            }
        }
    }
}

impl Drop for Compiler {
    fn drop(&mut self) {
        self.input = None;
        // It is of no use any more, however it ends.
        let _ = self.process.wait();
    }
}
