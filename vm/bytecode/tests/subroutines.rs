//! Random programs with subroutines (`jsr`, `ret`): the inferring verifier agrees with the
//! installed JDK 17 about them, and oop maps agree with executions of those that verify.
//!
//! The comparison with the JDK is left out if there is none.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use std::collections::HashMap;

use support::{Classes, Random, answer, class_file, java_home, link_all};
use vm_bytecode::{
    FrameSlot, FrameState, MethodCode, Op, Operands, RawInstruction, RefMaps, opcode,
};
use vm_classfile::{ClassFile, ParseOptions};

const N_PROGRAMS: usize = 1500;
/// Locals 0 to 4 hold values, 5 to 7 return addresses.
const N_VALUES: usize = 5;

/// Code being written; branches are filled in at the end.
#[derive(Default)]
struct Writer {
    code: Vec<u8>,
    labels: HashMap<usize, usize>,
    n_labels: usize,
    branches: Vec<(usize, usize)>,
}

impl Writer {
    fn label(&mut self) -> usize {
        self.n_labels += 1;
        self.n_labels
    }

    fn place(&mut self, label: usize) {
        self.labels.insert(label, self.code.len());
    }

    fn branch(&mut self, opcode: u8, label: usize) {
        self.branches.push((self.code.len(), label));
        self.code.extend([opcode, 0, 0]);
    }

    fn statement(&mut self, random: &mut Random, subroutines: &[usize], depth: usize) {
        let local = random.below(N_VALUES) as u8;
        match random.below(if depth < 2 { 9 } else { 6 }) {
            0 => self.code.extend([opcode::ICONST_0, opcode::ISTORE, local]),
            1 | 2 => self
                .code
                .extend([opcode::ACONST_NULL, opcode::ASTORE, local]),
            3 => self.code.extend([opcode::ALOAD, local, opcode::POP]),
            4 if random.below(3) == 0 => self.code.extend([opcode::ILOAD, local, opcode::POP]),
            4..6 if !subroutines.is_empty() => {
                self.branch(opcode::JSR, subroutines[random.below(subroutines.len())]);
            }
            6 | 7 => {
                let skip = self.label();
                self.code.push(opcode::ICONST_0);
                self.branch(opcode::IFEQ, skip);
                self.statement(random, subroutines, depth + 1);
                self.place(skip);
            }
            8 => {
                let again = self.label();
                self.place(again);
                self.statement(random, subroutines, depth + 1);
                self.code.push(opcode::ICONST_0);
                self.branch(opcode::IFNE, again);
            }
            _ => self.code.push(opcode::NOP),
        }
    }

    fn finish(mut self) -> Vec<u8> {
        for (at, label) in self.branches {
            let offset = self.labels[&label] as i64 - at as i64;
            self.code[at + 1..at + 3].copy_from_slice(&(offset as i16).to_be_bytes());
        }
        self.code
    }
}

