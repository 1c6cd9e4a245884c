//! The `Code` attribute (JVMS §4.7.3): bytecode, exception table, debug tables, stack maps.
//!
//! The bytecode itself is not looked at here; that is the verifier's work.

use std::collections::HashMap;

use crate::attribute::{AttributeHeader, RawAttribute, Tables};
use crate::class::Context;
use crate::constants::ConstantPool;
use crate::error::{Error, ErrorKind};
use crate::mutf8;
use crate::reader::Reader;

/// The body of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code<'a> {
    /// Operand stack slots needed.
    pub max_stack: u16,
    /// Local variable slots needed.
    pub max_locals: u16,
    /// The bytecode.
    pub code: &'a [u8],
    /// The exception table, in search order.
    pub handlers: Vec<ExceptionHandler>,
    /// `LineNumberTable`: rows of (bci, line).
    pub line_numbers: Tables<'a>,
    /// `LocalVariableTable`.
    pub local_variables: Tables<'a>,
    /// `LocalVariableTypeTable`; the descriptor of a row is a generic signature.
    pub local_variable_types: Tables<'a>,
    /// Body of `StackMapTable`.
    pub stack_map_table: Option<&'a [u8]>,
    /// Every attribute, in file order; empty unless
    /// [`ParseOptions::keep_raw_attributes`](crate::ParseOptions::keep_raw_attributes).
    pub attributes: Vec<RawAttribute<'a>>,
}

/// A row of the exception table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionHandler {
    /// First covered bci.
    pub start: u16,
    /// First bci no longer covered.
    pub end: u16,
    /// The bci of the handler.
    pub handler: u16,
    /// `Class` index of what is caught; 0 catches everything.
    pub catch_type: u16,
}

/// A row of `LocalVariableTable` or `LocalVariableTypeTable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalVariable {
    /// First bci where the variable has a value.
    pub start: u16,
    /// Number of bytecode bytes in which it has.
    pub length: u16,
    /// Index of the name.
    pub name_index: u16,
    /// Index of the descriptor or generic signature.
    pub descriptor_index: u16,
    /// Local variable slot.
    pub slot: u16,
}

