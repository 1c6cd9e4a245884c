//! Writing a trace.

use super::kinds::Event;
use super::record::{Clock, Header, Record};
use parking_lot::Mutex;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

/// A trace that is being written. All threads share it.
#[derive(Debug)]
pub struct Trace {
    clock: Clock,
    start: Instant,
    output: Mutex<Output>,
}

#[derive(Debug)]
struct Output {
    file: File,
    n_events: u64,
    line: Vec<u8>,
}

impl Trace {
    /// Creates the file, or replaces it. Times count from now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(path: &Path, header: &Header) -> io::Result<Trace> {
        let mut output = Output {
            file: File::create(path)?,
            n_events: 0,
            line: Vec::new(),
        };
        output.write(header)?;
        Ok(Trace {
            clock: header.clock,
            start: Instant::now(),
            output: Mutex::new(output),
        })
    }

    /// Writes an event.
    ///
    /// # Errors
    /// When the file cannot be written, for example because the disk is full.
    pub fn record(&self, event: &Event) -> io::Result<()> {
        let mut output = self.output.lock();
        output.n_events += 1;
        let t = match self.clock {
            Clock::Nanoseconds => self.start.elapsed().as_nanos() as u64,
            Clock::Logical => output.n_events,
        };
        output.write(&Record {
            t,
            event: event.clone(),
        })
    }
}

impl Output {
    /// Writes a line with one system call, so that a crash leaves whole lines.
    fn write(&mut self, line: &impl serde::Serialize) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line)?;
        self.line.push(b'\n');
        self.file.write_all(&self.line)
    }
}