/// A method's code and its only handler, if there is one.
fn program(random: &mut Random) -> (Vec<u8>, Option<[u16; 3]>) {
    let mut writer = Writer::default();
    let subroutines: Vec<usize> = (0..1 + random.below(3)).map(|_| writer.label()).collect();
    let end = writer.label();
    for local in 0..random.below(N_VALUES) as u8 {
        writer
            .code
            .extend([opcode::ACONST_NULL, opcode::ASTORE, local]);
    }
    let start = writer.code.len();
    for _ in 0..2 + random.below(6) {
        writer.statement(random, &subroutines, 0);
    }
    writer.place(end);
    writer.code.push(opcode::RETURN);
    for (i, &label) in subroutines.iter().enumerate() {
        writer.place(label);
        let local = N_VALUES as u8 + i as u8;
        writer.code.extend([opcode::ASTORE, local]);
        // Mostly they call only later ones.
        let from = if random.below(12) == 0 { i } else { i + 1 };
        for _ in 0..random.below(5) {
            writer.statement(random, &subroutines[from..], 0);
        }
        match random.below(12) {
            0 => writer.code.push(opcode::RETURN),
            1 => writer.branch(opcode::GOTO, end),
            _ => writer.code.extend([opcode::RET, local]),
        }
    }
    let mut handler = None;
    if random.below(4) == 0 {
        let at = writer.code.len() as u16;
        writer
            .code
            .extend([opcode::ASTORE, random.below(N_VALUES) as u8, opcode::RETURN]);
        handler = Some([start as u16, at, at]);
    }
    (writer.finish(), handler)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Value {
    Unset,
    Int,
    Ref,
    Return(u32),
}

/// Executes the code with random branches; at every step the oop map must name only locals
/// that hold references, and all that are read as one later.
fn execute(bytes: &[u8], random: &mut Random) -> usize {
    let class = ClassFile::parse(bytes, ParseOptions::default()).unwrap();
    let code = class.methods[0].code.as_ref().unwrap();
    let method = MethodCode::new(code, b"()V", true);
    let maps = RefMaps::analyze(&method, &class.pool).unwrap();
    let (mut locals, mut stack) = ([Value::Unset; 8], Vec::new());
    let (mut bci, mut trace) = (0, Vec::new());
    while trace.len() < 300 {
        let raw = RawInstruction::at(code.code, bci).unwrap();
        let mut read = |slot| {
            let value = match slot {
                FrameSlot::Local(local) => locals[usize::from(local)],
                FrameSlot::Stack(slot) => stack[usize::from(slot)],
            };
            let Value::Return(address) = value else {
                panic!("{slot:?} is {value:?}")
            };
            address as u16
        };
        let frame = maps.frame(
            &method,
            &class.pool,
            bci as u16,
            FrameState::Before,
            &mut read,
        );
        let map = frame.unwrap().ref_map();
        for slot in map.slots() {
            let value = match slot {
                FrameSlot::Local(local) => locals[usize::from(local)],
                FrameSlot::Stack(slot) => stack[usize::from(slot)],
            };
            assert_eq!(value, Value::Ref, "{slot:?} at {bci}");
        }
        trace.push((raw.op, raw.local(), map));
        let local = usize::from(raw.local().unwrap_or(0));
        bci = raw.next_bci();
        match (raw.op, raw.operands) {
            (Op::IConst, _) => stack.push(Value::Int),
            (Op::AConstNull, _) => stack.push(Value::Ref),
            (Op::ILoad | Op::ALoad, _) => stack.push(locals[local]),
            (Op::IStore | Op::AStore, _) => locals[local] = stack.pop().unwrap(),
            (Op::Pop, _) => {
                stack.pop();
            }
            (Op::Jsr, Operands::Branch(target)) => {
                stack.push(Value::Return(bci));
                bci = target as u32;
            }
            (Op::Ret, _) => {
                let Value::Return(address) = locals[local] else {
                    panic!("{locals:?}")
                };
                bci = address;
            }
            (Op::Goto, Operands::Branch(target)) => bci = target as u32,
            (Op::IfEq | Op::IfNe, Operands::Branch(target)) => {
                stack.pop();
                if random.below(2) == 0 {
                    bci = target as u32;
                }
            }
            (Op::Return, _) => break,
            _ => {}
        }
    }
    let mut needed = [false; 8];
    for (op, local, map) in trace.iter().rev() {
        if let Some(local) = local {
            match op {
                Op::ALoad => needed[usize::from(*local)] = true,
                Op::AStore | Op::IStore => needed[usize::from(*local)] = false,
                _ => {}
            }
        }
        for (local, needed) in needed.iter().enumerate() {
            assert!(
                !needed || map.local(local as u16),
                "local {local} before {op:?}"
            );
        }
    }
    trace.len()
}

#[test]
fn subroutines_verify_as_in_the_jdk_and_have_right_oop_maps() {
    let mut random = Random::new();
    let programs: Vec<Vec<u8>> = (0..N_PROGRAMS)
        .map(|_| {
            let (code, handler) = program(&mut random);
            class_file(48, &code, handler)
        })
        .collect();
    let object = Vec::new();
    let none = Classes::parse(&object);
    let found: Vec<String> = programs.iter().map(|bytes| answer(&none, bytes)).collect();
    if let Some(java) = java_home(17) {
        let expected = link_all(&java, &programs, "subroutines");
        assert_eq!(found.len(), expected.len());
        for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
            // HotSpot refuses some verified methods later, when it splits locals for its oop maps.
            if !expected.starts_with("other ") {
                assert_eq!(*found, expected, "program {i}: {:x?}", programs[i]);
            }
        }
    }
    let good: Vec<_> = programs
        .iter()
        .zip(&found)
        .filter(|(_, found)| *found == "ok")
        .collect();
    assert!(good.len() > N_PROGRAMS / 8, "only {} verify", good.len());
    for (bytes, _) in good {
        for _ in 0..10 {
            execute(bytes, &mut random);
        }
    }
}
