//! Parsing instructions.

use super::lexer::Token;
use super::parser::{Defined, Line, ParseError, Parsed, Problem, entity};
use crate::entities::{Block, Entity, EntityMap, Value};
use crate::function::Function;
use crate::immediate::{Condition, Element, Immediate, ImmediateKind, Reason};
use crate::instruction::{BlockCall, InstData};
use crate::opcode::{Opcode, Row, Targets, TypeRule};
use crate::routine::Routine;
use crate::types::Type;
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// An instruction, before all definitions are known.
pub(super) struct ParsedInst {
    line: usize,
    pub(super) result: Option<Value>,
    pub(super) data: InstData,
}

impl ParsedInst {
    /// `v1 = mnemonic immediate, operands, targets @ state`.
    pub(super) fn parse(func: &mut Function, line: &mut Line<'_>) -> Parsed<ParsedInst> {
        let result = if line.peek_second() == Some(Token::Mark('=')) {
            let value = line.value()?;
            line.expect(Token::Mark('='), "`=`")?;
            Some(value)
        } else {
            None
        };
        let mnemonic = line.word("an operation")?;
        let Some(opcode) = Opcode::from_mnemonic(mnemonic) else {
            return line.error(Problem::UnknownMnemonic(mnemonic.to_owned()));
        };
        let row = opcode.row();
        let mut parts = Parts::default();
        let immediate = if row.immediate == ImmediateKind::None {
            Immediate::None
        } else {
            parts.next(line)?;
            immediate(func, row.immediate, line)?
        };
        let mut data = InstData::new(opcode, immediate, &[]);
        operands(row, &mut data, &mut parts, line)?;
        targets(row, &mut data, &mut parts, line)?;
        data.state = super::parser_state::optional(func, line)?;
        line.end()?;
        Ok(ParsedInst {
            line: line.number,
            result,
            data,
        })
    }

    fn error<T>(&self, problem: Problem) -> Parsed<T> {
        Err(ParseError {
            line: self.line,
            problem,
        })
    }

    /// Checks that what is named exists.
    pub(super) fn check_uses(&self, defined: &Defined, results: &Results) -> Parsed<()> {
        for target in &self.data.targets {
            if !defined.blocks.contains_key(&target.block.index()) {
                return self.error(Problem::Undefined(target.block.to_string()));
            }
        }
        for value in self.data.uses() {
            let is_param = defined.params.contains_key(&value.index());
            if !is_param && !results.types.contains_key(&value) {
                return self.error(Problem::Undefined(value.to_string()));
            }
        }
        Ok(())
    }
}

/// Commas between the parts of an instruction.
#[derive(Default)]
struct Parts {
    n_seen: usize,
}

impl Parts {
    /// Goes on to the next part.
    fn next(&mut self, line: &mut Line<'_>) -> Parsed<()> {
        if self.n_seen > 0 {
            line.expect(Token::Mark(','), "a comma")?;
        }
        self.n_seen += 1;
        Ok(())
    }

    /// Is there another part?
    fn has_next(&self, line: &Line<'_>) -> bool {
        match self.n_seen {
            0 => matches!(line.peek(), Some(Token::Word(_))),
            _ => line.peek() == Some(Token::Mark(',')),
        }
    }
}

fn operands(row: &Row, data: &mut InstData, parts: &mut Parts, line: &mut Line<'_>) -> Parsed<()> {
    for _ in row.operands {
        parts.next(line)?;
        data.args.push(line.value()?);
    }
    if !row.variadic {
        return Ok(());
    }
    while parts.has_next(line) {
        let after_comma = match parts.n_seen {
            0 => line.peek(),
            _ => line.peek_second(),
        };
        match after_comma {
            Some(Token::Word(word)) if entity::<Value>(word, "v").is_some() => {
                parts.next(line)?;
                data.args.push(line.value()?);
            }
            _ => break,
        }
    }
    Ok(())
}

fn targets(row: &Row, data: &mut InstData, parts: &mut Parts, line: &mut Line<'_>) -> Parsed<()> {
    let n_targets = match row.targets {
        Targets::None => 0,
        Targets::One => 1,
        Targets::Two | Targets::Handler => 2,
        Targets::Table => usize::MAX,
    };
    while data.targets.len() < n_targets {
        if n_targets == usize::MAX && !data.targets.is_empty() {
            if !parts.has_next(line) {
                break;
            }
            parts.next(line)?;
            data.keys
                .push(line.parsed("a key", |word| word.parse().ok())?);
            line.expect(Token::Mark(':'), "`:`")?;
        } else {
            parts.next(line)?;
        }
        let block: Block = line.entity("b", "a block")?;
        let args = if line.take(Token::Mark('(')) {
            SmallVec::from_vec(line.list(')', Line::value)?)
        } else {
            SmallVec::new()
        };
        data.targets.push(BlockCall { block, args });
    }
    Ok(())
}

