//! Local rules: an instruction, and what it may become when its operands are what they are.
//!
//! Laws, which the order in which rules are tried relies on:
//!
//! * a rule never makes code worse: no more instructions, and none that costs more;
//! * constants go right;
//! * types and effects stay, but that what needs no check may lose it;
//! * no rule undoes another one.
//!
//! A rule stands in the table of its family and has a name, which is the event of its remarks, and
//! an example, which is its test: on random numbers the function means the same before and after.
//! Constant operands are folded for all pure operations and checks alike; no rule is about that.

mod booleans;
mod comparisons;
mod conversions;
mod floats;
mod integers;
mod references;
mod view;

pub use view::{Operand, Rewrite, View};

use ir::Opcode;
use std::sync::LazyLock;

/// A rule.
pub struct Rule {
    /// Its name, and the event of its remarks.
    pub name: &'static str,
    /// Operations that it is about.
    pub on: &'static [Opcode],
    /// What the instruction becomes, if the rule fits.
    pub apply: fn(&View<'_>) -> Option<Rewrite>,
    /// Where it fits: `i32 i64 -> i32: iconst ?; iadd v0, v2`. Parameters and then instructions have
    /// the next numbers; `?` is any number.
    pub example: &'static str,
}

/// The tables of all families.
static FAMILIES: &[&[Rule]] = &[
    integers::RULES,
    conversions::RULES,
    comparisons::RULES,
    booleans::RULES,
    floats::RULES,
    references::RULES,
];

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// The rules about an operation.
pub fn about(opcode: Opcode) -> &'static [&'static Rule] {
    static BY_OPCODE: LazyLock<Vec<Vec<&'static Rule>>> = LazyLock::new(|| {
        let about = |opcode| all().filter(|rule| rule.on.contains(&opcode)).collect();
        Opcode::ALL.iter().map(|opcode| about(*opcode)).collect()
    });
    &BY_OPCODE[opcode as usize]
}

#[cfg(test)]
mod tests;
