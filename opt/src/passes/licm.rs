//! Moves what gives the same in all rounds of a loop in front of the loop.
//!
//! ```text
//! b1(v2: i32) @ method0:2 before:
//!     v3 = guard_nonnull v0
//!     v4 = array_length v0, v3
//!     v5 = icmp lt, v2, v4
//!     branch v5, b2, b3
//! ```
//! becomes, behind `b4 @ method0:2 before`, which jumps to `b1`,
//! ```text
//! b4 @ method0:2 before:
//!     v7 = null
//!     v8 = same v0, v7
//!     v9 = iconst 0
//!     v10 = icmp eq, v8, v9
//!     v11 = guard speculation, v10
//!     v4 = array_length v0, v11
//! ```
//!
//! That are computations, loads of what nothing in the loop may write, and checks that every round
//! passes. A check in front of the loop speculates: the loop may have no round. When it fails, the
//! interpreter goes on before the loop, and the next compilation of the method leaves that loop's
//! checks where they are.
//!
//! Loads name the check for null, but no check of the object's class. So they are moved only when
//! nothing in the function that stands behind the place asks which class the object has.
//!
//! Wants the high stage, in which the interpreter can go on in front of loops. Inner loops first,
//! so that what is the same in all rounds of several loops leaves them all. Linear in the number of
//! instructions times the depth of the loops.

use crate::context::Context;
use crate::preheaders::{Before, Loops, TypeTests, make_preheaders, may_speculate};
use crate::registry::{Changed, Info, Pass, Preserved};
use crate::rewrite::{constant_of, definition, resolve_uses};
use ir::analysis::LoopId;
use ir::effects::{Effects, Regions};
use ir::fold::Constant;
use ir::immediate::{Condition, Element, Immediate};
use ir::instruction::InstData;
use ir::{Block, Function, Inst, Opcode, Stage, Value};

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    ..Info::new(
        "licm",
        "Moves what gives the same in all rounds of a loop in front of the loop.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Licm;

impl Pass for Licm {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let (mut changed, loops) = make_preheaders(func, cx);
        let tests = TypeTests::of(func);
        let mut has_replaced = false;
        for id in loops.nest.loops().rev() {
            let Some(preheader) = loops.preheader(id) else {
                continue;
            };
            let mut mover = Mover {
                loops: &loops,
                tests: &tests,
                id,
                preheader,
                end: func.terminator(preheader).expect("it jumps"),
                written: Written::of(func, loops.nest.blocks(id)),
                speculates: may_speculate(func, preheader, cx),
                has_replaced: false,
            };
            for &block in loops.nest.blocks(id) {
                changed |= mover.visit(func, block, cx);
            }
            has_replaced |= mover.has_replaced;
        }
        if has_replaced {
            func.resolve_all();
        }
        Changed::when(changed)
    }
}

/// What is done with one loop.
struct Mover<'l> {
    loops: &'l Loops,
    tests: &'l TypeTests,
    id: LoopId,
    preheader: Block,
    /// The end of the preheader.
    end: Inst,
    written: Written,
    /// May checks be moved?
    speculates: bool,
    has_replaced: bool,
}

impl Mover<'_> {
    fn visit(&mut self, func: &mut Function, block: Block, cx: &mut Context<'_>) -> bool {
        let is_in_every_round = self.loops.shape(func).is_in_every_round(self.id, block);
        let mut changed = false;
        let mut next = func.layout.first_inst(block);
        while let Some(inst) = next {
            next = func.layout.next_inst(inst);
            resolve_uses(func, inst);
            if !self.is_invariant(func, inst) {
                continue;
            }
            let effects = func.inst(inst).opcode.effects();
            if self.may_move(func, inst, is_in_every_round) {
                cx.remark(func, "moved", inst);
                func.layout.remove_inst(inst);
                func.layout.insert_before(inst, self.end);
                changed = true;
            } else if is_in_every_round && self.speculates && effects.has(Effects::DEOPT) {
                changed |= self.move_check(func, inst, cx);
            }
        }
        changed
    }

    /// Do all operands come from outside?
    fn is_invariant(&self, func: &Function, inst: Inst) -> bool {
        let data = func.inst(inst);
        let shape = self.loops.shape(func);
        func.result(inst).is_some()
            && data
                .args
                .iter()
                .all(|arg| shape.is_invariant(self.id, *arg))
    }

    /// Does it give the same in front of the loop, and is it cheap enough if no round needs it?
    fn may_move(&self, func: &Function, inst: Inst, is_in_every_round: bool) -> bool {
        let data = func.inst(inst);
        let effects = data.opcode.effects();
        match data.opcode {
            Opcode::ArrayLength => self.has_class(func, data.args[0]),
            Opcode::LoadField | Opcode::LoadElement => {
                !self.written.may_be(data) && self.has_class(func, data.args[0])
            }
            Opcode::LoadStatic => !self.written.may_be(data),
            _ => effects.is_pure() && (is_in_every_round || !is_dear(data.opcode)),
        }
    }

    fn has_class(&self, func: &Function, object: Value) -> bool {
        let tree = &self.loops.tree;
        self.tests.have_passed(func, tree, object, self.preheader)
    }

    /// Moves a check that every round passes.
    fn move_check(&mut self, func: &mut Function, inst: Inst, cx: &mut Context<'_>) -> bool {
        let data = func.inst(inst).clone();
        let end = self.end;
        if matches!(data.opcode, Opcode::GuardClass | Opcode::GuardCast) {
            cx.remark(func, "check moved", inst);
            func.layout.remove_inst(inst);
            func.layout.insert_before(inst, end);
            return true;
        }
        if !is_conditional(func, &data) {
            return false;
        }
        cx.remark(func, "check moved", inst);
        let mut before = Before { func, inst: end };
        let condition = condition_of(&mut before, &data);
        let guard = before.speculate(condition);
        let old = func.result(inst).expect("a check has a result");
        func.replace_value(old, guard);
        func.layout.remove_inst(inst);
        self.has_replaced = true;
        true
    }
}

