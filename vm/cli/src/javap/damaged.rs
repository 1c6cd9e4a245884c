//! Tests: damaged class files are printed or refused, but never stop the program.

use super::locate::Found;
use super::print;
use super::settings::{Request, Settings};

// Shared with the tests of vm-classfile.
#[path = "../../../classfile/tests/mutation/mod.rs"]
mod mutation;
#[path = "../../../classfile/tests/rich/mod.rs"]
mod rich;
#[path = "../../../classfile/tests/writer/mod.rs"]
mod writer;

fn text(bytes: Vec<u8>) -> Result<String, String> {
    let words = ["-c", "-v", "-p"].map(str::to_owned);
    let Ok(Request::Print(settings)) = Settings::parse(&words) else {
        panic!("these are options");
    };
    let found = Found {
        bytes,
        location: "T.class".into(),
        modified: None,
    };
    print(&found, "T", &settings)
}

#[test]
fn attributes_in_the_wrong_place_are_bytes() {
    let mut w = writer::ClassWriter::new();
    let inner = w.code(&[0xb1], &[], &[]);
    let code = w.code(&[0xb1], &[], &[inner]);
    w.static_method(code);
    let (name, int) = (w.utf8("a"), w.utf8("I"));
    let record = w.attribute("Record", &writer::u2s(&[0]));
    let body = [writer::u2s(&[1, name, int, 1]), record].concat();
    w.class_attribute("Record", &body);
    let text = text(w.finish()).expect("parses");
    assert!(text.contains("Code: length = 0xD"), "{text}");
    assert!(text.contains("Record: length = 0x2"), "{text}");
}

#[test]
fn smoke() {
    let mut rng = mutation::Rng::new(0x7a7a);
    let mut n_printed = 0;
    for _ in 0..4000 {
        let mut image = rich::rich();
        mutation::damage(&mut image, &mut rng);
        if let Ok(text) = text(image) {
            n_printed += 1;
            assert!(text.starts_with("Classfile T.class\n"));
        }
    }
    assert!(n_printed > 500, "{n_printed}");
}
