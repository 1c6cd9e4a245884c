//! The type-checking verifier: one pass over the code, comparing type states with the
//! `StackMapTable`.
//!
//! This file has the pass itself; [`super::operands`] has the operations on the current frame
//! that [`super::instructions`] and [`super::members`] are written in. The order of checks is
//! HotSpot's, because it decides which message is seen and which classes are loaded.
//! Reference: JVMS §4.10.1.

use std::rc::Rc;

use vm_classfile::ExceptionHandler;

use super::descriptors::{exact_type_of, signature};
use super::frame::Frame;
use super::internal_opcodes::internal_opcode;
use super::report::{Fault, Origin};
use super::stack_map::{MapError, MapFrame, MapReader};
use super::types::{Names, OBJECT, THROWABLE, Type};
use super::{ClassToVerify, Failure, Hierarchy, MethodToVerify, Refusal, RefusalKind};
use crate::descriptor::return_descriptor;
use crate::instruction::Op;
use crate::raw::{RawCode, RawInstruction};

/// Why the pass stops early.
pub(super) enum Stop<A> {
    Refused(Refusal),
    Aborted(A),
    /// The class was verified by another route meanwhile.
    Done,
}

pub(super) type Checked<T, H> = Result<T, Stop<<H as Hierarchy>::Abort>>;

/// Verifies all methods of a class.
pub(super) fn check_class<H: Hierarchy>(
    class: &ClassToVerify<'_>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Abort>> {
    let mut names = Names::new();
    for method in class.methods {
        let this_type = Type::Reference(names.intern(class.name));
        let mut checker = Checker {
            class,
            method,
            hierarchy,
            names: &mut names,
            frame: Frame::new(method.max_locals),
            return_type: Type::Top,
            this_type,
            starts: vec![false; method.code.len()],
            map: Vec::new(),
            covered: (u32::MAX, 0),
        };
        match checker.method() {
            Ok(()) => {}
            Err(Stop::Done) => return Ok(()),
            Err(Stop::Refused(refusal)) => return Err(Failure::Refused(refusal)),
            Err(Stop::Aborted(abort)) => return Err(Failure::Aborted(abort)),
        }
    }
    Ok(())
}

/// State of the check of one method.
pub(super) struct Checker<'a, 'b, H: Hierarchy> {
    pub(super) class: &'a ClassToVerify<'a>,
    pub(super) method: &'a MethodToVerify<'a>,
    pub(super) hierarchy: &'b mut H,
    pub(super) names: &'b mut Names,
    pub(super) frame: Frame,
    pub(super) return_type: Type,
    pub(super) this_type: Type,
    /// Whether an instruction starts at a bci.
    starts: Vec<bool>,
    map: Vec<MapFrame>,
    /// Smallest start and largest end of the handlers' ranges.
    covered: (u32, u32),
}

impl<H: Hierarchy> Checker<'_, '_, H> {
    fn method(&mut self) -> Checked<(), H> {
        self.check_meanwhile()?;
        let initial = self.enter();
        self.find_starts()?;
        self.check_handlers()?;
        self.check_local_variables()?;
        self.read_map(initial)?;
        let code = self.method.code;
        let mut n_passed = 0;
        let mut falls_through = true;
        for raw in RawCode::new(code) {
            let bci = raw.as_ref().map_or_else(|error| error.bci(), |raw| raw.bci);
            self.check_meanwhile()?;
            self.frame.bci = bci;
            self.frame.mark = Some(self.frame.n_stack);
            n_passed = self.meet_map(n_passed, bci, falls_through)?;
            let Ok(raw) = raw else {
                let message = format!("Bad instruction: {:02x}", code[bci as usize]);
                return Err(self.bad_code(bci, &message));
            };
            let is_covered = (self.covered.0..self.covered.1).contains(&raw.bci);
            let is_store = matches!(
                raw.op,
                Op::IStore | Op::LStore | Op::FStore | Op::DStore | Op::AStore
            );
            if is_covered && is_store {
                self.check_handler_targets(raw.bci, false)?;
            }
            let made_this = self.instruction(&raw, is_covered)?;
            if is_covered && !is_store {
                self.check_handler_targets(raw.bci, made_this)?;
            }
            falls_through = !raw.op.ends_block();
        }
        if falls_through {
            return Err(self.bad_code(code.len() as u32, "Control flow falls through code end"));
        }
        Ok(())
    }

    /// Sets the state at method entry.
    fn enter(&mut self) -> MapFrame {
        let method = self.method;
        let frame = &mut self.frame;
        let mut slots = Vec::new();
        if !method.is_static {
            let is_object = self.this_type == Type::Reference(OBJECT);
            frame.this_uninitialized = method.name == b"<init>" && !is_object;
            let uninitialized = frame.this_uninitialized;
            slots.push(if uninitialized {
                Type::UninitializedThis
            } else {
                self.this_type
            });
        }
        let (parameters, _) = signature(method.descriptor, self.names);
        slots.extend(parameters);
        slots.truncate(frame.locals.len());
        frame.n_locals = slots.len();
        frame.locals[..slots.len()].copy_from_slice(&slots);
        let result = return_descriptor(method.descriptor).unwrap_or(b"V");
        self.return_type = exact_type_of(result, self.names);
        MapFrame {
            bci: 0,
            this_uninitialized: frame.this_uninitialized,
            locals: Rc::new(frame.locals[..frame.n_locals].to_vec()),
            stack: Vec::new(),
        }
    }

