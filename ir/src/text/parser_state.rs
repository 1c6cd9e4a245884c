//! Parsing frame states.

use super::lexer::Token;
use super::parser::{Line, Parsed, entity};
use crate::entities::{Entity, MethodRef, State};
use crate::frame_state::{FrameState, Moment, Slot, VirtualObject};
use crate::function::Function;

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

/// `class0{v1, _} 1`.
fn object(func: &Function, line: &mut Line<'_>) -> Parsed<VirtualObject> {
    let is_known = |class: &crate::entities::ClassRef| class.index() < func.classes.len();
    let class = line.parsed("a class that is declared", |word| {
        entity(word, "class").filter(is_known)
    })?;
    line.expect(Token::Mark('{'), "`{`")?;
    let fields = line.list('}', slot)?;
    let locks = match line.peek() {
        Some(Token::Word(_)) => line.parsed("a number of locks", |word| word.parse().ok())?,
        _ => 0,
    };
    Ok(VirtualObject {
        class,
        fields,
        locks,
    })
}
