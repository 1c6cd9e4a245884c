//! New objects and arrays: from the thread's buffer, or by a helper behind all other code.

use super::calls::HelperCall;
use super::{Done, Lowering};
use crate::bailout::Bailout;
use crate::entry_points::Helper;
use crate::facts::{ClassFacts, ClassKind, Kind};
use crate::layout::Bump;
use crate::machine::{After, Compare, Flags, Op, Test, Width};
use iced_x86::ConditionCode;
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::{Inst, Opcode, Type};
use regalloc2::{Operand, VReg};

/// Objects are multiples of this.
const OBJECT_ALIGNMENT: i32 = 8;

impl Lowering<'_> {
    pub(super) fn allocate(&mut self, inst: Inst, data: &InstData) -> Done {
        let class = self.allocated_class(data)?;
        let bump = self.target.layout.thread.bump;
        match (data.opcode, class.kind, bump) {
            (Opcode::New, _, Some(bump)) => match class.instance_size {
                Some(size) if size <= bump.max_size => {
                    let size = size as i32;
                    let class = class.address;
                    self.take_from_buffer(
                        inst,
                        data,
                        Op::Reserve { size },
                        Op::Commit { size, class },
                    )
                }
                _ => self.by_helper(inst, data),
            },
            (_, ClassKind::Array { element }, Some(bump)) => {
                self.array_from_buffer(inst, data, class, element, bump)
            }
            _ => self.by_helper(inst, data),
        }
    }

    /// The class of which the instruction makes an instance.
    fn allocated_class(&self, data: &InstData) -> Result<ClassFacts, Bailout> {
        match data.immediate {
            Immediate::Element(element) => Ok(self.target.facts.primitive_array(element)),
            _ => self.class(data),
        }
    }

    fn by_helper(&mut self, inst: Inst, data: &InstData) -> Done {
        let result = self.result(inst);
        self.call_allocator(data, result)
    }

    /// Calls the helper that makes the object.
    pub(super) fn call_allocator(&mut self, data: &InstData, result: VReg) -> Done {
        let class = self.allocated_class(data)?;
        let class = self.number(u64::from(class.address));
        let mut args = vec![class];
        let helper = if data.opcode == Opcode::New {
            Helper::NewObject
        } else {
            args.push(self.register(data.args[0]));
            Helper::NewArray
        };
        let call = HelperCall {
            helper,
            args: &args,
            after: After::ZeroExits,
            result: Some(result),
        };
        self.call_helper(call, data, None)
    }

    /// Lengths are passed in memory.
    pub(super) fn allocate_nested(&mut self, inst: Inst, data: &InstData) -> Done {
        let n_lengths = data.args.len() as u32;
        for (&length, number) in data.args.iter().zip(0..) {
            let width = Width::W64;
            let length = self.register(length);
            let op = Op::PassOnStack { number, width };
            self.push(op, &[Operand::reg_use(length)]);
        }
        self.machine.n_outgoing = self.machine.n_outgoing.max(n_lengths);
        let class = self.number(u64::from(self.class(data)?.address));
        let count = self.number(u64::from(n_lengths));
        let lengths = self.temporary(Type::I64);
        let op = Op::OutgoingAddress { number: 0 };
        self.push(op, &[Operand::reg_def(lengths)]);
        let result = self.result(inst);
        let call = HelperCall {
            helper: Helper::NewMultiArray,
            args: &[class, count, lengths],
            after: After::ZeroExits,
            result: Some(result),
        };
        self.call_helper(call, data, None)
    }

    fn array_from_buffer(
        &mut self,
        inst: Inst,
        data: &InstData,
        class: ClassFacts,
        element: Kind,
        bump: Bump,
    ) -> Done {
        let base = self.target.layout.element_base(element.element());
        let log2_size = element.log2_size();
        let class = class.address;
        if let Some(length) = self.immediate(data.args[0]) {
            let size = i64::from(base) + (i64::from(length) << log2_size);
            let size = (size + i64::from(OBJECT_ALIGNMENT) - 1) & -i64::from(OBJECT_ALIGNMENT);
            if length < 0 || size > i64::from(bump.max_size) {
                return self.by_helper(inst, data);
            }
        }
        let reserve = Op::ReserveArray { base, log2_size };
        let commit = Op::CommitArray {
            base,
            log2_size,
            class,
        };
        self.take_from_buffer(inst, data, reserve, commit)
    }

    /// Reserves, and commits when the object fits; else the helper makes it.
    fn take_from_buffer(&mut self, inst: Inst, data: &InstData, reserve: Op, commit: Op) -> Done {
        let (fits, slow, join) = (
            self.machine.label(),
            self.machine.label(),
            self.machine.label(),
        );
        let object = self.temporary(Type::I64);
        let length = match reserve {
            Op::ReserveArray { .. } => Some(self.register(data.args[0])),
            _ => None,
        };
        let reserved: Vec<Operand> = length
            .map(Operand::reg_use_at_end)
            .into_iter()
            .chain([Operand::reg_def(object)])
            .collect();
        self.push(reserve, &reserved);
        let compare = Compare {
            test: Test::Done,
            flags: Flags::Are(ConditionCode::a),
        };
        self.push(Op::Branch(compare), &[]);
        self.machine.successor(slow, &[]);
        self.machine.successor(fits, &[]);

        let was_cold = self.start_cold(slow);
        let other = self.temporary(Type::Ref);
        self.call_allocator(data, other)?;
        self.jump_to(join, &[other]);
        self.machine.is_cold = was_cold;

        self.machine.start(fits);
        let made = self.temporary(Type::Ref);
        let committed: Vec<Operand> = [Operand::reg_use(object)]
            .into_iter()
            .chain(length.map(Operand::reg_use))
            .chain([Operand::reg_reuse_def(made, 0)])
            .collect();
        self.push(commit, &committed);
        self.jump_to(join, &[made]);

        self.machine.start(join);
        let result = self.result(inst);
        self.machine.param(result);
        Ok(())
    }
}
