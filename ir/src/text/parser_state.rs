//! Parsing frame states.

use super::lexer::Token;
use super::parser::{Line, Parsed, entity};
use crate::entities::{ClassRef, Entity, FieldRef, MethodRef, State};
use crate::frame_state::{FrameState, Moment, Shape, Slot, VirtualObject};
use crate::function::Function;
use crate::immediate::Element;

/// `@ state`, if it is there.
pub(super) fn optional(func: &mut Function, line: &mut Line<'_>) -> Parsed<Option<State>> {
    if !line.take(Token::Mark('@')) {
        return Ok(None);
    }
    let mut frames = vec![frame(func, line)?];
    while line.take(Token::From) {
        frames.push(frame(func, line)?);
    }
    let mut outer = None;
    for mut frame in frames.into_iter().rev() {
        frame.outer = outer;
        outer = Some(func.states.push(frame));
    }
    Ok(outer)
}

/// `method0:12 before locals=[..] stack=[..] locks=[..] objects=[..]`.
fn frame(func: &Function, line: &mut Line<'_>) -> Parsed<FrameState> {
    let is_known = |method: &MethodRef| method.index() < func.methods.len();
    let method = line.parsed("a method that is declared", |word| {
        entity(word, "method").filter(is_known)
    })?;
    line.expect(Token::Mark(':'), "`:`")?;
    let bci = line.parsed("the index of a bytecode instruction", |word| {
        word.parse().ok()
    })?;
    let moment = line.parsed("`before`, `after` or `throwing`", |word| {
        Moment::ALL.into_iter().find(|moment| moment.word() == word)
    })?;
    let mut frame = FrameState::new(method, bci, moment);
    while let Some(Token::Word(name)) = line.peek() {
        line.take(Token::Word(name));
        line.expect(Token::Mark('='), "`=`")?;
        line.expect(Token::Mark('['), "`[`")?;
        match name {
            "locals" => frame.locals = line.list(']', slot)?,
            "stack" => frame.stack = line.list(']', slot)?,
            "locks" => frame.locks = line.list(']', slot)?,
            "objects" => frame.objects = line.list(']', |line| object(func, line))?,
            _ => return line.unexpected("`locals`, `stack`, `locks` or `objects` before"),
        }
    }
    Ok(frame)
}

fn slot(line: &mut Line<'_>) -> Parsed<Slot> {
    line.parsed("a value, `_` or a virtual object", |word| {
        if word == "_" {
            return Some(Slot::Dead);
        }
        if let Some(number) = word.strip_prefix("virtual") {
            return number.parse().ok().map(Slot::Virtual);
        }
        entity(word, "v").map(Slot::Value)
    })
}

/// `class0{field0: v1} 1`, `class0[v1, _]` or `int[v1, _]`.
fn object(func: &Function, line: &mut Line<'_>) -> Parsed<VirtualObject> {
    let is_known = |class: &ClassRef| class.index() < func.classes.len();
    let of = line.parsed("a class that is declared, or a type of elements", |word| {
        let class = entity(word, "class").filter(is_known);
        let class = class.map(Shape::Instance);
        class.or_else(|| Element::from_word(word).map(Shape::Array))
    })?;
    let (shape, members, fields) = match of {
        Shape::Instance(class) if line.take(Token::Mark('[')) => {
            (Shape::ObjectArray(class), Vec::new(), line.list(']', slot)?)
        }
        Shape::Instance(_) => {
            line.expect(Token::Mark('{'), "`{` or `[`")?;
            let fields = line.list('}', |line| field(func, line))?;
            let (members, slots) = fields.into_iter().unzip();
            (of, members, slots)
        }
        Shape::ObjectArray(_) | Shape::Array(_) => {
            line.expect(Token::Mark('['), "`[`")?;
            (of, Vec::new(), line.list(']', slot)?)
        }
    };
    let locks = match line.peek() {
        Some(Token::Word(_)) => line.parsed("a number of locks", |word| word.parse().ok())?,
        _ => 0,
    };
    Ok(VirtualObject {
        shape,
        members,
        fields,
        locks,
    })
}

/// `field0: v1`.
fn field(func: &Function, line: &mut Line<'_>) -> Parsed<(FieldRef, Slot)> {
    let is_known = |field: &FieldRef| field.index() < func.fields.len();
    let field = line.parsed("a field that is declared", |word| {
        entity(word, "field").filter(is_known)
    })?;
    line.expect(Token::Mark(':'), "`:`")?;
    Ok((field, slot(line)?))
}
