//! Printing functions.

use crate::entities::{Block, Inst, State, Value};
use crate::frame_state::{FrameState, Shape, Slot, VirtualObject};
use crate::function::{Function, Stage};
use crate::immediate::Immediate;
use crate::instruction::BlockCall;
use std::fmt;

/// Prints elements with commas between them.
pub(super) fn commas<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    elements: impl IntoIterator<Item = T>,
) -> fmt::Result {
    for (index, element) in elements.into_iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{element}")?;
    }
    Ok(())
}

impl fmt::Display for BlockCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.block)?;
        if self.args.is_empty() {
            return Ok(());
        }
        f.write_str("(")?;
        commas(f, &self.args)?;
        f.write_str(")")
    }
}

fn elements(f: &mut fmt::Formatter<'_>, of: impl fmt::Display, slots: &[Slot]) -> fmt::Result {
    write!(f, "{of}[")?;
    commas(f, slots)?;
    f.write_str("]")
}

impl fmt::Display for VirtualObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape {
            Shape::Instance(class) => {
                write!(f, "{class}{{")?;
                let fields = self.members.iter().zip(&self.fields);
                commas(f, fields.map(|(member, slot)| format!("{member}: {slot}")))?;
                f.write_str("}")?;
            }
            Shape::ObjectArray(class) => elements(f, class, &self.fields)?,
            Shape::Array(element) => elements(f, element, &self.fields)?,
        }
        if self.locks > 0 {
            write!(f, " {}", self.locks)?;
        }
        Ok(())
    }
}

impl fmt::Display for FrameState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.method, self.bci, self.moment.word())?;
        let list = |f: &mut fmt::Formatter<'_>, name: &str, slots: &[Slot]| {
            if slots.is_empty() {
                return Ok(());
            }
            write!(f, " {name}=[")?;
            commas(f, slots)?;
            f.write_str("]")
        };
        list(f, "locals", &self.locals)?;
        list(f, "stack", &self.stack)?;
        list(f, "locks", &self.locks)?;
        if !self.objects.is_empty() {
            f.write_str(" objects=[")?;
            commas(f, &self.objects)?;
            f.write_str("]")?;
        }
        Ok(())
    }
}

/// An instruction of a function, as the text form writes it.
pub struct InstText<'f>(pub &'f Function, pub Inst);

impl fmt::Display for InstText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InstText(func, inst) = *self;
        let data = func.inst(inst);
        if let Some(result) = func.result(inst) {
            write!(f, "{result} = ")?;
        }
        write!(f, "{}", data.opcode)?;
        let mut separator = " ";
        if data.immediate != Immediate::None {
            write!(f, "{separator}{}", data.immediate)?;
            separator = ", ";
        }
        for arg in &data.args {
            write!(f, "{separator}{arg}")?;
            separator = ", ";
        }
        for (index, target) in data.targets.iter().enumerate() {
            f.write_str(separator)?;
            if index > 0
                && let Some(key) = data.keys.get(index - 1)
            {
                write!(f, "{key}: ")?;
            }
            write!(f, "{target}")?;
            separator = ", ";
        }
        if let Some(state) = data.state {
            write!(f, " @ {}", StateText(func, state))?;
        }
        Ok(())
    }
}

/// A state with those of the callers.
struct StateText<'f>(&'f Function, State);

impl fmt::Display for StateText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StateText(func, state) = *self;
        for (depth, state) in func.state_chain(state).enumerate() {
            if depth > 0 {
                f.write_str(" <- ")?;
            }
            write!(f, "{state}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fn @{}(", self.name)?;
        commas(f, &self.signature.params)?;
        f.write_str(")")?;
        if let Some(returns) = self.signature.returns {
            write!(f, " -> {returns}")?;
        }
        if self.stage == Stage::Low {
            write!(f, " {}", self.stage.word())?;
        }
        f.write_str(" {\n")?;
        for (class, name) in self.classes.iter() {
            writeln!(f, "    {class} = {name:?}")?;
        }
        for (field, name) in self.fields.iter() {
            writeln!(f, "    {field} = {name:?}")?;
        }
        for (method, name) in self.methods.iter() {
            writeln!(f, "    {method} = {name:?}")?;
        }
        for (object, name) in self.objects.iter() {
            writeln!(f, "    {object} = {name:?}")?;
        }
        for block in self.layout.blocks() {
            print_block(self, block, f)?;
        }
        f.write_str("}\n")
    }
}

fn print_block(func: &Function, block: Block, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{block}")?;
    if !func.params(block).is_empty() {
        f.write_str("(")?;
        let typed = |value: &Value| format!("{value}: {}", func.value_type(*value));
        commas(f, func.params(block).iter().map(typed))?;
        f.write_str(")")?;
    }
    if let Some(state) = func.block_state(block) {
        write!(f, " @ {}", StateText(func, state))?;
    }
    f.write_str(":\n")?;
    for inst in func.layout.insts(block) {
        writeln!(f, "    {}", InstText(func, inst))?;
    }
    Ok(())
}
