//! Replay files: a line with the [`Header`], then a line for each [`Recording`], all JSON.

use crate::questions::{Answers, Outside, Question, Response};
use crate::task::Task;
use codegen::{Artifact, Layout};
use ir_build::Transcript;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};

/// Name and version of the format.
pub const SCHEMA: &str = "kiln.replay/1";

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    /// [`SCHEMA`].
    pub schema: String,
    /// The VM, with its version.
    pub vm: String,
    /// Where things are in its memory.
    pub layout: Layout,
}

impl Header {
    /// Of a VM.
    pub fn new(vm: &str, layout: &Layout) -> Header {
        Header {
            schema: SCHEMA.to_owned(),
            vm: vm.to_owned(),
            layout: layout.clone(),
        }
    }

    /// Writes the line.
    ///
    /// # Errors
    /// When the output takes no more.
    pub fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        write_line(output, self)
    }
}

/// Numbers by which two functions, or two pieces of code, are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Digest {
    /// Of the text of the function after all passes.
    pub function: u64,
    /// Of the bytes of the code, before the VM fills in addresses of objects and stubs.
    pub code: u64,
}

impl Digest {
    /// Of what a compilation made.
    pub fn of(function: &ir::Function, artifact: &Artifact) -> Digest {
        Digest {
            function: fnv(function.to_string().as_bytes()),
            code: fnv(&artifact.bytes),
        }
    }
}

/// The hash of Fowler, Noll and Vo: the same on every machine and in every version.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How a compilation ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// With code.
    Code(Digest),
    /// The compiler declined; why.
    Declined(String),
    /// The compiler panicked; what it said.
    Panicked(String),
}

/// A compilation.
#[derive(Debug)]
pub struct Recording {
    /// What was compiled.
    pub task: Task,
    /// How it ended.
    pub outcome: Outcome,
    /// What it was told.
    pub answers: Answers,
}

/// A recording as its line has it.
#[derive(Deserialize)]
struct Line {
    task: Task,
    outcome: Outcome,
    source: Vec<(ir_build::Question, ir_build::Response)>,
    outside: Vec<(Question, Response)>,
}

/// As [`Line`].
#[derive(Serialize)]
struct LineRef<'r> {
    task: &'r Task,
    outcome: &'r Outcome,
    source: &'r [(ir_build::Question, ir_build::Response)],
    outside: &'r [(Question, Response)],
}

impl Recording {
    /// Writes the line of a compilation.
    ///
    /// # Errors
    /// When the output takes no more.
    pub fn write(
        output: &mut dyn Write,
        task: &Task,
        outcome: &Outcome,
        answers: &Answers,
    ) -> io::Result<()> {
        let (source, outside) = (answers.source.borrow(), answers.outside.borrow());
        let line = LineRef {
            task,
            outcome,
            source: source.entries(),
            outside: &outside.entries,
        };
        write_line(output, &line)
    }
}

impl From<Line> for Recording {
    fn from(line: Line) -> Recording {
        Recording {
            task: line.task,
            outcome: line.outcome,
            answers: Answers {
                source: RefCell::new(Transcript::new(line.source)),
                outside: RefCell::new(Outside::new(line.outside)),
            },
        }
    }
}

/// Writes a line with one call, so that a crash leaves whole lines.
fn write_line(output: &mut dyn Write, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    output.write_all(&bytes)
}

/// Why a file cannot be replayed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// It is empty.
    Empty,
    /// The first line is no header.
    NoHeader(String),
    /// It is of another version.
    OtherVersion(String),
    /// A line, from 1 on, is not understood: the column, and why.
    Line(usize, usize, String),
    /// It has no compilation.
    NoCompilation,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("the file is empty"),
            ReadError::NoHeader(why) => write!(f, "1: no header of a replay file: {why}"),
            ReadError::OtherVersion(schema) => {
                write!(f, "1: the file is of `{schema}`, not `{SCHEMA}`")
            }
            ReadError::Line(line, column, why) => write!(f, "{line}:{column}: {why}"),
            ReadError::NoCompilation => f.write_str("the file has no compilation"),
        }
    }
}

impl std::error::Error for ReadError {}

/// A replay file.
#[derive(Debug)]
pub struct File {
    /// The first line.
    pub header: Header,
    /// All others.
    pub recordings: Vec<Recording>,
}

/// Reads a file.
///
/// # Errors
/// What is wrong, and where.
pub fn read(text: &str) -> Result<File, ReadError> {
    let mut lines = (1..).zip(text.lines());
    let (_, first) = lines.next().ok_or(ReadError::Empty)?;
    let header = read_header(first)?;
    let filled = lines.filter(|(_, line)| !line.is_empty());
    let recordings = filled.map(|(number, line)| parse::<Line>(number, line).map(Recording::from));
    let recordings = recordings.collect::<Result<Vec<_>, _>>()?;
    if recordings.is_empty() {
        return Err(ReadError::NoCompilation);
    }
    Ok(File { header, recordings })
}

fn read_header(line: &str) -> Result<Header, ReadError> {
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|error| ReadError::NoHeader(plain(&error)))?;
    match value.get("schema").and_then(serde_json::Value::as_str) {
        Some(SCHEMA) => parse(1, line),
        Some(other) => Err(ReadError::OtherVersion(other.to_owned())),
        None => Err(ReadError::NoHeader("it has no schema".to_owned())),
    }
}

fn parse<T: DeserializeOwned>(number: usize, line: &str) -> Result<T, ReadError> {
    serde_json::from_str(line)
        .map_err(|error| ReadError::Line(number, error.column(), plain(&error)))
}

/// The message without the place, which counts from the line's beginning.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (text, expected) in [
            ("", "the file is empty"),
            ("x\n", "1: no header of a replay file: expected value"),
            ("{}\n", "1: no header of a replay file: it has no schema"),
            (
                "{\"schema\":\"kiln.replay/9\"}\n",
                "1: the file is of `kiln.replay/9`, not `kiln.replay/1`",
            ),
            (
                "{\"schema\":\"kiln.replay/1\",\"vm\":\"x\",\"layout\":7}\n",
                "1:45: invalid type: integer `7`, expected struct Layout",
            ),
        ] {
            let error = read(text).expect_err(text).to_string();
            assert_eq!(error, expected);
        }
    }
}
