//! The words of the message.

use std::fmt::Write;

use vm_classfile::{MemberRef, mutf8};

use super::SourceMethod;
use super::simulation::Simulation;
use crate::descriptor::Parameters;
use crate::instruction::Op;
use crate::raw::{Operands, RawInstruction};
use crate::verify::external_type;

/// How many dereferences deep an expression is printed.
const MAX_DETAIL: usize = 5;

pub(super) struct Printer<'a> {
    pub(super) method: &'a SourceMethod<'a>,
    pub(super) simulation: &'a Simulation,
    pub(super) out: String,
}

impl<'a> Printer<'a> {
    fn print(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn member(&self, raw: &RawInstruction<'_>) -> Option<MemberRef<'a>> {
        self.method.pool.member_ref(raw.constant_index()?)
    }

    fn member_name(&self, raw: &RawInstruction<'_>) -> String {
        self.member(raw)
            .map_or(String::new(), |member| mutf8::to_string(member.name))
    }

    fn class_name(&self, member: &MemberRef<'_>) -> String {
        let name = self
            .method
            .pool
            .class_name(member.class_index)
            .unwrap_or(b"");
        let name = mutf8::to_string(name).replace('/', ".");
        match name.as_str() {
            "java.lang.Object" => "Object".to_owned(),
            "java.lang.String" => "String".to_owned(),
            _ => name,
        }
    }

    /// `String.replace(Object, int)`.
    fn method_name(&self, raw: &RawInstruction<'_>) -> String {
        let Some(member) = self.member(raw) else {
            return String::new();
        };
        let parameters: Vec<String> = Parameters::of(member.descriptor)
            .into_iter()
            .flatten()
            .flatten()
            .map(|(parameter, _)| without_well_known_package(external_type(parameter)))
            .collect();
        let name = mutf8::to_string(member.name);
        format!(
            "{}.{name}({})",
            self.class_name(&member),
            parameters.join(", ")
        )
    }

    /// What could not be done.
    pub(super) fn failed_action(&mut self, raw: &RawInstruction<'_>) {
        let text = match raw.op {
            Op::IALoad => "Cannot load from int array",
            Op::FALoad => "Cannot load from float array",
            Op::AALoad => "Cannot load from object array",
            Op::BALoad => "Cannot load from byte/boolean array",
            Op::CALoad => "Cannot load from char array",
            Op::SALoad => "Cannot load from short array",
            Op::LALoad => "Cannot load from long array",
            Op::DALoad => "Cannot load from double array",
            Op::IAStore => "Cannot store to int array",
            Op::FAStore => "Cannot store to float array",
            Op::AAStore => "Cannot store to object array",
            Op::BAStore => "Cannot store to byte/boolean array",
            Op::CAStore => "Cannot store to char array",
            Op::SAStore => "Cannot store to short array",
            Op::LAStore => "Cannot store to long array",
            Op::DAStore => "Cannot store to double array",
            Op::ArrayLength => "Cannot read the array length",
            Op::AThrow => "Cannot throw exception",
            Op::MonitorEnter => "Cannot enter synchronized block",
            Op::MonitorExit => "Cannot exit synchronized block",
            Op::GetField => &format!("Cannot read field \"{}\"", self.member_name(raw)),
            Op::PutField => &format!("Cannot assign field \"{}\"", self.member_name(raw)),
            _ => &format!("Cannot invoke \"{}\"", self.method_name(raw)),
        };
        self.print(text);
    }

    /// What was null, if that can be said.
    pub(super) fn cause(&mut self, bci: u32, slot: usize) {
        if self.expression(bci, slot, MAX_DETAIL, false, true) {
            self.print("\" is null");
        }
    }

    /// Prints the expression that pushed a slot of the stack before `bci`. Whether it could.
    fn expression(
        &mut self,
        bci: u32,
        slot: usize,
        max_detail: usize,
        is_inner: bool,
        is_outermost: bool,
    ) -> bool {
        if max_detail == 0 {
            return false;
        }
        let Some(stack) = self.simulation.stack(bci) else {
            return false;
        };
        let Some(source) = stack.origin(slot) else {
            return false;
        };
        let Ok(raw) = RawInstruction::at(self.method.code.code, source) else {
            return false;
        };
        let is_call = raw.op.is_invoke() && raw.op != Op::InvokeDynamic;
        if is_outermost && !is_call {
            self.print(" because \"");
        }
        match (raw.op, raw.operands) {
            (Op::ILoad | Op::ALoad, Operands::Local(local)) => {
                let is_parameter = !stack.is_written(local);
                self.local(source, local, is_parameter);
            }
            (Op::AConstNull, _) => self.print("null"),
            (Op::IConst, Operands::Int(value)) => {
                // As in the JDK, sipush prints unsigned.
                let is_short = raw.length == 3;
                let value = if is_short { value & 0xffff } else { value };
                let _ = write!(self.out, "{value}");
            }
            (Op::IALoad | Op::AALoad, _) => {
                if !self.expression(source, 1, max_detail - 1, is_inner, false) {
                    self.print("<array>");
                }
                self.print("[");
                if !self.expression(source, 0, max_detail, true, false) {
                    self.print("...");
                }
                self.print("]");
            }
            (Op::GetStatic, _) => {
                if let Some(member) = self.member(&raw) {
                    let text = format!("{}.{}", self.class_name(&member), self.member_name(&raw));
                    self.print(&text);
                }
            }
            (Op::GetField, _) => {
                if self.expression(source, 0, max_detail - 1, is_inner, false) {
                    self.print(".");
                }
                let name = self.member_name(&raw);
                self.print(&name);
            }
            _ if is_call => {
                if max_detail == MAX_DETAIL && !is_inner {
                    self.print(" because the return value of \"");
                }
                let name = self.method_name(&raw);
                self.print(&name);
            }
            _ => return false,
        }
        true
    }

    fn local(&mut self, bci: u32, local: u16, is_parameter: bool) {
        let method = self.method;
        for row in method.code.variables() {
            let range = u32::from(row.start)..u32::from(row.start) + u32::from(row.length);
            if row.slot == local && range.contains(&bci) {
                let name = mutf8::to_string(method.pool.utf8(row.name_index).unwrap_or(b""));
                return self.print(&name);
            }
        }
        if !method.is_static && local == 0 && is_parameter {
            return self.print("this");
        }
        let mut first = usize::from(!method.is_static);
        for (i, parameter) in Parameters::of(method.descriptor)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let n_slots = parameter.map_or(1, |(_, slot_type)| slot_type.n_slots());
            if (first..first + n_slots).contains(&usize::from(local)) && is_parameter {
                let _ = write!(self.out, "<parameter{}>", i + 1);
                return;
            }
            first += n_slots;
        }
        let _ = write!(self.out, "<local{local}>");
    }
}

/// Drops `java.lang.` before names that begin with `Object` or `String`, like the JDK.
fn without_well_known_package(name: String) -> String {
    match name.strip_prefix("java.lang.") {
        Some(rest) if rest.starts_with("Object") || rest.starts_with("String") => rest.to_owned(),
        _ => name,
    }
}
