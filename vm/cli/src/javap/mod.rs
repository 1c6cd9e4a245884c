//! `kiln javap`: class files as text, in the layout of JDK 17's `javap`.
//!
//! A disassembler that needs no Java: it works while the VM does not. The aim is text that is byte
//! for byte the stock tool's, so that the two can be compared with `cmp`, and that is what
//! `tests/javap.rs` does; the known differences are in `docs/javap.md`.
//!
//! [`locate`] finds classes (files, directories and jar files of a class path, the JDK's image);
//! [`Printer`](printer::Printer) prints one, with one module per kind of thing printed; names and
//! numbers are spelled by [`signature`], [`java_float`] and [`modifiers`].

mod annotation_text;
mod attribute_text;
mod body_cursor;
mod civil_date;
mod class_text;
mod code_text;
mod constant_text;
#[cfg(test)]
mod damaged;
mod frame_text;
mod image;
mod java_float;
mod line_writer;
mod locate;
mod modifiers;
mod module_text;
mod natural;
mod printer;
mod settings;
mod sha256;
mod signature;

use crate::launcher::bytes::Word;
use crate::launcher::message::error;
use line_writer::LineWriter;
use settings::{Request, Settings};
use std::io::Write;
use vm_classfile::{ClassFile, ErrorKind, ParseOptions};

/// Every class was printed.
const OK: i32 = 0;
/// Some class was not found or could not be read.
const ERROR: i32 = 1;
/// The command line makes no sense.
const USAGE: i32 = 2;

/// Prints the classes named on the command line; returns the exit code.
pub fn main(words: &[Word]) -> i32 {
    let words: Vec<String> = words
        .iter()
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect();
    match Settings::parse(&words) {
        Ok(Request::Help) => {
            write(settings::HELP);
            OK
        }
        Ok(Request::Version(version)) => {
            write(&format!("{version}\n"));
            OK
        }
        Ok(Request::Print(settings)) if settings.classes.is_empty() => {
            write(settings::HELP);
            USAGE
        }
        Ok(Request::Print(settings)) => print_all(&settings),
        Err(message) => {
            error(&[b"Error: ", message.as_bytes()]);
            write("Usage: javap <options> <classes>\nuse --help for a list of possible options\n");
            USAGE
        }
    }
}

fn print_all(settings: &Settings) -> i32 {
    let mut locator = locate::Locator::new(settings);
    let mut result = OK;
    for name in &settings.classes {
        match locator.find(name) {
            Some(found) => match print(&found, name, settings) {
                Ok(text) => write(&text),
                Err(message) => {
                    error(&[b"Error: ", message.as_bytes()]);
                    result = ERROR;
                }
            },
            None => {
                error(&[b"Error: class not found: ", name.as_bytes()]);
                result = ERROR;
            }
        }
    }
    result
}

/// The text of one class.
fn print(found: &locate::Found, name: &str, settings: &Settings) -> Result<String, String> {
    let options = ParseOptions {
        verify: false,
        allow_modules: true,
        enable_preview: true,
        keep_raw_attributes: true,
        ..ParseOptions::default()
    };
    let class = ClassFile::parse(&found.bytes, options).map_err(|error| match error.kind {
        ErrorKind::Truncated => format!("unexpected end of file while reading {name}"),
        _ => format!("error while reading {name}: {error}"),
    })?;
    let mut printer = printer::Printer {
        class: &class,
        settings,
        out: LineWriter::default(),
    };
    printer.write_class(found);
    Ok(printer.out.finish())
}

fn write(text: &str) {
    let mut stdout = std::io::stdout().lock();
    // A closed pipe is how `javap | head` ends.
    let _ = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
}
