//! Reading and printing the `StackMapTable` attribute.
//!
//! Reference: JVMS §4.7.4; the texts are those of JDK 17's reports.

use std::fmt::Write;
use std::rc::Rc;

use super::Pool;
use super::tag;
use super::types::{Names, Type};

/// A frame of the table: the type state at a bci.
#[derive(Clone, Debug)]
pub(super) struct MapFrame {
    pub(super) bci: u32,
    pub(super) this_uninitialized: bool,
    /// Shared with the frame before if it did not change.
    pub(super) locals: Rc<Vec<Type>>,
    pub(super) stack: Vec<Type>,
}

/// Why the table is refused.
#[derive(Clone, Debug)]
pub(super) enum MapError {
    /// Thrown as it is, without failing over.
    Format(&'static str),
    /// `ClassFormatError` that may fail over.
    Soft(&'static str),
    /// A frame whose bci is not the start of an instruction.
    BadOffset(MapFrame),
}

pub(super) struct MapReader<'a> {
    pub(super) data: &'a [u8],
    pub(super) pool: &'a dyn Pool,
    pub(super) names: &'a mut Names,
    pub(super) max_locals: usize,
    pub(super) max_stack: usize,
    /// Opcode at a bci, if an instruction starts there.
    pub(super) opcode_at: &'a dyn Fn(u32) -> Option<u8>,
}

const BAD_SIZE: MapError = MapError::Soft("StackMapTable format error: bad type array size");

impl MapReader<'_> {
    /// Reads all frames; `initial` is the state at method entry.
    pub(super) fn read(mut self, initial: MapFrame) -> Result<Vec<MapFrame>, MapError> {
        let n_frames = self.u2()?;
        let mut frames = Vec::new();
        let mut previous = initial;
        for i in 0..n_frames {
            let frame = self.frame(&previous, i == 0)?;
            if (self.opcode_at)(frame.bci).is_none() {
                return Err(MapError::BadOffset(frame));
            }
            frames.push(frame.clone());
            previous = frame;
        }
        if !self.data.is_empty() {
            return Err(MapError::Format("wrong attribute size"));
        }
        Ok(frames)
    }

    fn frame(&mut self, previous: &MapFrame, is_first: bool) -> Result<MapFrame, MapError> {
        let frame_type = self.u1()?;
        let from = |delta: u32| {
            if is_first {
                delta
            } else {
                previous.bci + delta + 1
            }
        };
        let mut frame = MapFrame {
            bci: 0,
            stack: Vec::new(),
            ..previous.clone()
        };
        match frame_type {
            0..=63 => frame.bci = from(u32::from(frame_type)),
            64..=127 => {
                frame.bci = from(u32::from(frame_type) - 64);
                self.types(1, &mut frame.stack, &mut false)?;
                self.check_size(frame.stack.len(), self.max_stack)?;
            }
            128..=246 => {
                self.u2()?;
                return Err(MapError::Format("reserved frame type"));
            }
            247 => {
                frame.bci = from(u32::from(self.u2()?));
                self.types(1, &mut frame.stack, &mut false)?;
                self.check_size(frame.stack.len(), self.max_stack)?;
            }
            248..=251 => {
                frame.bci = from(u32::from(self.u2()?));
                let n_chopped = 251 - frame_type;
                if n_chopped > 0 {
                    let mut locals = Vec::clone(&frame.locals);
                    for _ in 0..n_chopped {
                        let last = locals.pop().ok_or(BAD_SIZE)?;
                        if last.is_second() {
                            locals.pop();
                        }
                    }
                    frame.this_uninitialized = locals.contains(&Type::UninitializedThis);
                    frame.locals = Rc::new(locals);
                }
            }
            252..=254 => {
                frame.bci = from(u32::from(self.u2()?));
                let mut locals = Vec::clone(&frame.locals);
                let n_appended = u16::from(frame_type - 251);
                self.types(n_appended, &mut locals, &mut frame.this_uninitialized)?;
                self.check_size(locals.len(), self.max_locals)?;
                frame.locals = Rc::new(locals);
            }
            255 => {
                frame.bci = from(u32::from(self.u2()?));
                frame.this_uninitialized = false;
                let mut locals = Vec::new();
                let n_locals = self.u2()?;
                self.types(n_locals, &mut locals, &mut frame.this_uninitialized)?;
                self.check_size(locals.len(), self.max_locals)?;
                frame.locals = Rc::new(locals);
                let n_stack = self.u2()?;
                self.types(n_stack, &mut frame.stack, &mut false)?;
                self.check_size(frame.stack.len(), self.max_stack)?;
            }
        }
        Ok(frame)
    }

    fn check_size(&self, size: usize, limit: usize) -> Result<(), MapError> {
        if size > limit { Err(BAD_SIZE) } else { Ok(()) }
    }