    fn find_starts(&mut self) -> Checked<(), H> {
        let code = self.method.code;
        let mut bci = 0;
        while (bci as usize) < code.len() {
            let length = match RawInstruction::at(code, bci) {
                Ok(raw) => raw.length,
                Err(_) => self.internal_length(bci).unwrap_or(0),
            };
            if length == 0 {
                return Err(self.bad_code(bci, "Bad instruction"));
            }
            self.starts[bci as usize] = true;
            bci += length;
        }
        Ok(())
    }

    /// Length of an instruction that only HotSpot's interpreter knows.
    fn internal_length(&self, bci: u32) -> Option<u32> {
        let code = self.method.code;
        let (_, length) = internal_opcode(code[bci as usize])?;
        (bci + length <= code.len() as u32).then_some(length)
    }

    fn is_start(&self, bci: u16) -> bool {
        self.starts.get(usize::from(bci)) == Some(&true)
    }

    fn check_handlers(&mut self) -> Checked<(), H> {
        let method = self.method;
        for row in method.handlers {
            let ExceptionHandler {
                start,
                end,
                handler,
                catch_type,
            } = *row;
            let at_end = usize::from(end) == method.code.len();
            for (what, bci, is_good) in [
                ("start_pc", start, self.is_start(start)),
                ("end_pc", end, at_end || self.is_start(end)),
                ("handler_pc", handler, self.is_start(handler)),
            ] {
                if !is_good {
                    let message = format!("Illegal exception table {what} {bci}");
                    return Err(self.format_error(&message));
                }
            }
            if catch_type != 0 {
                let caught = self.class_type(catch_type, u32::from(handler))?;
                if !self.is_assignable(Type::Reference(THROWABLE), caught, false)? {
                    let fault = Fault::WrongType(
                        Origin::Constant(catch_type, caught),
                        Some(Origin::Implicit(Type::Reference(THROWABLE))),
                    );
                    let message = format!(
                        "Catch type is not a subclass of Throwable in exception handler {handler}"
                    );
                    return Err(self.error(u32::from(handler), fault, &message));
                }
            }
            self.covered.0 = self.covered.0.min(u32::from(start));
            self.covered.1 = self.covered.1.max(u32::from(end));
        }
        Ok(())
    }

    fn check_local_variables(&mut self) -> Checked<(), H> {
        for &(start, length) in self.method.local_variables {
            if !self.is_start(start) {
                let message = format!("Illegal local variable table start_pc {start}");
                return Err(self.format_error(&message));
            }
            let end = usize::from(start) + usize::from(length);
            if end != self.starts.len() && self.starts.get(end) != Some(&true) {
                let message = format!("Illegal local variable table length {length}");
                return Err(self.format_error(&message));
            }
        }
        Ok(())
    }

    fn read_map(&mut self, initial: MapFrame) -> Checked<(), H> {
        let Some(data) = self.method.stack_map_table else {
            return Ok(());
        };
        let (starts, code) = (&self.starts, self.method.code);
        let reader = MapReader {
            data,
            pool: self.class.pool,
            names: self.names,
            max_locals: usize::from(self.method.max_locals),
            max_stack: usize::from(self.method.max_stack),
            opcode_at: &|bci| (starts.get(bci as usize) == Some(&true)).then(|| code[bci as usize]),
        };
        match reader.read(initial) {
            Ok(map) => {
                self.map = map;
                Ok(())
            }
            Err(MapError::Format(what)) => Err(Stop::Refused(Refusal {
                kind: RefusalKind::ClassFormatError,
                message: format!("StackMapTable format error: {what}"),
                may_fail_over: false,
            })),
            Err(MapError::Soft(message)) => Err(self.format_error(message)),
            Err(MapError::BadOffset(frame)) => {
                let fault = Fault::BadStackMap(Origin::Frame(self.frame_of(&frame)));
                Err(self.error(0, fault, "StackMapTable error: bad offset"))
            }
        }
    }

