//! Messages of NullPointerExceptions for a hand-made class without a `LocalVariableTable`.
//! What the JDK says for compiled programs is compared in the differential suite.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use support::class_file;
use vm_bytecode::null_message::{SourceMethod, null_pointer_message};
use vm_classfile::{ClassFile, ParseOptions};

fn message(code: &[u8], bci: u16) -> Option<String> {
    let bytes = class_file(48, code, None);
    let class = ClassFile::parse(&bytes, ParseOptions::default()).unwrap();
    let source = SourceMethod {
        code: class.methods[0].code.as_ref().unwrap(),
        pool: &class.pool,
        descriptor: b"([[ILjava/lang/Object;)V",
        is_static: true,
    };
    null_pointer_message(&source, bci)
}

#[test]
fn expressions_are_printed_from_the_stack() {
    // 0 aload_0; 1 iconst_2; 2 aaload; 3 sipush -1; 6 iaload; 7 pop; 8 return
    let code = [0x2a, 0x05, 0x32, 0x11, 0xff, 0xff, 0x2e, 0x57, 0xb1];
    let expected = "Cannot load from int array because \"<parameter1>[2]\" is null";
    assert_eq!(message(&code, 6).unwrap(), expected);
    let expected = "Cannot load from object array because \"<parameter1>\" is null";
    assert_eq!(message(&code, 2).unwrap(), expected);
    assert_eq!(message(&code, 7), None);
}

#[test]
fn a_parameter_that_was_stored_into_is_a_local() {
    // 0 aconst_null; 1 astore_1; 2 aload_1; 3 monitorenter; 4 return
    let code = [0x01, 0x4c, 0x2b, 0xc2, 0xb1];
    let expected = "Cannot enter synchronized block because \"<local1>\" is null";
    assert_eq!(message(&code, 3).unwrap(), expected);
}

#[test]
fn origins_that_depend_on_the_path_are_not_told() {
    // 0 iconst_0; 1 ifeq 8; 4 aload_0; 5 goto 9; 8 aload_1; 9 athrow
    let code = [0x03, 0x99, 0, 7, 0x2a, 0xa7, 0, 4, 0x2b, 0xbf];
    assert_eq!(message(&code, 9).unwrap(), "Cannot throw exception");
}