/// Can the check be written as one of a condition?
fn is_conditional(func: &Function, data: &InstData) -> bool {
    match data.opcode {
        Opcode::GuardTrue
        | Opcode::GuardNonNull
        | Opcode::GuardINonZero
        | Opcode::GuardLNonZero => true,
        Opcode::GuardBounds => match constant_of(func, data.args[1]) {
            Some(Constant::I32(length)) => length >= 0,
            _ => definition(func, data.args[1])
                .is_some_and(|inst| func.inst(inst).opcode == Opcode::ArrayLength),
        },
        _ => false,
    }
}

/// What is not 0 when the check passes.
fn condition_of(before: &mut Before<'_>, data: &InstData) -> Value {
    let condition = Immediate::Condition;
    match data.opcode {
        Opcode::GuardNonNull => {
            let null = before.value(Opcode::Null, Immediate::None, &[]);
            let is_null = before.value(Opcode::SameRef, Immediate::None, &[data.args[0], null]);
            let zero = before.value(Opcode::IConst, Immediate::Int(0), &[]);
            before.value(Opcode::ICmp, condition(Condition::Eq), &[is_null, zero])
        }
        Opcode::GuardLNonZero => {
            let zero = before.value(Opcode::LConst, Immediate::Long(0), &[]);
            before.value(
                Opcode::LCmp,
                condition(Condition::Ne),
                &[data.args[0], zero],
            )
        }
        // A length is not negative, so a negative index is too large.
        Opcode::GuardBounds => before.value(
            Opcode::ICmp,
            condition(Condition::Ult),
            &[data.args[0], data.args[1]],
        ),
        _ => data.args[0],
    }
}

/// Does it take so long that it is not done in vain?
fn is_dear(opcode: Opcode) -> bool {
    matches!(
        opcode,
        Opcode::IDiv
            | Opcode::IRem
            | Opcode::LDiv
            | Opcode::LRem
            | Opcode::FDiv
            | Opcode::DDiv
            | Opcode::FRem
            | Opcode::DRem
            | Opcode::InstanceOf
            | Opcode::HasClass
    )
}

/// What a loop may write.
pub(super) struct Written {
    /// Anything.
    is_all: bool,
    /// Fields, and types of elements.
    members: Vec<Immediate>,
}

impl Written {
    /// By these blocks.
    pub(super) fn of(func: &Function, blocks: &[Block]) -> Written {
        let mut written = Written {
            is_all: false,
            members: Vec::new(),
        };
        for inst in blocks.iter().flat_map(|block| func.layout.insts(*block)) {
            written.add(func.inst(inst));
        }
        written
    }

    fn add(&mut self, data: &InstData) {
        if data.opcode.effects().writes == Regions::NONE {
            return;
        }
        match data.opcode {
            Opcode::StoreField | Opcode::StoreStatic | Opcode::StoreElement => {
                if !self.members.contains(&data.immediate) {
                    self.members.push(data.immediate);
                }
                // Elements of both are written as the one.
                if data.immediate == Immediate::Element(Element::Byte) {
                    self.members.push(Immediate::Element(Element::Boolean));
                }
            }
            _ => self.is_all = true,
        }
    }

    /// May what the load reads be written?
    pub(super) fn may_be(&self, load: &InstData) -> bool {
        self.is_all || self.members.contains(&load.immediate)
    }
}