impl<'a> Code<'a> {
    /// The rows (bci, line) of the line number table, in file order.
    pub fn lines(&self) -> impl Iterator<Item = (u16, u16)> + '_ {
        self.line_numbers.rows().map(|[bci, line]| (bci, line))
    }

    /// The source line of the instruction at `bci`: that of the row with the greatest bci not
    /// after it.
    pub fn line_at(&self, bci: u16) -> Option<u16> {
        let mut best: Option<(u16, u16)> = None;
        for (start, line) in self.lines() {
            if start == bci {
                return Some(line);
            }
            if start < bci && best.is_none_or(|(found, _)| start >= found) {
                best = Some((start, line));
            }
        }
        best.map(|(_, line)| line)
    }

    /// The rows of `LocalVariableTable`, in file order.
    pub fn variables(&self) -> impl Iterator<Item = LocalVariable> + '_ {
        self.local_variables.rows().map(local_variable)
    }

    /// The rows of `LocalVariableTypeTable`, in file order.
    pub fn variable_types(&self) -> impl Iterator<Item = LocalVariable> + '_ {
        self.local_variable_types.rows().map(local_variable)
    }

    pub(crate) fn parse(
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        argument_slots: usize,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<Self, Error> {
        let verify = cx.options.verify;
        reader.require(8)?;
        let (max_stack, max_locals) = (reader.u2()?, reader.u2()?);
        let code_length = reader.u4()?;
        if verify && argument_slots > usize::from(max_locals) {
            return Err(header.error(ErrorKind::ArgumentsDoNotFit));
        }
        if verify && !(1..=65535).contains(&code_length) {
            return Err(header.error(ErrorKind::BadCodeLength {
                length: code_length,
            }));
        }
        let mut code = Self {
            max_stack,
            max_locals,
            code: reader.take(code_length as usize)?,
            handlers: parse_handlers(reader, code_length, pool, cx)?,
            line_numbers: Tables::default(),
            local_variables: Tables::default(),
            local_variable_types: Tables::default(),
            stack_map_table: None,
            attributes: Vec::new(),
        };
        for _ in 0..reader.u2()? {
            let header = AttributeHeader::read(reader, pool, |index| {
                ErrorKind::BadCodeAttributeIndex { index }
            })?;
            code.attribute(reader, &header, pool, cx)?;
        }
        if verify && !header.ends_at(reader) {
            return Err(header.error(ErrorKind::CodeWrongLength));
        }
        Ok(code)
    }

    fn attribute(
        &mut self,
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<(), Error> {
        let body = header.body(&mut reader.clone());
        match header.name {
            b"LineNumberTable" => {
                let rows = parse_rows(reader, header, 4, "LineNumberTable")?;
                self.line_numbers.push(rows);
                let past_end = |row: &[u8]| {
                    usize::from(u16::from_be_bytes([row[0], row[1]])) >= self.code.len()
                };
                if rows.chunks_exact(4).any(past_end) {
                    return Err(header.error(ErrorKind::BadLinePc));
                }
            }
            b"LocalVariableTable" => {
                let table = "LocalVariableTable";
                let rows = parse_rows(reader, header, 10, table)?;
                self.check_variable_rows(rows, table, pool, cx)
                    .map_err(|kind| header.error(kind))?;
                self.local_variables.push(rows);
            }
            b"LocalVariableTypeTable" if cx.major >= 49 => {
                let table = "LocalVariableTypeTable";
                let rows = parse_rows(reader, header, 10, table)?;
                self.check_variable_rows(rows, table, pool, cx)
                    .map_err(|kind| header.error(kind))?;
                self.local_variable_types.push(rows);
            }
            b"StackMapTable" if cx.major >= 50 => {
                if self.stack_map_table.is_some() {
                    return Err(header.multiple("StackMapTable", ""));
                }
                self.stack_map_table = Some(header.body(reader)?.body);
            }
            _ => {
                header.body(reader)?;
            }
        }
        if cx.options.keep_raw_attributes {
            self.attributes.push(body?);
        }
        Ok(())
    }

    /// The rules for one row of a local variable table.
    fn check_variable_rows(
        &self,
        rows: &[u8],
        table: &'static str,
        pool: &ConstantPool<'_>,
        cx: &Context<'_>,
    ) -> Result<(), ErrorKind> {
        if !cx.options.verify {
            return Ok(());
        }
        let mut tables = Tables::default();
        tables.push(rows);
        for row in tables.rows().map(local_variable) {
            if usize::from(row.start) >= self.code.len() {
                return Err(ErrorKind::BadTableStart {
                    table,
                    start: row.start,
                });
            }
            if usize::from(row.start) + usize::from(row.length) > self.code.len() {
                return Err(ErrorKind::BadTableLength {
                    table,
                    length: row.length,
                });
            }
            let Some(name) = pool.utf8(row.name_index) else {
                return Err(ErrorKind::BadTableName {
                    table,
                    index: row.name_index,
                });
            };
            let Some(descriptor) = pool.utf8(row.descriptor_index) else {
                return Err(ErrorKind::BadTableSignature {
                    table,
                    index: row.descriptor_index,
                });
            };
            cx.check_field_name(name)?;
            let mut last_slot = usize::from(row.slot);
            if table == "LocalVariableTable" {
                cx.check_field_descriptor(name, descriptor)?;
                last_slot += usize::from(matches!(descriptor, b"J" | b"D"));
            }
            if last_slot >= usize::from(self.max_locals) {
                return Err(ErrorKind::BadTableSlot {
                    table,
                    slot: row.slot,
                });
            }
        }
        Ok(())
    }

    /// No row may be repeated, and each row of the type table belongs to one of the other. A type
    /// table alone is not looked at.
    pub(crate) fn check_local_variables(
        &self,
        pool: &ConstantPool<'_>,
        cx: &Context<'_>,
    ) -> Result<(), ErrorKind> {
        if !cx.options.verify || self.local_variables.is_empty() {
            return Ok(());
        }
        let name = |index| mutf8::to_string(pool.utf8(index).unwrap_or_default()).into_boxed_str();
        let key = |row: &LocalVariable| (row.start, row.length, row.name_index, row.slot);
        let mut typed = HashMap::new();
        for row in self.variables() {
            if typed.insert(key(&row), false).is_some() && cx.major >= 49 {
                let name = name(row.name_index);
                let table = "LocalVariableTable";
                return Err(ErrorKind::DuplicateLocalVariable { table, name });
            }
        }
        for row in self.variable_types() {
            let name = || name(row.name_index);
            match typed.get_mut(&key(&row)) {
                None => return Err(ErrorKind::UnmatchedLocalVariableType { name: name() }),
                Some(true) => {
                    let table = "LocalVariableTypeTable";
                    return Err(ErrorKind::DuplicateLocalVariable {
                        table,
                        name: name(),
                    });
                }
                Some(typed) => *typed = true,
            }
        }
        Ok(())
    }
}

fn local_variable([start, length, name_index, descriptor_index, slot]: [u16; 5]) -> LocalVariable {
    LocalVariable {
        start,
        length,
        name_index,
        descriptor_index,
        slot,
    }
}

/// Reads a `u2` count and as many rows of `row_size` bytes, which must fill the attribute.
fn parse_rows<'a>(
    reader: &mut Reader<'a>,
    header: &AttributeHeader<'a>,
    row_size: usize,
    table: &'static str,
) -> Result<&'a [u8], Error> {
    let length = usize::from(reader.u2()?) * row_size;
    if header.length as usize != 2 + length {
        return Err(header.error(ErrorKind::TableWrongLength { table }));
    }
    reader.take(length)
}

fn parse_handlers(
    reader: &mut Reader<'_>,
    code_length: u32,
    pool: &ConstantPool<'_>,
    cx: &Context<'_>,
) -> Result<Vec<ExceptionHandler>, Error> {
    let count = usize::from(reader.u2()?);
    reader.require(8 * count)?;
    let mut handlers = Vec::with_capacity(count);
    for _ in 0..count {
        let offset = reader.position();
        let row = ExceptionHandler {
            start: reader.u2()?,
            end: reader.u2()?,
            handler: reader.u2()?,
            catch_type: reader.u2()?,
        };
        let broken = if !cx.options.verify {
            None
        } else if row.start >= row.end || u32::from(row.end) > code_length {
            Some(ErrorKind::BadHandlerRange)
        } else if u32::from(row.handler) >= code_length {
            Some(ErrorKind::BadHandlerPc)
        } else if row.catch_type != 0 && !pool.is_class(row.catch_type) {
            Some(ErrorKind::BadCatchType)
        } else {
            None
        };
        if let Some(kind) = broken {
            return Err(Error::new(offset, kind));
        }
        handlers.push(row);
    }
    Ok(handlers)
}
