//! Constants behind the code: numbers, masks, cells of objects, tables of switches.

use super::assembler::Mark;
use ir::entities::ObjectRef;
use std::collections::HashMap;

/// A constant.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Constant {
    /// 4 bytes.
    Word(u32),
    /// 8 bytes.
    Double(u64),
    /// 16 bytes.
    Mask(u128),
    /// 8 bytes that the VM fills with the object's address.
    Object(ObjectRef),
    /// 8 bytes that the VM fills. The number makes cells different.
    Cell(u32),
    /// Offsets of marks relative to the table, 4 bytes each. The number makes tables different.
    Table(u32),
}

/// All constants of a function, each once.
#[derive(Default)]
pub struct Pool {
    constants: Vec<Constant>,
    numbers: HashMap<Constant, u32>,
    tables: Vec<Vec<Mark>>,
    n_cells: u32,
}

impl Pool {
    /// The number of a constant.
    pub fn number(&mut self, constant: Constant) -> u32 {
        let next = self.constants.len() as u32;
        let number = *self.numbers.entry(constant.clone()).or_insert(next);
        if number == next {
            self.constants.push(constant);
        }
        number
    }

    /// A new table.
    pub fn table(&mut self, marks: Vec<Mark>) -> Constant {
        self.tables.push(marks);
        Constant::Table(self.tables.len() as u32 - 1)
    }

    /// A new cell.
    pub fn cell(&mut self) -> Constant {
        self.n_cells += 1;
        Constant::Cell(self.n_cells - 1)
    }

    /// Objects with the numbers of their cells.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectRef, u32)> {
        self.constants
            .iter()
            .zip(0..)
            .filter_map(|(constant, number)| match constant {
                Constant::Object(object) => Some((*object, number)),
                _ => None,
            })
    }

    /// Appends all to the code, and says where each is.
    pub fn append(&self, bytes: &mut Vec<u8>, offset_of: impl Fn(Mark) -> u32) -> Vec<u32> {
        self.constants
            .iter()
            .map(|constant| match constant {
                Constant::Word(bits) => aligned(bytes, &bits.to_le_bytes()),
                Constant::Double(bits) => aligned(bytes, &bits.to_le_bytes()),
                Constant::Mask(bits) => aligned(bytes, &bits.to_le_bytes()),
                Constant::Object(_) | Constant::Cell(_) => aligned(bytes, &0_u64.to_le_bytes()),
                Constant::Table(number) => {
                    let start = aligned(bytes, &[0; 4]);
                    bytes.truncate(start as usize);
                    for &mark in &self.tables[*number as usize] {
                        let distance = offset_of(mark).wrapping_sub(start);
                        bytes.extend_from_slice(&distance.to_le_bytes());
                    }
                    start
                }
            })
            .collect()
    }
}

/// Appends bytes at a multiple of their number.
fn aligned(bytes: &mut Vec<u8>, contents: &[u8]) -> u32 {
    bytes.resize(bytes.len().next_multiple_of(contents.len()), 0);
    let start = bytes.len() as u32;
    bytes.extend_from_slice(contents);
    start
}
