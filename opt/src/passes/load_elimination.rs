//! Replaces loads of what has just been stored or loaded.
//!
//! ```text
//! b0(v0: ref, v1: i32) @ method0:0 before:
//!     v2 = guard_nonnull v0
//!     store_field field0, v0, v1, v2 @ method0:1 after
//!     v3 = load_field field0, v0, v2
//!     v4 = load_field field0, v0, v2
//!     v5 = iadd v3, v4
//! ```
//! becomes
//! ```text
//! b0(v0: ref, v1: i32) @ method0:0 before:
//!     v2 = guard_nonnull v0
//!     store_field field0, v0, v1, v2 @ method0:1 after
//!     v5 = iadd v1, v1
//! ```
//!
//! What memory is known to hold is kept along straight lines and trees of branches, and is unknown
//! where paths meet. A store forgets what may be the same place: the same field of an object that
//! may be the same, an element of the same type that may have the same index. What writes a
//! part of memory as a whole (all of it: calls, fences, monitors) forgets that part, so a volatile load, behind which a fence stands, is
//! never replaced by an earlier one. A field or element that keeps fewer bits than the value is
//! known only after a load.
//!
//! Works in both stages. Linear in the number of instructions, because no more than
//! [`MAX_PLACES`] places are remembered.

use crate::context::Context;
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{constant_of, definition, replace_inst, resolve_uses};
use ir::analysis::ControlFlow;
use ir::effects::{Effects, Region, Regions};
use ir::fold::Constant;
use ir::function::ValueDef;
use ir::immediate::{Element, Immediate};
use ir::instruction::InstData;
use ir::{Block, Entity, Function, Inst, Opcode, Value};

static INFO: Info = Info::new(
    "load-elimination",
    "Replaces loads of what has just been stored or loaded.",
);

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct LoadElimination;

/// Places that are remembered; the oldest is forgotten first.
const MAX_PLACES: usize = 64;

impl Pass for LoadElimination {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let flow = cx.flow(func);
        let mut ends: Vec<Option<Memory>> = vec![None; func.n_blocks()];
        let mut changed = false;
        for &block in flow.reverse_postorder() {
            let mut memory = at_entry(&flow, block, &ends);
            changed |= walk(func, block, &mut memory, cx);
            let is_asked = |next: &Block| flow.predecessors(*next).len() == 1;
            if flow.successors(block).iter().any(is_asked) {
                ends[block.index()] = Some(memory);
            }
        }
        if changed {
            func.resolve_all();
        }
        Changed::when(changed)
    }
}

/// What the only predecessor leaves; nothing where paths meet. Its terminator may be a call, which
/// the walk has seen.
fn at_entry(flow: &ControlFlow, block: Block, ends: &[Option<Memory>]) -> Memory {
    match flow.predecessors(block) {
        [predecessor] => ends[predecessor.index()].clone().unwrap_or_default(),
        _ => Memory::default(),
    }
}

fn walk(func: &mut Function, block: Block, memory: &mut Memory, cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    let mut next = func.layout.first_inst(block);
    while let Some(inst) = next {
        next = func.layout.next_inst(inst);
        resolve_uses(func, inst);
        match Access::of(func, inst) {
            Access::Load(place) => match memory.get(place) {
                Some(value) => {
                    cx.remark(func, "known", inst);
                    replace_inst(func, inst, value);
                    changed = true;
                }
                None => {
                    let value = func.result(inst).expect("a load has a result");
                    memory.set(place, value);
                }
            },
            Access::Store(place, value) => {
                memory.forget(|known| may_be_same(func, place, known));
                if let Some(value) = value {
                    memory.set(place, value);
                }
            }
            Access::Other(effects) => {
                memory.forget(|known| effects.writes.overlaps(known.region()));
            }
        }
    }
    changed
}

/// A place in memory.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The field, or the type of the element.
    member: Immediate,
    /// The object or array; of a static field there is none.
    object: Option<Value>,
    /// The index of an element.
    index: Option<Value>,
}

