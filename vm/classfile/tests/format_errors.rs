//! Each rule of the class-file format, by a class that breaks it and what is said about it.

mod cases;
mod writer;

use vm_classfile::{ClassFile, ErrorKind, ExceptionClass, ParseOptions};
use writer::{ClassWriter, u2s};

#[test]
fn every_rule_has_its_message() {
    for case in cases::all() {
        match ClassFile::parse(&case.image, ParseOptions::default()) {
            Ok(_) => panic!("accepted, but expected: {}", case.message),
            Err(error) => assert_eq!(error.message(), case.message),
        }
    }
}

#[test]
fn without_verification_nothing_panics() {
    let options = ParseOptions {
        verify: false,
        ..ParseOptions::default()
    };
    for case in cases::all() {
        // Some are accepted, some not; the VM only needs to survive.
        let _ = ClassFile::parse(&case.image, options);
    }
}

#[test]
fn boot_classes_may_break_rules_that_endanger_nobody() {
    let mut writer = ClassWriter::new();
    writer.field(3, "a.b", "I", &[]);
    let image = writer.finish();
    assert!(ClassFile::parse(&image, ParseOptions::default()).is_err());
    let options = ParseOptions {
        verify: false,
        ..ParseOptions::default()
    };
    assert!(ClassFile::parse(&image, options).is_ok());
}

#[test]
fn platform_classes_may_have_strange_names() {
    let mut writer = ClassWriter::new();
    writer.field(1, "a.b", "I", &[]);
    let image = writer.finish();
    let options = ParseOptions {
        relaxed_names: true,
        ..ParseOptions::default()
    };
    assert!(ClassFile::parse(&image, options).is_ok());
}

#[test]
fn wrong_name() {
    let image = ClassWriter::new().finish();
    let options = ParseOptions {
        expected_name: Some(b"p/U"),
        ..ParseOptions::default()
    };
    let error = ClassFile::parse(&image, options).unwrap_err();
    assert_eq!(error.message(), "p/U (wrong name: T)");
    assert_eq!(error.exception(), ExceptionClass::NoClassDefFoundError);
    let options = ParseOptions {
        expected_name: Some(b"T"),
        ..ParseOptions::default()
    };
    assert!(ClassFile::parse(&image, options).is_ok());
}

#[test]
fn exceptions() {
    let mut writer = ClassWriter::new();
    writer.major = 62;
    let image = writer.finish();
    let error = ClassFile::parse(&image, ParseOptions::default()).unwrap_err();
    assert_eq!(
        error.exception().internal_name(),
        "java/lang/UnsupportedClassVersionError"
    );
    assert_eq!(
        error.kind,
        ErrorKind::MajorTooNew {
            major: 62,
            minor: 0
        }
    );
    let error = ClassFile::parse(b"", ParseOptions::default()).unwrap_err();
    assert_eq!(
        error.exception().internal_name(),
        "java/lang/ClassFormatError"
    );
}

#[test]
fn a_circle_of_inner_classes_is_ignored() {
    let mut writer = ClassWriter::new();
    let (a, b) = (writer.class("T$A"), writer.class("T$B"));
    writer.class_attribute("InnerClasses", &u2s(&[2, a, b, 0, 0, b, a, 0, 0]));
    let image = writer.finish();
    let class = ClassFile::parse(&image, ParseOptions::default()).expect("accepted");
    assert!(class.attributes.inner_classes.is_empty());
}

#[test]
fn preview_features_when_enabled() {
    let mut writer = ClassWriter::new();
    writer.minor = 65535;
    let image = writer.finish();
    let options = ParseOptions {
        enable_preview: true,
        ..ParseOptions::default()
    };
    assert!(ClassFile::parse(&image, options).is_ok());
}

#[test]
fn messages_end_where_hotspots_buffer_ends() {
    let mut writer = ClassWriter::new();
    writer.field(0, "f", &"x".repeat(2000), &[]);
    let image = writer.finish();
    let error = ClassFile::parse(&image, ParseOptions::default()).expect_err("no descriptor");
    let message = error.message();
    assert_eq!(message.len(), 1023, "{message}");
    assert!(message.ends_with("xxx"));
}