/// Reads an entity that is declared.
fn declared<E: Entity>(
    line: &mut Line<'_>,
    names: &EntityMap<E, String>,
    prefix: &str,
    wanted: &'static str,
) -> Parsed<E> {
    line.parsed(wanted, |word| {
        entity::<E>(word, prefix).filter(|one| one.index() < names.len())
    })
}

fn immediate(func: &Function, kind: ImmediateKind, line: &mut Line<'_>) -> Parsed<Immediate> {
    match kind {
        ImmediateKind::None => Ok(Immediate::None),
        ImmediateKind::Int => line
            .parsed("a 32-bit number", |word| word.parse().ok())
            .map(Immediate::Int),
        ImmediateKind::Long => line
            .parsed("a 64-bit number", |word| word.parse().ok())
            .map(Immediate::Long),
        ImmediateKind::Float => line
            .parsed("a number", |word| match nan_bits(word) {
                Some(bits) => u32::try_from(bits).ok(),
                None => word.parse().ok().map(f32::to_bits),
            })
            .map(Immediate::Float),
        ImmediateKind::Double => line
            .parsed("a number", |word| match nan_bits(word) {
                Some(bits) => Some(bits),
                None => word.parse().ok().map(f64::to_bits),
            })
            .map(Immediate::Double),
        ImmediateKind::Condition => line
            .parsed("a condition", Condition::from_word)
            .map(Immediate::Condition),
        ImmediateKind::Reason => line
            .parsed("a reason", Reason::from_word)
            .map(Immediate::Reason),
        ImmediateKind::Element => line
            .parsed("an element type", Element::from_word)
            .map(Immediate::Element),
        ImmediateKind::Routine => line
            .parsed("a function of the VM", Routine::from_word)
            .map(Immediate::Routine),
        ImmediateKind::Class => {
            declared(line, &func.classes, "class", "a class that is declared").map(Immediate::Class)
        }
        ImmediateKind::Field => {
            declared(line, &func.fields, "field", "a field that is declared").map(Immediate::Field)
        }
        ImmediateKind::Method => {
            declared(line, &func.methods, "method", "a method that is declared")
                .map(Immediate::Method)
        }
        ImmediateKind::Object => {
            declared(line, &func.objects, "object", "an object that is declared")
                .map(Immediate::Object)
        }
    }
}

fn nan_bits(word: &str) -> Option<u64> {
    u64::from_str_radix(word.strip_prefix("nan_0x")?, 16).ok()
}

/// Types of the results of all instructions.
pub(super) struct Results {
    types: BTreeMap<Value, Type>,
    /// Each definition with its line.
    defined: Vec<(Value, usize)>,
}

impl Results {
    /// Finds the type of every result; operands may be defined further down.
    pub(super) fn collect<'p>(
        func: &Function,
        insts: impl Iterator<Item = &'p ParsedInst>,
    ) -> Parsed<Results> {
        let insts: Vec<&ParsedInst> = insts.collect();
        let by_result: BTreeMap<Value, &ParsedInst> = insts
            .iter()
            .filter_map(|inst| Some((inst.result?, *inst)))
            .collect();
        let mut results = Results {
            types: BTreeMap::new(),
            defined: Vec::new(),
        };
        for inst in insts {
            let ty = result_type(func, &by_result, inst, by_result.len());
            match (inst.result, ty) {
                (Some(value), Some(ty)) => {
                    results.types.insert(value, ty);
                    results.defined.push((value, inst.line));
                }
                (None, None) => {}
                (Some(value), None) => return inst.error(Problem::Result(value.to_string())),
                (None, Some(_)) => {
                    return inst.error(Problem::Result(inst.data.opcode.to_string()));
                }
            }
        }
        Ok(results)
    }

    /// Result and type of an instruction.
    pub(super) fn of(&self, inst: &ParsedInst) -> Option<(Value, Type)> {
        let value = inst.result?;
        self.types.get(&value).map(|ty| (value, *ty))
    }

    /// All results, each with its line.
    pub(super) fn defined(&self) -> impl Iterator<Item = (Value, usize)> {
        self.defined.iter().copied()
    }
}

/// The type of an instruction's result, following operands at most `depth` times.
fn result_type(
    func: &Function,
    by_result: &BTreeMap<Value, &ParsedInst>,
    inst: &ParsedInst,
    depth: usize,
) -> Option<Type> {
    let row = inst.data.opcode.row();
    if row.result != TypeRule::Same {
        return func.result_type(&inst.data);
    }
    let any = row
        .operands
        .iter()
        .position(|operand| operand.rule == TypeRule::Any)?;
    let value = inst.data.args.get(any)?;
    match by_result.get(value) {
        Some(_) if depth == 0 => None,
        Some(definition) => result_type(func, by_result, definition, depth - 1),
        None => func.has_value(*value).then(|| func.value_type(*value)),
    }
}
