//! Reading the code and checking what can be checked about an instruction by itself.

use std::rc::Rc;

use super::super::types::THROWABLE;
use super::super::{Failure, Hierarchy, MemberKind, RefusalKind, tag};
use super::info::{Base, Info};
use super::{HandlerRow, Inference, Inferred, Instruction};
use crate::descriptor::n_parameter_slots;
use crate::instruction::{Op, opcode};
use crate::raw::{Operands, RawCode, RawError, RawInstruction, Switch};

/// First version whose `ldc` may name classes.
const LDC_CLASS_VERSION: u16 = 49;
const MAX_DIMENSIONS: u8 = u8::MAX;

impl<'a, H: Hierarchy> Inference<'a, '_, H> {
    pub(super) fn read_code(&mut self) -> Inferred<(), H> {
        let code = self.method.code;
        let mut raws = Vec::new();
        for raw in RawCode::new(code) {
            match raw {
                Ok(raw) => {
                    self.numbers[raw.bci as usize] = Some(raws.len());
                    raws.push(raw);
                }
                Err(RawError::Truncated { bci }) if stops_in_the_middle(code, bci) => {
                    let message = format!(
                        "Code stops in the middle of instruction  starting at offset {bci}"
                    );
                    return self.error(&message);
                }
                Err(error) => {
                    let bci = error.bci();
                    return self.error(&format!("Illegal instruction found at offset {bci}"));
                }
            }
        }
        for raw in raws {
            let instruction = self.instruction(raw)?;
            self.instructions.push(instruction);
        }
        Ok(())
    }

    fn instruction(&mut self, raw: RawInstruction<'a>) -> Inferred<Instruction<'a>, H> {
        let mut instruction = Instruction {
            raw,
            op: raw.op,
            is_init_call: false,
            is_protected: false,
            class: Info::BOGUS,
            targets: Vec::new(),
            returns_from: None,
            state: None,
            is_changed: false,
            flags: None,
        };
        match raw.operands {
            Operands::Branch(target) => match self.number(target) {
                Some(number) => instruction.targets.push(number),
                None => return self.error("Illegal target of jump or branch"),
            },
            Operands::Switch(switch) => instruction.targets = self.switch(&raw, switch)?,
            Operands::ArrayType(code) => {
                let bases = [
                    Base::Boolean,
                    Base::Char,
                    Base::Float,
                    Base::Double,
                    Base::Byte,
                    Base::Short,
                    Base::Integer,
                    Base::Long,
                ];
                let Some(&base) = usize::from(code).checked_sub(4).and_then(|i| bases.get(i))
                else {
                    return self.error("Bad type passed to newarray");
                };
                instruction.class = Info {
                    base,
                    n_dimensions: 1,
                };
            }
            Operands::Local(local) | Operands::LocalAndInt(local, _) => {
                let is_wide = matches!(raw.op, Op::LLoad | Op::DLoad | Op::LStore | Op::DStore);
                if usize::from(local) + usize::from(is_wide) >= usize::from(self.method.max_locals)
                {
                    return self.error("Illegal local variable number");
                }
            }
            _ => {}
        }
        if let Some(index) = raw.constant_index() {
            self.constant(&mut instruction, index)?;
        }
        Ok(instruction)
    }

    fn switch(&mut self, raw: &RawInstruction<'_>, switch: Switch<'_>) -> Inferred<Vec<usize>, H> {
        let from = raw.bci as usize + 1;
        let padding = &self.method.code[from..from.next_multiple_of(4)];
        if padding.iter().any(|&byte| byte != 0) {
            return self.error("Non zero padding bytes in switch");
        }
        if !switch.is_sorted() {
            return self.error("Unsorted lookup switch");
        }
        let Some(default) = self.number(switch.default_target()) else {
            return self.error("Illegal default target in switch");
        };
        // The keys from last to first, then the default.
        let mut targets = vec![default];
        for (_, target) in switch.pairs() {
            match self.number(target) {
                Some(number) => targets.push(number),
                None => return self.error("Illegal branch in tableswitch"),
            }
        }
        targets.reverse();
        Ok(targets)
    }

    fn check_tag(&self, index: u16, tags: &[u8]) -> Inferred<(), H> {
        let pool = self.class.pool;
        if index == 0 || index >= pool.n_entries() {
            return self.error("Illegal constant pool index");
        }
        if !tags.contains(&pool.tag(index)) {
            return self.error("Illegal type in constant pool");
        }
        Ok(())
    }

    fn class_entry(&mut self, index: u16) -> Inferred<Info, H> {
        let name = self.class.pool.class_name(index).unwrap_or(b"");
        match Info::of_class(name, self.merger.names) {
            Some(info) => Ok(info),
            None => self.error("Illegal type"),
        }
    }

    fn constant(&mut self, instruction: &mut Instruction<'_>, index: u16) -> Inferred<(), H> {
        let op = instruction.op;
        let pool = self.class.pool;
        match op {
            Op::Ldc => {
                let mut tags = vec![tag::INTEGER, tag::FLOAT, tag::STRING];
                if self.class.major_version >= LDC_CLASS_VERSION {
                    tags.push(tag::CLASS);
                }
                self.check_tag(index, &tags)
            }
            Op::Ldc2 => self.check_tag(index, &[tag::DOUBLE, tag::LONG]),
            Op::GetField | Op::PutField | Op::GetStatic | Op::PutStatic => {
                self.check_tag(index, &[tag::FIELD])?;
                instruction.class = self.class_entry(pool.class_index(index).unwrap_or(0))?;
                if matches!(op, Op::GetField | Op::PutField) {
                    instruction.is_protected =
                        self.is_protected(instruction.class, index, MemberKind::Field)?;
                }
                Ok(())
            }
            Op::InvokeDynamic => {
                self.error("invokedynamic bytecode is not supported in this class file version")
            }
            op if op.is_invoke() => self.call(instruction, index),
            _ => self.class_operand(instruction, index),
        }
    }

    fn call(&mut self, instruction: &mut Instruction<'_>, index: u16) -> Inferred<(), H> {
        let op = instruction.op;
        let pool = self.class.pool;
        let is_interface = op == Op::InvokeInterface;
        self.check_tag(
            index,
            &[if is_interface {
                tag::INTERFACE_METHOD
            } else {
                tag::METHOD
            }],
        )?;
        let (name, descriptor) = pool.name_and_descriptor(index).unwrap_or((b"", b""));
        instruction.class = self.class_entry(pool.class_index(index).unwrap_or(0))?;
        if name == b"<init>" {
            if op != Op::InvokeSpecial {
                return self.error("Must call initializers using invokespecial");
            }
            instruction.is_init_call = true;
        } else if name.starts_with(b"<") {
            return self.error("Illegal call to internal method");
        } else if op == Op::InvokeSpecial {
            let owner = instruction.class;
            let is_near = owner == Info::object(self.this_class)
                || self
                    .super_class
                    .is_some_and(|name| owner == Info::object(name));
            if !is_near && !self.is_superclass(owner) {
                return self.error("Illegal use of nonvirtual function call");
            }
        }
        if let Operands::InvokeInterface { count, zero, .. } = instruction.raw.operands {
            if n_parameter_slots(descriptor).unwrap_or(0) + 1 != usize::from(count) {
                return self.error("Inconsistent args_size for invokeinterface");
            }
            if zero != 0 {
                return self.error("Fourth operand byte of invokeinterface must be zero");
            }
        } else if op != Op::InvokeStatic {
            instruction.is_protected =
                self.is_protected(instruction.class, index, MemberKind::Method)?;
        }
        Ok(())
    }

    fn is_superclass(&mut self, class: Info) -> bool {
        match class {
            Info {
                base: Base::Object(name),
                n_dimensions: 0,
            } => self
                .merger
                .hierarchy
                .is_superclass(self.merger.names.get(name)),
            _ => false,
        }
    }

    fn is_protected(&mut self, owner: Info, index: u16, kind: MemberKind) -> Inferred<bool, H> {
        let (true, Base::Object(owner)) = (self.is_superclass(owner), owner.base) else {
            return Ok(false);
        };
        let (name, descriptor) = self
            .class
            .pool
            .name_and_descriptor(index)
            .unwrap_or((b"", b""));
        let owner = self.merger.names.get(owner);
        self.merger
            .hierarchy
            .is_protected_elsewhere(owner, kind, name, descriptor)
            .map_err(Failure::Aborted)
    }

    fn class_operand(&mut self, instruction: &mut Instruction<'_>, index: u16) -> Inferred<(), H> {
        self.check_tag(index, &[tag::CLASS])?;
        let mut class = self.class_entry(index)?;
        match (instruction.op, instruction.raw.operands) {
            (Op::ANewArray, _) => {
                if class.n_dimensions == MAX_DIMENSIONS {
                    return self.error("Array with too many dimensions");
                }
                class.n_dimensions += 1;
            }
            (Op::New, _) if class.is_array() => {
                return self.error("Illegal creation of multi-dimensional array");
            }
            (_, Operands::MultiArray { n_dimensions, .. })
                if n_dimensions > class.n_dimensions || n_dimensions == 0 =>
            {
                return self.error("Illegal dimension argument");
            }
            _ => {}
        }
        instruction.class = class;
        Ok(())
    }

    pub(super) fn read_handlers(&mut self) -> Inferred<(), H> {
        let method = self.method;
        if method.max_stack < 1 && !method.handlers.is_empty() {
            return self.error("Stack size too large");
        }
        for row in method.handlers.iter().rev() {
            let at_end = usize::from(row.end) == method.code.len();
            let start = self.number(i64::from(row.start));
            let end = match self.number(i64::from(row.end)) {
                None if at_end => Some(self.instructions.len()),
                end => end,
            };
            let (true, Some(start), Some(end)) = (row.start < row.end, start, end) else {
                return self.refuse(
                    RefusalKind::ClassFormatError,
                    "Illegal exception table range",
                );
            };
            let handler = self
                .number(i64::from(row.handler))
                .filter(|&number| number > 0);
            let Some(handler) = handler else {
                return self.refuse(
                    RefusalKind::ClassFormatError,
                    "Illegal exception table handler",
                );
            };
            let throwable = Info::object(THROWABLE);
            let mut caught = throwable;
            if row.catch_type != 0 {
                caught = self.class_entry(row.catch_type)?;
                if !self.is_assignable(caught, throwable)? {
                    return self.error("catch_type not a subclass of Throwable");
                }
            }
            self.handlers.push(HandlerRow {
                start,
                end,
                handler,
                stack: Rc::new(vec![caught]),
            });
        }
        Ok(())
    }
}

/// Whether an instruction that is cut off has a known length.
fn stops_in_the_middle(code: &[u8], bci: u32) -> bool {
    let start = bci as usize;
    let word = |i: usize| {
        let at = (start + 4) / 4 * 4 + 4 * i;
        let bytes = code.get(at..at + 4)?;
        Some(i64::from(i32::from_be_bytes([
            bytes[0], bytes[1], bytes[2], bytes[3],
        ])))
    };
    match code[start] {
        opcode::TABLESWITCH => match (word(1), word(2)) {
            (Some(low), Some(high)) => (0..=65535).contains(&(high - low)),
            _ => false,
        },
        opcode::LOOKUPSWITCH => word(1).is_some_and(|n_pairs| (0..65536).contains(&n_pairs)),
        opcode::WIDE => code.len() > start + 1,
        _ => true,
    }
}
