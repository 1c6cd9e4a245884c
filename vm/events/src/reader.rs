//! Reading a trace.

use super::kinds::KINDS;
use super::record::{Header, Record, SCHEMA};
use serde_json::Value;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// What is wrong with a trace.
#[derive(Debug)]
pub enum ReadError {
    /// The file cannot be read.
    Io(io::Error),
    /// The first line is not a header.
    NoHeader,
    /// The header names another format, or another version.
    Schema(String),
    /// A line is not a record: its number, and why.
    Line(u64, serde_json::Error),
    /// The last line was not written to its end.
    Truncated,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Io(error) => error.fmt(f),
            ReadError::NoHeader => write!(f, "this is no trace: it does not begin with {SCHEMA}"),
            ReadError::Schema(schema) => write!(f, "this is {schema}, not {SCHEMA}"),
            ReadError::Line(number, error) => write!(f, "line {number}: {error}"),
            ReadError::Truncated => f.write_str("the last line was not written to its end"),
        }
    }
}

impl std::error::Error for ReadError {}

/// A line behind the header.
#[derive(Clone, PartialEq, Debug)]
pub enum Line {
    /// An event of a kind that is known here.
    Known(Record),
    /// An event of a kind that was added later.
    Unknown(Value),
}

/// A trace that is being read; an iterator over its lines.
#[derive(Debug)]
pub struct Reader {
    header: Header,
    input: BufReader<File>,
    n_lines: u64,
}

impl Reader {
    /// Opens a trace and reads its header.
    ///
    /// # Errors
    /// When it cannot be read, or is none of this version.
    pub fn open(path: &Path) -> Result<Reader, ReadError> {
        let mut input = BufReader::new(File::open(path).map_err(ReadError::Io)?);
        let mut line = Vec::new();
        input.read_until(b'\n', &mut line).map_err(ReadError::Io)?;
        let value: Value = serde_json::from_slice(&line).map_err(|_| ReadError::NoHeader)?;
        match value["schema"].as_str() {
            Some(SCHEMA) => {}
            Some(other) => return Err(ReadError::Schema(other.to_owned())),
            None => return Err(ReadError::NoHeader),
        }
        Ok(Reader {
            header: serde_json::from_value(value).map_err(|error| ReadError::Line(1, error))?,
            input,
            n_lines: 1,
        })
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    fn parse(&self, line: &[u8]) -> Result<Line, ReadError> {
        let is_whole = line.ends_with(b"\n");
        let wrong = |error| match is_whole {
            true => ReadError::Line(self.n_lines, error),
            false => ReadError::Truncated,
        };
        let value: Value = serde_json::from_slice(line).map_err(wrong)?;
        let kind = value["kind"].as_str();
        if KINDS.iter().any(|known| Some(known.name) == kind) {
            serde_json::from_value(value)
                .map(Line::Known)
                .map_err(wrong)
        } else {
            Ok(Line::Unknown(value))
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Line, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match self.input.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                self.n_lines += 1;
                Some(self.parse(&line))
            }
            Err(error) => Some(Err(ReadError::Io(error))),
        }
    }
}
