//! Memory at an offset of an object, as `Unsafe` takes it.
//!
//! An object that is null stands for raw memory, where pages may be missing: loads and stores of
//! primitive values leave then for the interpreter, which calls the method; that turns the fault into
//! an exception. Of the others the method is called if the object is null.

use super::Order;
use crate::method::{Building, MethodBuilder};
use crate::source::CallFacts;
use ir::immediate::{Condition, Element, Immediate};
use ir::instruction::InstData;
use ir::{Opcode, Value};

impl MethodBuilder<'_> {
    /// `load` and `store`. Arguments: the `Unsafe`, object, offset, perhaps a value.
    pub(super) fn access_at(
        &mut self,
        element: Element,
        order: Order,
        call: &CallFacts,
        args: &[Value],
    ) -> Building<bool> {
        if element == Element::Ref {
            return self.unless_raw(call, args, |builder, place| {
                builder.access([Opcode::LoadAt, Opcode::StoreAt], element, order, place)
            });
        }
        let place = args.get(1..).unwrap_or_default();
        let opcodes = [Opcode::LoadRaw, Opcode::StoreRaw];
        Ok(self.access(opcodes, element, order, place).is_some())
    }

    /// An atomic operation. Arguments: the `Unsafe`, object, offset, operands.
    pub(super) fn atomic_at(
        &mut self,
        opcode: Opcode,
        element: Element,
        call: &CallFacts,
        args: &[Value],
    ) -> Building<bool> {
        self.unless_raw(call, args, |builder, place| {
            let data = InstData::new(opcode, Immediate::Element(element), place);
            let inst = builder.at().append(data);
            let result = builder.func.result(inst)?;
            builder.push(result);
            builder.set_state_after(inst);
            Some(())
        })
    }

    /// A fence. The `Unsafe` is checked already.
    pub(super) fn fence(&mut self, opcode: Opcode) -> bool {
        let data = InstData::new(opcode, Immediate::None, &[]);
        let inst = self.at().append(data);
        self.set_state_after(inst);
        true
    }

    /// Builds something that pushes its result, for an object that is not null, and the call for
    /// raw memory.
    fn unless_raw(
        &mut self,
        call: &CallFacts,
        args: &[Value],
        build: impl FnOnce(&mut Self, &[Value]) -> Option<()>,
    ) -> Building<bool> {
        let Some((&object, place)) = args.get(1).zip(args.get(1..)) else {
            return Ok(false);
        };
        let blocks = [0; 3].map(|_| self.func.add_block());
        let [raw, inside, after] = blocks;
        let null = self.at().null();
        let is_raw = self.at().same(object, null);
        self.at().branch(is_raw, (raw, &[]), (inside, &[]));
        let frame = self.frame.clone();
        let depth = frame.stack.len();

        self.block = inside;
        build(self, place);
        let result = self.take_result(depth);
        self.at().jump(after, result.as_slice());

        self.block = raw;
        self.frame = frame;
        self.call_of(call, args)?;
        let result = self.take_result(depth);
        self.at().jump(after, result.as_slice());

        self.block = after;
        if let Some(result) = result {
            let param = self.func.add_param(after, self.func.value_type(result));
            self.push(param);
        }
        let state = self.state_after();
        self.func.set_block_state(after, Some(state));
        self.fixed_states.insert(after);
        Ok(true)
    }

    /// Pops what has been pushed above this depth.
    fn take_result(&mut self, depth: usize) -> Option<Value> {
        let result = self.frame.top_above(depth)?;
        self.frame.stack.truncate(depth);
        Some(result)
    }

    /// A load or store, by the number of operands.
    fn access(
        &mut self,
        [load, store]: [Opcode; 2],
        element: Element,
        order: Order,
        place: &[Value],
    ) -> Option<()> {
        let opcode = match place.len() {
            2 => load,
            3 => store,
            _ => return None,
        };
        let data = InstData::new(opcode, Immediate::Element(element), place);
        let inst = self.at().append(data);
        let Some(mut value) = self.func.result(inst) else {
            self.set_state_after(inst);
            if order == Order::Volatile {
                let fence = self.at().fence_full();
                self.set_state_after(fence);
            }
            return Some(());
        };
        if element == Element::Boolean {
            let zero = self.at().iconst(0);
            value = self.at().icmp(value, zero, Condition::Ne);
        }
        self.push(value);
        if order != Order::Plain {
            let fence = self.at().fence_acquire();
            self.set_state_after(fence);
        }
        Some(())
    }
}