    fn types(&mut self, n: u16, slots: &mut Vec<Type>, uninit: &mut bool) -> Result<(), MapError> {
        for _ in 0..n {
            let slot = match self.u1()? {
                0 => Type::Top,
                1 => Type::Integer,
                2 => Type::Float,
                3 => Type::Double,
                4 => Type::Long,
                5 => Type::Null,
                6 => {
                    *uninit = true;
                    Type::UninitializedThis
                }
                7 => {
                    let index = self.u2()?;
                    let is_class =
                        index < self.pool.n_entries() && self.pool.tag(index) == tag::CLASS;
                    let name = self.pool.class_name(index).filter(|_| is_class);
                    let name = name.ok_or(MapError::Format("bad class index"))?;
                    Type::Reference(self.names.intern(name))
                }
                8 => {
                    let bci = self.u2()?;
                    if (self.opcode_at)(u32::from(bci)) != Some(crate::opcode::NEW) {
                        return Err(MapError::Soft(
                            "StackMapTable format error: bad offset for Uninitialized",
                        ));
                    }
                    Type::Uninitialized(bci)
                }
                _ => return Err(MapError::Format("bad verification type")),
            };
            slots.push(slot);
            slots.extend(slot.second());
        }
        Ok(())
    }

    fn u1(&mut self) -> Result<u8, MapError> {
        let end = MapError::Format("access beyond the end of attribute");
        let (first, rest) = self.data.split_first().ok_or(end)?;
        self.data = rest;
        Ok(*first)
    }

    fn u2(&mut self) -> Result<u16, MapError> {
        let end = MapError::Format("access beyond the end of attribute");
        let (bytes, rest) = self.data.split_first_chunk::<2>().ok_or(end)?;
        self.data = rest;
        Ok(u16::from_be_bytes(*bytes))
    }
}

/// Prints the table as it is in the class file, one frame a line.
pub(super) fn print_stack_map_table(out: &mut String, table: &[u8]) {
    let Some((count, mut rest)) = table.split_first_chunk::<2>() else {
        return;
    };
    let mut bci = -1;
    for _ in 0..u16::from_be_bytes(*count) {
        out.push_str("    ");
        match print_frame(rest, &mut bci) {
            Ok((line, after)) => {
                out.push_str(&line);
                out.push('\n');
                rest = after;
            }
            Err(truncated) => {
                out.push_str(&truncated);
                return;
            }
        }
    }
}

/// The line of the first frame and the bytes after it; or the text if it is cut off.
fn print_frame<'a>(data: &'a [u8], bci: &mut i32) -> Result<(String, &'a [u8]), String> {
    let Some((&frame_type, rest)) = data.split_first() else {
        return Err(String::new());
    };
    let kind = match frame_type {
        0..=63 => "same_frame",
        64..=127 => "same_locals_1_stack_item_frame",
        128..=246 => return Err(String::new()),
        247 => "same_locals_1_stack_item_extended",
        248..=250 => "chop_frame",
        251 => "same_frame_extended",
        252..=254 => "append_frame",
        255 => "full_frame",
    };
    let mut reader = Printer { data: rest };
    let delta = match frame_type {
        0..=63 => Some(i32::from(frame_type)),
        64..=127 => Some(i32::from(frame_type) - 64),
        _ => reader.u2().map(i32::from),
    };
    let Some(delta) = delta else {
        return Err(String::new());
    };
    *bci += delta + 1;
    let at = *bci;
    let cut = || format!("{kind}(@{at}), output truncated, Stackmap exceeds table size.");
    let line = match frame_type {
        0..=63 | 251 => format!("{kind}(@{at})"),
        248..=250 => format!("{kind}(@{at},{})", 251 - frame_type),
        64..=127 | 247 => format!("{kind}(@{at},{})", reader.types(1).ok_or_else(cut)?),
        252..=254 => {
            let types = reader.types(u16::from(frame_type - 251)).ok_or_else(cut)?;
            format!("{kind}(@{at},{types})")
        }
        _ => {
            let locals = reader.counted_types().ok_or_else(cut)?;
            let stack = reader.counted_types().ok_or_else(cut)?;
            format!("{kind}(@{at},{{{locals}}},{{{stack}}})")
        }
    };
    Ok((line, reader.data))
}

struct Printer<'a> {
    data: &'a [u8],
}

impl Printer<'_> {
    fn u2(&mut self) -> Option<u16> {
        let (bytes, rest) = self.data.split_first_chunk::<2>()?;
        self.data = rest;
        Some(u16::from_be_bytes(*bytes))
    }

    fn counted_types(&mut self) -> Option<String> {
        let n = self.u2()?;
        self.types(n)
    }

    fn types(&mut self, n: u16) -> Option<String> {
        const NAMES: [&str; 7] = [
            "Top",
            "Integer",
            "Float",
            "Double",
            "Long",
            "Null",
            "UninitializedThis",
        ];
        let mut out = String::new();
        for i in 0..n {
            let (&tag, rest) = self.data.split_first()?;
            self.data = rest;
            if i > 0 {
                out.push(',');
            }
            let _ = match tag {
                0..=6 => write!(out, "{}", NAMES[usize::from(tag)]),
                7 => write!(out, "Object[#{}]", self.u2()?),
                8 => write!(out, "Uninitialized[#{}]", self.u2()?),
                _ => write!(out, "BAD:{tag}"),
            };
        }
        Some(out)
    }
}
