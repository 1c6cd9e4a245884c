//! Where log messages go (`-Xlog`): standard output, standard error and files, with decorations.
//!
//! The layout of lines is that of HotSpot's unified logging, its column widths included: a decoration is
//! padded to the widest that the output has had at that place. What each output takes is the business of
//! the options; see JEP 158.

mod decorators;
mod file;

pub(crate) use decorators::Decorator;
pub(crate) use file::{FileOptions, LogFile};

use crate::output;
use parking_lot::Mutex;

/// Levels from the noisiest to the quietest; `off` is the last.
pub(crate) const LEVELS: [&str; 6] = ["trace", "debug", "info", "warning", "error", "off"];

/// What an output writes to.
#[derive(Debug)]
enum Stream {
    Out,
    Error,
    File(LogFile),
}

/// One place that messages go to.
#[derive(Debug)]
pub(crate) struct LogOutput {
    stream: Stream,
    /// The greatest width of each decoration so far.
    widths: Mutex<[usize; Decorator::ALL.len()]>,
}

impl LogOutput {
    /// Standard output.
    pub(crate) fn standard() -> LogOutput {
        LogOutput::of(Stream::Out)
    }

    /// Standard error.
    pub(crate) fn error() -> LogOutput {
        LogOutput::of(Stream::Error)
    }

    /// A file.
    pub(crate) fn file(file: LogFile) -> LogOutput {
        LogOutput::of(Stream::File(file))
    }

    fn of(stream: Stream) -> LogOutput {
        LogOutput {
            stream,
            widths: Mutex::new([0; Decorator::ALL.len()]),
        }
    }

    /// Writes a message of any number of lines.
    pub(crate) fn write(&self, decorators: &[Decorator], message: &Message<'_>) {
        let mut text = String::new();
        let decoration = self.decoration(decorators, message);
        for line in message.text.lines() {
            text.push_str(&decoration);
            text.push_str(line);
            text.push('\n');
        }
        match &self.stream {
            Stream::Out => output::vm_text(&text),
            Stream::Error => output::error_text(&text),
            Stream::File(file) => file.write(text.as_bytes()),
        }
    }

    fn decoration(&self, decorators: &[Decorator], message: &Message<'_>) -> String {
        let mut text = String::new();
        let mut widths = self.widths.lock();
        for (decorator, width) in Decorator::ALL.into_iter().zip(widths.iter_mut()) {
            if decorators.contains(&decorator) {
                let value = decorator.value(message);
                *width = value.len().max(*width);
                text.push_str(&format!("[{value:<width$}]"));
            }
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text
    }
}

/// A message with what decorations say about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    /// Seconds since the VM began.
    pub(crate) uptime: f64,
    /// One of [`LEVELS`].
    pub(crate) level: &'static str,
    /// The tags.
    pub(crate) tags: &'a [&'static str],
    /// What it says, without the last line end.
    pub(crate) text: &'a str,
}

/// Writes a message to every output that wants it.
pub(crate) fn emit(tags: &[&'static str], level: &'static str, text: &str) {
    crate::options::get().logging.emit(&Message {
        uptime: crate::startup_times::uptime(),
        level,
        tags,
        text,
    });
}

#[cfg(test)]
mod tests {
    use super::{Decorator, LogOutput, Message};

    #[test]
    fn columns_grow() {
        let output = LogOutput::standard();
        let decorators = [Decorator::Tags, Decorator::Level, Decorator::Uptime];
        let mut message = Message {
            uptime: 0.0042,
            level: "info",
            tags: &["gc"],
            text: "",
        };
        assert_eq!(
            output.decoration(&decorators, &message),
            "[0.004s][info][gc] "
        );
        message.level = "warning";
        message.tags = &["class", "load"];
        assert_eq!(
            output.decoration(&decorators, &message),
            "[0.004s][warning][class,load] "
        );
        message.level = "info";
        assert_eq!(
            output.decoration(&decorators, &message),
            "[0.004s][info   ][class,load] "
        );
        assert_eq!(output.decoration(&[], &message), "");
    }
}
