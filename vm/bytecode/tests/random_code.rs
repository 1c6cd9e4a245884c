//! No code makes a verifier, the decoder, oop maps or listings panic or hang.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use support::{Classes, Random, answer, class_file};
use vm_bytecode::{MethodCode, RefMaps, disassemble, opcode};
use vm_classfile::{ClassFile, ParseOptions};

/// Opcodes that keep analyses busy: branches, switches, subroutines, locals.
const BUSY: [u8; 14] = [
    opcode::JSR,
    opcode::JSR,
    opcode::RET,
    opcode::ASTORE_0,
    opcode::ASTORE_1,
    opcode::ALOAD_0,
    opcode::ACONST_NULL,
    opcode::ICONST_0,
    opcode::IFEQ,
    opcode::GOTO,
    opcode::TABLESWITCH,
    opcode::LOOKUPSWITCH,
    opcode::WIDE,
    opcode::DUP2_X2,
];

fn code(random: &mut Random) -> Vec<u8> {
    let n_bytes = 1 + random.below(40);
    let byte = |random: &mut Random| match random.below(4) {
        0 => BUSY[random.below(BUSY.len())],
        1 => random.below(8) as u8,
        2 => random.below(202) as u8,
        _ => random.below(256) as u8,
    };
    (0..n_bytes).map(|_| byte(random)).collect()
}

#[test]
fn random_code_is_answered() {
    let mut random = Random::new();
    let none = Vec::new();
    let none = Classes::parse(&none);
    let mut n_good = 0;
    for _ in 0..30_000 {
        let code = code(&mut random);
        let end = code.len() as u16;
        let handler = [random.below(3) as u16, end, random.below(code.len()) as u16];
        let handler = (random.below(2) == 0).then_some(handler);
        let version = [48, 50, 61][random.below(3)];
        let bytes = class_file(version, &code, handler);
        let Ok(class) = ClassFile::parse(&bytes, ParseOptions::default()) else {
            continue;
        };
        n_good += usize::from(answer(&none, &bytes) == "ok");
        let code = class.methods[0].code.as_ref().unwrap();
        let _ = RefMaps::analyze(&MethodCode::new(code, b"()V", true), &class.pool);
        assert!(!disassemble(code.code, &mut |_| None).is_empty());
    }
    assert!(n_good > 0);
}
