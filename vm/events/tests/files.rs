//! Traces that are written can be read, and what is wrong with others is said.

use std::path::PathBuf;
use vm_events::{Clock, Event, Header, KINDS, Line, ReadError, Reader, Record, SCHEMA, Trace};

/// A file that is removed in the end.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, text: &str) -> Temporary {
        let name = format!("kiln-{name}-{}.ktrace", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).expect("the temporary folder can be written");
        Temporary(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn deopt(bci: u32) -> Event {
    Event::Deoptimized {
        method: "Shape::area".to_owned(),
        bci,
        reason: "class_check".to_owned(),
        id: 3,
        n_frames: 2,
        n_deopts: 1,
    }
}

#[test]
fn what_is_written_is_read() {
    let file = Temporary::new("round", "");
    let header = Header::new("Kiln", &["-Xmx1g".to_owned()], Clock::Logical);
    let trace = Trace::create(&file.0, &header).expect("the file can be written");
    let events = [
        deopt(7),
        Event::CompileInstalled {
            id: 4,
            method: "a \"quoted\" name\n".to_owned(),
            tier: "full".to_owned(),
            osr: Some(12),
            size: 60,
            code_size: 1000,
            compile_ns: 1,
        },
    ];
    for event in &events {
        trace.record(event).expect("the file can be written");
    }
    let reader = Reader::open(&file.0).expect("it is a trace");
    assert_eq!(*reader.header(), header);
    let lines: Vec<Line> = reader
        .map(|line| line.expect("it is well formed"))
        .collect();
    let expected: Vec<Line> = events
        .into_iter()
        .zip(1..)
        .map(|(event, t)| Line::Known(Record { t, event }))
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn threads_write_whole_lines() {
    let file = Temporary::new("threads", "");
    let header = Header::new("Kiln", &[], Clock::Nanoseconds);
    let trace = Trace::create(&file.0, &header).expect("the file can be written");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for bci in 0..500 {
                    trace.record(&deopt(bci)).expect("the file can be written");
                }
            });
        }
    });
    let times: Vec<u64> = Reader::open(&file.0)
        .expect("it is a trace")
        .map(|line| match line {
            Ok(Line::Known(record)) => record.t,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(times.len(), 2000);
    assert!(times.is_sorted(), "times are taken when lines are written");
}

#[test]
fn what_is_no_trace_is_refused() {
    for (text, expected) in [
        ("", "this is no trace: it does not begin with kiln.trace/1"),
        (
            "{}\n",
            "this is no trace: it does not begin with kiln.trace/1",
        ),
        (
            "{\"schema\":\"kiln.trace/2\"}\n",
            "this is kiln.trace/2, not kiln.trace/1",
        ),
    ] {
        let file = Temporary::new("refused", text);
        let error = Reader::open(&file.0).expect_err("it is none");
        assert_eq!(error.to_string(), expected);
    }
    assert!(matches!(
        Reader::open("no/such/file".as_ref()),
        Err(ReadError::Io(_))
    ));
}

#[test]
fn strange_lines_are_told_apart() {
    let header = format!(
        "{{\"schema\":\"{SCHEMA}\",\"vm\":\"x\",\"arguments\":[],\"clock\":\"logical\"}}\n"
    );
    let lines =
        "{\"t\":1,\"kind\":\"added_later\"}\n{\"t\":2,\"kind\":\"osr_entered\"}\n{\"t\":3,\"ki";
    let file = Temporary::new("strange", &(header + lines));
    let mut reader = Reader::open(&file.0).expect("it is a trace");
    assert!(matches!(reader.next(), Some(Ok(Line::Unknown(_)))));
    assert!(matches!(reader.next(), Some(Err(ReadError::Line(3, _)))));
    assert!(matches!(reader.next(), Some(Err(ReadError::Truncated))));
    assert!(reader.next().is_none());
}

/// The table of the documentation; `KILN_BLESS=1` writes it.
#[test]
fn the_documentation_lists_all_kinds() {
    const BEGIN: &str = "<!-- generated: kinds -->\n";
    const END: &str = "<!-- end of generated -->";
    let mut table = String::new();
    for kind in KINDS {
        table.push_str(&format!("### `{}`\n\n{}\n\n", kind.name, kind.about));
        table.push_str("| field | type | |\n|---|---|---|\n");
        for field in kind.fields {
            let described = match field.r#type {
                "String" => "text",
                "bool" => "true or false",
                "Option<String>" => "text or null",
                "Option<u32>" => "number or null",
                _ => "number",
            };
            table.push_str(&format!(
                "| `{}` | {described} | {} |\n",
                field.name, field.about
            ));
        }
        table.push('\n');
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/trace.md");
    let page = std::fs::read_to_string(&path).expect("the page can be read");
    let (before, rest) = page.split_once(BEGIN).expect("the page has a table");
    let (found, after) = rest.split_once(END).expect("the table ends");
    if std::env::var_os("KILN_BLESS").is_some() {
        let page = format!("{before}{BEGIN}{table}{END}{after}");
        std::fs::write(path, page).expect("the page can be written");
    } else {
        assert_eq!(found, table);
    }
}
