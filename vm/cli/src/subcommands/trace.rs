//! `kiln trace`: the events of a trace as text.

use super::USAGE_ERROR;
use crate::launcher::bytes::Word;
use crate::launcher::message::error;
use std::ffi::OsStr;
use std::io::{BufWriter, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use vm_events::{Clock, KINDS, Line, ReadError, Reader, Record};

const USAGE: &str = "usage: kiln trace [--kind KIND]... [--method TEXT] [--since MS] [--json] FILE";

/// Which events are shown, and how.
#[derive(Default)]
struct Selection<'a> {
    file: &'a [u8],
    /// Empty: all.
    kinds: Vec<&'static str>,
    /// Part of the method's name.
    method: Option<String>,
    since_ns: u64,
    is_json: bool,
}

/// Shows a trace.
pub fn run(_program: &Path, words: &[Word]) -> i32 {
    let selection = match parse(words) {
        Ok(selection) => selection,
        Err(message) => {
            error(&[b"kiln trace: ", message.as_bytes()]);
            error(&[USAGE.as_bytes()]);
            return USAGE_ERROR;
        }
    };
    let path = Path::new(OsStr::from_bytes(selection.file));
    let shown = Reader::open(path).map(|reader| show(reader, &selection));
    match shown {
        Ok(Ok(())) => 0,
        Ok(Err(cause)) | Err(cause) => {
            let cause = cause.to_string();
            error(&[b"kiln trace: ", selection.file, b": ", cause.as_bytes()]);
            1
        }
    }
}

fn parse(words: &[Word]) -> Result<Selection<'_>, String> {
    let mut selection = Selection::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = |what: &str| {
            let value = words.next().ok_or_else(|| format!("{what} is missing"))?;
            Ok::<_, String>(String::from_utf8_lossy(value).into_owned())
        };
        match word.as_slice() {
            b"--json" => selection.is_json = true,
            b"--kind" => selection.kinds.push(kind(&value("the kind")?)?),
            b"--method" => selection.method = Some(value("the part of a method's name")?),
            b"--since" => {
                let ms = value("the time")?;
                let ms: f64 = ms.parse().map_err(|_| format!("{ms} is no number"))?;
                selection.since_ns = (ms * 1e6) as u64;
            }
            option if option.starts_with(b"-") => {
                return Err(format!(
                    "unknown option {}",
                    String::from_utf8_lossy(option)
                ));
            }
            file if selection.file.is_empty() => selection.file = file,
            _ => return Err("only one trace at a time".to_owned()),
        }
    }
    if selection.file.is_empty() {
        return Err("which trace?".to_owned());
    }
    Ok(selection)
}

/// The kind of this name, or a message with all of them.
fn kind(name: &str) -> Result<&'static str, String> {
    let known = KINDS
        .iter()
        .map(|kind| kind.name)
        .find(|kind| *kind == name);
    known.ok_or_else(|| {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        format!("there is no kind {name}; there are {}", names.join(", "))
    })
}

fn show(reader: Reader, selection: &Selection<'_>) -> Result<(), ReadError> {
    let clock = reader.header().clock;
    let mut output = BufWriter::new(std::io::stdout().lock());
    for line in reader {
        let text = match line {
            Ok(Line::Known(record)) if selection.has(&record) => selection.text(&record, clock),
            Ok(Line::Unknown(value)) if selection.is_everything() => value.to_string(),
            Ok(_) => continue,
            Err(ReadError::Truncated) => {
                // The process was killed while it wrote; all else is there.
                error(&[b"kiln trace: ", ReadError::Truncated.to_string().as_bytes()]);
                continue;
            }
            Err(cause) => return Err(cause),
        };
        if writeln!(output, "{text}").is_err() {
            // Nobody reads on, as in `kiln trace FILE | head`.
            return Ok(());
        }
    }
    output.flush().map_err(ReadError::Io)
}

impl Selection<'_> {
    fn is_everything(&self) -> bool {
        self.kinds.is_empty() && self.method.is_none()
    }

    fn has(&self, record: &Record) -> bool {
        let is_kind = self.kinds.is_empty() || self.kinds.contains(&record.event.kind().name);
        let is_method = self.method.as_ref().is_none_or(|part| {
            let value = serde_json::to_value(&record.event).unwrap_or_default();
            value["method"]
                .as_str()
                .is_some_and(|name| name.contains(part))
        });
        is_kind && is_method && record.t >= self.since_ns
    }

    fn text(&self, record: &Record, clock: Clock) -> String {
        if self.is_json {
            // Records consist of texts, numbers and truths: all have a JSON form.
            serde_json::to_string(record).unwrap_or_default()
        } else {
            record.text(clock)
        }
    }
}

/// Why a trace cannot be read.
pub(super) struct TraceError(pub(super) String);

/// All known events of a trace, and what their times mean. A last line that was not written to its
/// end is left out.
pub(super) fn records(file: &[u8]) -> Result<(Clock, Vec<Record>), TraceError> {
    let failed = |cause: ReadError| TraceError(cause.to_string());
    let reader = Reader::open(Path::new(OsStr::from_bytes(file))).map_err(failed)?;
    let clock = reader.header().clock;
    let mut records = Vec::new();
    for line in reader {
        match line {
            Ok(Line::Known(record)) => records.push(record),
            Ok(Line::Unknown(_)) | Err(ReadError::Truncated) => {}
            Err(cause) => return Err(failed(cause)),
        }
    }
    Ok((clock, records))
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn error(words: &[&str]) -> String {
        let words: Vec<Vec<u8>> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
        parse(&words).err().unwrap_or_default()
    }

    #[test]
    fn mistakes_are_named() {
        for (words, expected) in [
            (&[][..], "which trace?"),
            (&["a", "b"], "only one trace at a time"),
            (&["--jsn", "a"], "unknown option --jsn"),
            (&["--kind"], "the kind is missing"),
            (&["--since", "x", "a"], "x is no number"),
            (&["--json", "--method", "f", "--since", "1.5", "a"], ""),
        ] {
            assert_eq!(error(words), expected);
        }
        assert!(error(&["--kind", "deopt", "a"]).starts_with("there is no kind deopt; there are "));
    }
}
