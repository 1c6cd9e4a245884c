//! The event stream: what the VM says about its own work, for tools.
//!
//! The VM writes events to a file (`--trace`), tools read them, and neither knows the other. So a
//! tool never has to take apart text that was meant for people, and the text may change.
//!
//! Place in the pipeline: beside it. The VM links the writer, the `kiln` executable and what is in
//! `bench` link the reader.
//!
//! Main types:
//!
//! * [`Event`]: what happened, one variant for each kind; [`KINDS`] describes them, and the
//!   documentation is generated from it.
//! * [`Record`]: an event with its time. A line of the file.
//! * [`Header`]: the first line.
//! * [`Trace`]: the writer. [`Reader`]: an iterator over records.
//!
//! Invariants:
//!
//! * **The format has a version**, [`SCHEMA`]. Kinds and fields may be added within it, none
//!   removed or changed; a reader skips nothing silently: an unknown kind is a [`Line::Unknown`].
//! * **No knowledge of the VM**: names, numbers and words only.
//! * **A record is one line and one write**, so a trace is whole up to the moment of a crash.
//! * **No unsafe code.**
//!
//! Start reading at `kinds.rs`.
//!
//! ```
//! use vm_events::{Clock, Event, Header, Line, Reader, Trace};
//! let path = std::env::temp_dir().join(format!("doc-{}.ktrace", std::process::id()));
//! let header = Header::new("Kiln 64-Bit VM", &["-Xcomp".to_owned()], Clock::Logical);
//! let trace = Trace::create(&path, &header).unwrap();
//! trace.record(&Event::OsrEntered { method: "A::f".to_owned(), bci: 7, id: 1 }).unwrap();
//! let mut reader = Reader::open(&path).unwrap();
//! assert_eq!(reader.header().arguments, ["-Xcomp"]);
//! let Some(Ok(Line::Known(record))) = reader.next() else { panic!() };
//! assert_eq!(record.to_string(), "         1  osr_entered          A::f bci=7 id=1");
//! # std::fs::remove_file(path).unwrap();
//! ```

#![forbid(unsafe_code)]

mod kinds;
mod reader;
mod record;
mod text;
mod writer;

pub use kinds::{Event, Field, KINDS, Kind};
pub use reader::{Line, ReadError, Reader};
pub use record::{Clock, Header, Record, SCHEMA};
pub use writer::Trace;
