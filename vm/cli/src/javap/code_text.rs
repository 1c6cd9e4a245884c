//! Bytecode and the exception table.

use super::attribute_text::Owner;
use super::printer::Printer;
use vm_bytecode::{Operands, RawCode, RawInstruction, opcode};
use vm_classfile::access_flags as flags;
use vm_classfile::descriptor::MethodDescriptor;
use vm_classfile::{Code, MethodInfo};

impl Printer<'_> {
    /// Prints a `Code` attribute.
    pub fn write_code(&mut self, code: &Code<'_>, method: &MethodInfo<'_>) {
        self.out.println("Code:");
        self.out.indent();
        let descriptor = self
            .class
            .pool
            .utf8(method.descriptor_index)
            .unwrap_or_default();
        let n_parameters =
            MethodDescriptor::parse(descriptor).map_or(0, |d| d.parameters().count());
        let n_receivers = usize::from(method.access_flags & flags::STATIC == 0);
        self.out.println(format!(
            "stack={}, locals={}, args_size={}",
            code.max_stack,
            code.max_locals,
            n_parameters + n_receivers
        ));
        self.write_instructions(code);
        self.write_exception_table(code);
        self.write_attributes(&code.attributes, Owner::Other);
        self.out.dedent(1);
    }

    /// Prints one line for each instruction, several for a switch.
    pub fn write_instructions(&mut self, code: &Code<'_>) {
        let mut next = 0;
        for instruction in RawCode::new(code.code) {
            match instruction {
                Ok(instruction) => {
                    next = instruction.next_bci();
                    self.write_instruction(&instruction);
                }
                Err(_) => {
                    self.out.println(format!("error at or after byte {next}"));
                    break;
                }
            }
        }
    }

    fn write_instruction(&mut self, instruction: &RawInstruction<'_>) {
        let wide = if instruction.is_wide { "_w" } else { "" };
        let mnemonic = format!("{}{wide}", instruction.mnemonic);
        self.out
            .print(format!("{:4}: {mnemonic:<13} ", instruction.bci));
        match instruction.operands {
            Operands::Constant(index) => self.print_operand(&format!("#{index}"), index),
            Operands::InvokeInterface { index, count, .. } => {
                self.print_operand(&format!("#{index},  {count}"), index);
            }
            Operands::InvokeDynamic { index, zero } => {
                self.print_operand(&format!("#{index},  {zero}"), index);
            }
            Operands::MultiArray {
                index,
                n_dimensions,
            } => {
                self.print_operand(&format!("#{index},  {n_dimensions}"), index);
            }
            Operands::Int(value)
                if matches!(instruction.opcode, opcode::BIPUSH | opcode::SIPUSH) =>
            {
                self.out.print(value.to_string());
            }
            // `iload_1` and its like say it in their names.
            Operands::Local(local) if instruction.length > 1 => {
                self.out.print(local.to_string());
            }
            Operands::LocalAndInt(local, amount) => self.out.print(format!("{local}, {amount}")),
            Operands::Branch(target) => self.out.print(target.to_string()),
            Operands::ArrayType(code) => {
                self.out.print(" ");
                self.out.print(element_type(code));
            }
            Operands::Switch(switch) => {
                let head = match switch.low() {
                    Some(low) => {
                        let high = i64::from(low) + switch.n_pairs() as i64 - 1;
                        format!("{{ // {low} to {high}")
                    }
                    None => format!("{{ // {}", switch.n_pairs()),
                };
                self.out.print(head);
                // As deep as the six columns of a bci.
                for _ in 0..3 {
                    self.out.indent();
                }
                for (key, target) in switch.pairs() {
                    self.out.print(format!("\n{key:12}: {target}"));
                }
                self.out
                    .print(format!("\n     default: {}\n}}", switch.default_target()));
                self.out.dedent(3);
            }
            Operands::None
            | Operands::Int(_)
            | Operands::Long(_)
            | Operands::Float(_)
            | Operands::Double(_)
            | Operands::Local(_) => {}
        }
        self.out.newline();
    }

    fn print_operand(&mut self, text: &str, index: u16) {
        self.out.print(text);
        self.out.tab();
        self.out.print(format!("// {}", self.operand(index)));
    }

    /// Prints the exception table, if there is one.
    pub fn write_exception_table(&mut self, code: &Code<'_>) {
        if code.handlers.is_empty() {
            return;
        }
        self.out.println("Exception table:");
        self.out.indent();
        self.out.println(" from    to  target type");
        for row in &code.handlers {
            let caught = match row.catch_type {
                0 => "any".into(),
                index => format!("Class {}", self.value_at(index)),
            };
            self.out.println(format!(
                " {:5} {:5} {:5}   {caught}",
                row.start, row.end, row.handler
            ));
        }
        self.out.dedent(1);
    }
}

fn element_type(code: u8) -> &'static str {
    match code {
        4 => "boolean",
        5 => "char",
        6 => "float",
        7 => "double",
        8 => "byte",
        9 => "short",
        10 => "int",
        11 => "long",
        _ => "?",
    }
}
