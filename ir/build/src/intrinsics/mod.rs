//! Methods that are built as something better than a call: intrinsics.
//!
//! The table is `table.tsv`. A source recognizes a method by its name when it answers what a call
//! runs ([`CallFacts::intrinsic`](crate::CallFacts::intrinsic)), and leaves out what was switched
//! off or what the processor cannot do. Whatever is built of a row means the same as the method:
//! where it would throw, a check leaves for the interpreter, which calls the method.

mod expand;
mod meaning;
mod memory;
mod routines;

pub use meaning::{Check, Expansion, Feature, Meaning, Order};

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Intrinsic(u16);

/// What a row says.
#[derive(Clone, Debug)]
pub struct Row {
    /// How command lines name it.
    pub id: String,
    /// Does HotSpot have it too? Then `id` is its name there, and the method has the annotation
    /// `@IntrinsicCandidate`.
    pub is_hotspot: bool,
    /// Class, with points.
    pub class: &'static str,
    /// Name of the method.
    pub name: &'static str,
    /// Descriptor of the method.
    pub descriptor: &'static str,
    /// What is built.
    pub meaning: Meaning,
}

struct Table {
    rows: Vec<Row>,
    of: HashMap<String, Intrinsic>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows: Vec<Row> = include_str!("table.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| Row::parse(line).expect("a test reads every row"))
        .collect();
    let of = rows
        .iter()
        .zip(0..)
        .map(|(row, number)| (row.full_name(), Intrinsic(number)))
        .collect();
    Table { rows, of }
});

impl Row {
    fn parse(line: &'static str) -> Option<Row> {
        let mut columns = line.split('\t');
        let id = columns.next()?;
        Some(Row {
            id: format!("_{}", &id[1..]),
            is_hotspot: id.starts_with('_'),
            class: columns.next()?,
            name: columns.next()?,
            descriptor: columns.next()?,
            meaning: Meaning::parse(columns.next()?)?,
        })
    }

    /// `Class.name(descriptors)descriptor`.
    pub fn full_name(&self) -> String {
        format!("{}.{}{}", self.class, self.name, self.descriptor)
    }
}

impl Intrinsic {
    /// The intrinsic for the method with this name, `Class.name(descriptors)descriptor`. The
    /// caller sees to it that the class is the JDK's.
    pub fn of(name: &str) -> Option<Intrinsic> {
        TABLE.of.get(name).copied()
    }

    /// Its row.
    pub fn row(self) -> &'static Row {
        &TABLE.rows[usize::from(self.0)]
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Intrinsic> {
        (0..TABLE.rows.len()).map(|number| Intrinsic(number as u16))
    }
}

/// As its id.
impl Serialize for Intrinsic {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.row().id)
    }
}

impl<'de> Deserialize<'de> for Intrinsic {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Intrinsic, D::Error> {
        let id = String::deserialize(deserializer)?;
        Intrinsic::all()
            .find(|intrinsic| intrinsic.row().id == id)
            .ok_or_else(|| serde::de::Error::custom(format!("`{id}` is no intrinsic")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Intrinsic, Row};
    use std::collections::HashSet;

    #[test]
    fn every_row_has_a_meaning_and_a_name_of_its_own() {
        let mut ids = HashSet::new();
        for line in include_str!("table.tsv").lines() {
            if line.starts_with('#') {
                continue;
            }
            let row = Row::parse(line).unwrap_or_else(|| panic!("not understood: {line}"));
            let found = Intrinsic::of(&row.full_name()).unwrap();
            assert_eq!(found.row().id, row.id, "{line}: one row for each method");
            assert!(ids.insert(row.id.clone()), "{line}: the name is taken");
        }
    }
}
