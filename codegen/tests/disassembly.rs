//! Functions in `tests/filetests/disassembly` become the instructions that stand behind them.
//! `KILN_BLESS=1` writes these blocks anew.

use codegen::{
    Bump, CacheLayout, ClassFacts, ClassKind, ClassLayout, Facts, FieldFacts, Helper, Kind, Layout,
    LockLayout, MethodFacts, NullCheck, Options, Target, ThreadLayout, compile,
};
use iced_x86::{Decoder, DecoderOptions, Formatter, Instruction, IntelFormatter};
use ir::Entity;
use ir::entities::{ClassRef, FieldRef, MethodRef};
use ir::immediate::Element;
use ir::routine::Routine;
use ir_filetest::file::File;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Fields are ints, but for those with odd numbers, which are references.
struct Outside;

impl Facts for Outside {
    fn class(&self, class: ClassRef) -> ClassFacts {
        ClassFacts {
            address: 0x6000_0000 + class.index() as u32 * 0x100,
            kind: ClassKind::Class { depth: 2 },
            is_final: false,
            is_initialized: true,
            instance_size: Some(24),
        }
    }

    fn primitive_array(&self, element: Element) -> ClassFacts {
        ClassFacts {
            address: 0x6100_0000,
            kind: ClassKind::Array {
                element: Kind::from(element),
            },
            is_final: true,
            is_initialized: true,
            instance_size: None,
        }
    }

    fn field(&self, field: FieldRef) -> FieldFacts {
        let is_reference = field.index() % 2 == 1;
        FieldFacts {
            offset: 8 + 4 * field.index() as u32,
            kind: if is_reference {
                Kind::Reference
            } else {
                Kind::Int
            },
            mirror: 0x1_0000_0000,
        }
    }

    fn routine(&self, _: Routine) -> Option<u64> {
        None
    }

    fn has_been_null(&self, _: MethodRef, bci: u32) -> bool {
        bci == 13
    }

    fn method(&self, _: MethodRef) -> MethodFacts {
        MethodFacts {
            address: 0x7f00_0000_1000,
            vtable_offset: Some(0x80),
        }
    }
}

fn layout() -> Layout {
    Layout {
        thread: ThreadLayout {
            poll: 0x8,
            pending: 0x10,
            anchor: 0x18,
            stack_limit: 0x20,
            object: 0,
            helpers: std::array::from_fn::<_, { Helper::COUNT }, _>(|n| 0x100 + 8 * n as i32),
            bump: Some(Bump {
                cursor: 0x28,
                limit: 0x30,
                max_size: 4096,
            }),
        },
        class: ClassLayout {
            display: 0x40,
            super_check: 0x10,
            found_supertype: 0x38,
            state: 2,
            initialized: 4,
            init_thread: 0x38,
            component: 0x20,
            mirror: 0,
        },
        cache: CacheLayout {
            class: 0,
            method: 8,
        },
        compiled_entry: 0x18,
        class_word: 4,
        lock: Some(LockLayout {
            word: 0,
            entered: 0xc,
            again: 0x20,
            count: 0x7fe0,
        }),
        array_length: 8,
        element_base: std::array::from_fn(|n| match Element::ALL[n] {
            Element::Boolean | Element::Byte | Element::Long | Element::Double => 16,
            Element::Char | Element::Short | Element::Int | Element::Float | Element::Ref => 12,
        }),
        reference_shift: 3,
        log_table: Some(0x10_0000_0000),
        boolean_array: 0x6200_0000,
    }
}

/// The code as text, with labels where jumps go, and where accesses go that meet null.
fn disassemble(code: &[u8], null_checks: &[NullCheck]) -> String {
    let decoder = Decoder::with_ip(64, code, 0, DecoderOptions::NONE);
    let instructions: Vec<Instruction> = decoder.into_iter().collect();
    let is_jump = |one: &Instruction| one.near_branch_target() != 0;
    let targets: BTreeSet<u64> = instructions
        .iter()
        .filter(|one| is_jump(one))
        .map(Instruction::near_branch_target)
        .chain(null_checks.iter().map(|check| u64::from(check.exit)))
        .collect();
    let label = |target: u64| targets.iter().position(|known| *known == target);
    let mut formatter = IntelFormatter::new();
    let options = formatter.options_mut();
    options.set_space_after_operand_separator(true);
    options.set_hex_prefix("0x");
    options.set_hex_suffix("");
    let mut text = String::new();
    for one in &instructions {
        if let Some(number) = label(one.ip()) {
            text.push_str(&format!("L{number}:\n"));
        }
        let mut line = String::new();
        formatter.format(one, &mut line);
        if is_jump(one) {
            let mnemonic = line
                .split(' ')
                .next()
                .expect("an instruction has a mnemonic");
            let number = label(one.near_branch_target()).expect("all targets are known");
            line = format!("{mnemonic} L{number}");
        }
        for check in null_checks {
            if u64::from(check.begin) == one.ip() {
                let number = label(u64::from(check.exit)).expect("all targets are known");
                line.push_str(&format!(" (null: L{number})"));
            }
        }
        text.push_str(&format!("    {line}\n"));
    }
    text
}

#[test]
fn functions_become_these_instructions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filetests/disassembly");
    let is_blessing = std::env::var_os("KILN_BLESS").is_some();
    let layout = layout();
    let target = Target {
        layout: &layout,
        facts: &Outside,
        options: Options {
            direct_calls: true,
            check_references: true,
            check_allocation: true,
            ..Options::default()
        },
    };
    let mut n_cases = 0;
    for entry in fs::read_dir(folder).expect("the folder exists") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("the file can be read");
        let mut file = File::parse(&text).expect("the file is functions");
        for case in &mut file.cases {
            let func = ir::text::parse(&case.text).expect("a function");
            assert_eq!(ir::verify::verify(&func), Ok(()), "{}", case.text);
            let mut target = target;
            target.options.implicit_null_checks = func.name.starts_with("implicit");
            let artifact = compile(&func, &target).expect("every verified function compiles");
            let code = &artifact.bytes[..artifact.code_size as usize];
            let shown = disassemble(code, &artifact.null_checks);
            if is_blessing {
                case.check = Some(shown);
            } else {
                let expected = case.check.as_deref().unwrap_or_default();
                assert_eq!(shown, expected, "{}: @{}", path.display(), func.name);
            }
            n_cases += 1;
        }
        if is_blessing {
            fs::write(&path, file.print()).expect("the file can be written");
        }
    }
    assert!(n_cases >= 8, "only {n_cases} cases");
}