    /// Compares the current frame with the map's next frame, if that is here, and adopts it.
    fn meet_map(&mut self, n_passed: usize, bci: u32, falls_through: bool) -> Checked<usize, H> {
        let Some(next) = self.map.get(n_passed).cloned() else {
            if falls_through {
                return Ok(n_passed);
            }
            return Err(self.bad_code(bci, "Expecting a stack map frame"));
        };
        if next.bci > bci {
            if falls_through {
                return Ok(n_passed);
            }
            return Err(self.error(bci, Fault::MissingStackMap, "Expecting a stack map frame"));
        }
        if next.bci < bci {
            return Err(self.format_error(&format!("Bad stack map offset {}", next.bci)));
        }
        if falls_through {
            let current = self.frame.clone();
            if let Some((bci, fault)) = self.mismatch(&current, &next)? {
                return Err(self.error(bci, fault, "Instruction type does not match stack map"));
            }
        }
        let frame = &mut self.frame;
        frame.locals.fill(Type::Top);
        frame.locals[..next.locals.len()].copy_from_slice(&next.locals);
        frame.n_locals = next.locals.len();
        frame.stack.clear();
        frame.stack.extend_from_slice(&next.stack);
        frame.n_stack = next.stack.len();
        frame.mark = Some(frame.n_stack);
        frame.this_uninitialized = next.this_uninitialized;
        Ok(n_passed + 1)
    }

    /// What is wrong if control goes from a state to a frame of the map.
    fn mismatch(&mut self, from: &Frame, to: &MapFrame) -> Checked<Option<(u32, Fault)>, H> {
        if from.n_stack != to.stack.len() {
            let origins = (
                Origin::Frame(from.clone()),
                Origin::Frame(self.frame_of(to)),
            );
            return Ok(Some((
                from.bci,
                Fault::StackSizeMismatch(origins.0, origins.1),
            )));
        }
        for (i, &expected) in to.locals.iter().enumerate() {
            if !self.is_assignable(expected, from.locals[i], false)? {
                let found = Origin::Local(i, from.clone());
                let expected = Origin::MapLocal(i, self.frame_of(to));
                return Ok(Some((to.bci, Fault::WrongType(found, Some(expected)))));
            }
        }
        for (i, &expected) in to.stack.iter().enumerate() {
            if !self.is_assignable(expected, from.stack[i], false)? {
                let found = Origin::Stack(i, from.clone());
                let expected = Origin::MapStack(i, self.frame_of(to));
                return Ok(Some((to.bci, Fault::WrongType(found, Some(expected)))));
            }
        }
        if from.this_uninitialized && !to.this_uninitialized {
            let origins = (
                Origin::Frame(from.clone()),
                Origin::Frame(self.frame_of(to)),
            );
            return Ok(Some((to.bci, Fault::FlagsMismatch(origins.0, origins.1))));
        }
        Ok(None)
    }

    fn frame_of(&self, map: &MapFrame) -> Frame {
        let mut frame = Frame::new(self.method.max_locals);
        frame.bci = map.bci;
        frame.this_uninitialized = map.this_uninitialized;
        let n_locals = map.locals.len().min(frame.locals.len());
        frame.locals[..n_locals].copy_from_slice(&map.locals[..n_locals]);
        frame.n_locals = n_locals;
        frame.stack.clone_from(&map.stack);
        frame.n_stack = map.stack.len();
        frame.mark = None;
        frame
    }

    fn map_frame_at(&mut self, target: i64) -> Checked<MapFrame, H> {
        let found = self
            .map
            .binary_search_by_key(&target, |frame| i64::from(frame.bci));
        match found {
            Ok(i) => Ok(self.map[i].clone()),
            Err(_) => {
                let message = format!("Expecting a stackmap frame at branch target {target}");
                Err(self.error(self.frame.bci, Fault::MissingStackMap, &message))
            }
        }
    }

    /// Checks a branch from the current frame.
    pub(super) fn branch(&mut self, target: i64) -> Checked<(), H> {
        let to = self.map_frame_at(target)?;
        let current = std::mem::replace(&mut self.frame, Frame::new(0));
        let mismatch = self.mismatch(&current, &to);
        self.frame = current;
        if let Some((bci, fault)) = mismatch? {
            let message = format!("Inconsistent stackmap frames at branch target {target}");
            return Err(self.error(bci, fault, &message));
        }
        Ok(())
    }

    /// Checks that the handlers covering `bci` accept the current locals.
    pub(super) fn check_handler_targets(&mut self, bci: u32, made_this: bool) -> Checked<(), H> {
        let method = self.method;
        for row in method.handlers {
            if !(u32::from(row.start)..u32::from(row.end)).contains(&bci) {
                continue;
            }
            self.check_meanwhile()?;
            let caught = match row.catch_type {
                0 => Type::Reference(THROWABLE),
                index => self.class_type(index, bci)?,
            };
            let mut thrown = Frame {
                stack: Vec::new(),
                n_stack: 0,
                mark: None,
                ..self.frame.clone()
            };
            thrown.this_uninitialized |= made_this;
            if method.max_stack == 0 {
                let fault = Fault::StackOverflow(Origin::Frame(thrown));
                return Err(self.error(bci, fault, "Operand stack overflow"));
            }
            thrown.push(caught);
            let to = self.map_frame_at(i64::from(row.handler))?;
            if let Some((bci, fault)) = self.mismatch(&thrown, &to)? {
                let handler = row.handler;
                let message =
                    format!("Stack map does not match the one at exception handler {handler}");
                return Err(self.error(bci, fault, &message));
            }
        }
        Ok(())
    }
}