impl Place {
    /// The part of memory that it lies in.
    fn region(&self) -> Regions {
        Regions::of(match (self.member, self.object) {
            (Immediate::Element(_), _) => Region::Element,
            (_, Some(_)) => Region::Field,
            (_, None) => Region::Static,
        })
    }
}

/// What an instruction does with memory.
enum Access {
    Load(Place),
    /// With the value that a load gives afterwards, if that is known.
    Store(Place, Option<Value>),
    Other(Effects),
}

impl Access {
    fn of(func: &Function, inst: Inst) -> Access {
        let data = func.inst(inst);
        let place = |object, index| Place {
            member: data.immediate,
            object,
            index,
        };
        let kept = |value| keeps_all_bits(func, data).then_some(value);
        match (data.opcode, &data.args[..]) {
            (Opcode::LoadField, [object, _]) => Access::Load(place(Some(*object), None)),
            (Opcode::LoadStatic, [_]) => Access::Load(place(None, None)),
            (Opcode::LoadElement, [array, index, _]) => {
                Access::Load(place(Some(*array), Some(*index)))
            }
            (Opcode::StoreField, [object, value, _]) => {
                Access::Store(place(Some(*object), None), kept(*value))
            }
            (Opcode::StoreStatic, [value, _]) => Access::Store(place(None, None), kept(*value)),
            (Opcode::StoreElement, [array, index, value, _]) => {
                Access::Store(place(Some(*array), Some(*index)), kept(*value))
            }
            _ => Access::Other(data.opcode.effects()),
        }
    }
}

/// Does the member keep the whole value that is stored?
fn keeps_all_bits(func: &Function, data: &InstData) -> bool {
    match data.immediate {
        Immediate::Field(field) => {
            let descriptor = func.fields[field]
                .rsplit_once(':')
                .map(|(_, descriptor)| descriptor);
            !matches!(descriptor, None | Some("Z" | "B" | "C" | "S"))
        }
        Immediate::Element(element) => matches!(
            element,
            Element::Int | Element::Long | Element::Float | Element::Double | Element::Ref
        ),
        _ => false,
    }
}

/// May a store to the one place change the other?
fn may_be_same(func: &Function, stored: Place, known: Place) -> bool {
    if stored.member != known.member {
        return false;
    }
    let objects = stored.object.zip(known.object);
    if objects.is_some_and(|(a, b)| are_distinct(func, a, b)) {
        return false;
    }
    match stored.index.zip(known.index) {
        Some((a, b)) => match (constant_of(func, a), constant_of(func, b)) {
            (Some(Constant::I32(a)), Some(Constant::I32(b))) => a == b,
            _ => true,
        },
        None => true,
    }
}

/// Are these never the same object? An object that is made here is none that was there before.
fn are_distinct(func: &Function, a: Value, b: Value) -> bool {
    let is_new = |value| {
        definition(func, value)
            .is_some_and(|inst| func.inst(inst).opcode.effects().has(Effects::ALLOC))
    };
    let entry = func.layout.entry();
    let is_older = |value| {
        matches!(func.value_def(value), ValueDef::Param(block, _) if Some(block) == entry)
            || definition(func, value).is_some_and(|inst| func.inst(inst).opcode == Opcode::Object)
    };
    a != b && (is_new(a) && (is_new(b) || is_older(b)) || is_older(a) && is_new(b))
}

/// What memory holds, as far as it is known.
#[derive(Clone, Default)]
struct Memory {
    places: Vec<(Place, Value)>,
}

impl Memory {
    fn get(&self, place: Place) -> Option<Value> {
        let found = self.places.iter().find(|(known, _)| *known == place);
        found.map(|(_, value)| *value)
    }

    /// The place is not known yet.
    fn set(&mut self, place: Place, value: Value) {
        if self.places.len() == MAX_PLACES {
            self.places.remove(0);
        }
        self.places.push((place, value));
    }

    fn forget(&mut self, is_forgotten: impl Fn(Place) -> bool) {
        self.places.retain(|(place, _)| !is_forgotten(*place));
    }
}
