//! Bytecode from text: a mnemonic and its operands per line, labels at the start of lines.
//!
//! `L1: goto L2`, `iload 3`, `bipush -5`, `iinc 1 -1`, `lookupswitch L9 3:L1 5:L2`,
//! `tableswitch L9 0:L1 1:L2`, `invokestatic Raw.raise(I)I`, `new java/lang/Object`.
//! `catch L1 L2 L3 Raw$Own` is a row of the exception table: start, end, handler, and the class
//! that is caught or `any`.

use super::program::text;
use std::collections::HashMap;
use vm_bytecode::{OpcodeInfo, raw::Format};
use vm_classfile::{ClassFile, Constant, ExceptionHandler};

pub struct Assembled {
    pub code: Vec<u8>,
    pub handlers: Vec<ExceptionHandler>,
}

/// Assembles with the constant pool of a class.
pub fn assemble(source: &str, class: &ClassFile<'_>) -> Assembled {
    let mut labels = HashMap::new();
    // Lengths do not depend on labels: the first round finds them.
    let mut assembled = Assembled {
        code: Vec::new(),
        handlers: Vec::new(),
    };
    for _ in 0..2 {
        assembled = round(source, class, &mut labels);
    }
    assembled
}

fn round(source: &str, class: &ClassFile<'_>, labels: &mut HashMap<String, usize>) -> Assembled {
    let mut code: Vec<u8> = Vec::new();
    let mut handlers = Vec::new();
    for line in source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if let Some(label) = words[0].strip_suffix(':') {
            labels.insert(label.to_owned(), code.len());
            words.remove(0);
        }
        let bci = code.len();
        let label = |name: &str| labels.get(name).copied().unwrap_or(bci);
        match words.split_first() {
            None => {}
            Some((&"catch", row)) => handlers.push(ExceptionHandler {
                start: label(row[0]) as u16,
                end: label(row[1]) as u16,
                handler: label(row[2]) as u16,
                catch_type: match row[3] {
                    "any" => 0,
                    name => constant(class, name),
                },
            }),
            Some((mnemonic, operands)) => {
                instruction(&mut code, class, mnemonic, operands, &label);
            }
        }
    }
    Assembled { code, handlers }
}

fn instruction(
    code: &mut Vec<u8>,
    class: &ClassFile<'_>,
    mnemonic: &str,
    operands: &[&str],
    label: &dyn Fn(&str) -> usize,
) {
    let known = |opcode: &u8| OpcodeInfo::of(*opcode).is_some_and(|it| it.mnemonic == mnemonic);
    let opcode = (0..=255u8).find(known).expect(mnemonic);
    let format = OpcodeInfo::of(opcode).expect(mnemonic).format;
    let bci = code.len();
    let number = |at: usize| operands[at].parse::<i32>().expect(operands[at]);
    let offset = |name: &str| label(name) as i32 - bci as i32;
    code.push(opcode);
    match format {
        Format::Byte | Format::Local | Format::ArrayType => code.push(number(0) as u8),
        Format::Short => code.extend((number(0) as i16).to_be_bytes()),
        Format::LocalAndInt => code.extend([number(0) as u8, number(1) as u8]),
        Format::Branch16 => code.extend((offset(operands[0]) as i16).to_be_bytes()),
        Format::Branch32 => code.extend(offset(operands[0]).to_be_bytes()),
        Format::Constant16 => code.extend(constant(class, operands[0]).to_be_bytes()),
        Format::TableSwitch | Format::LookupSwitch => {
            while !code.len().is_multiple_of(4) {
                code.push(0);
            }
            code.extend(offset(operands[0]).to_be_bytes());
            let pairs: Vec<(i32, i32)> = operands[1..]
                .iter()
                .map(|pair| {
                    let (key, target) = pair.split_once(':').expect(pair);
                    (key.parse().expect(pair), offset(target))
                })
                .collect();
            if format == Format::TableSwitch {
                code.extend(pairs[0].0.to_be_bytes());
                code.extend(pairs[pairs.len() - 1].0.to_be_bytes());
            } else {
                code.extend((pairs.len() as i32).to_be_bytes());
            }
            for (key, target) in pairs {
                if format == Format::LookupSwitch {
                    code.extend(key.to_be_bytes());
                }
                code.extend(target.to_be_bytes());
            }
        }
        _ => assert!(operands.is_empty(), "{mnemonic} with operands"),
    }
}

/// Index of the constant for `Class` or `Class.name(descriptors)descriptor`.
fn constant(class: &ClassFile<'_>, name: &str) -> u16 {
    let pool = &class.pool;
    let is_it = |index: &u16| match pool.get(*index) {
        Some(Constant::Class { .. }) => pool.class_name(*index).map(text).as_deref() == Some(name),
        Some(Constant::MethodRef { .. }) => pool.member_ref(*index).is_some_and(|member| {
            let class = text(pool.class_name(member.class_index).unwrap_or_default());
            format!("{class}.{}{}", text(member.name), text(member.descriptor)) == name
        }),
        _ => false,
    };
    (1..pool.len() as u16).find(is_it).expect(name)
}
