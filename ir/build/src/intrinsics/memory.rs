//! Memory at an offset of an object, as `Unsafe` takes it.
//!
//! An object that is null stands for raw memory, where pages may be missing: the method is called
//! then, which turns the fault into an exception.

use super::Order;
use crate::method::{Building, MethodBuilder};
use crate::source::CallFacts;
use ir::immediate::{Condition, Element, Immediate};
use ir::instruction::InstData;
use ir::{Opcode, Type, Value};

impl MethodBuilder<'_> {
    /// `load` and `store`. Arguments: the `Unsafe`, object, offset, perhaps a value.
    pub(super) fn access_at(
        &mut self,
        element: Element,
        order: Order,
        call: &CallFacts,
        args: &[Value],
    ) -> Building<bool> {
        self.unless_raw(call, args, |builder, place| match *place {
            [object, offset] => builder.load_at(element, order, [object, offset]),
            [object, offset, value] => {
                builder.store_at(element, order, [object, offset, value]);
                None
            }
            _ => None,
        })
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

    fn load_at(&mut self, element: Element, order: Order, place: [Value; 2]) -> Option<()> {
        let [object, offset] = place;
        let mut value = self.at().load_at(object, offset, element);
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

    fn store_at(&mut self, element: Element, order: Order, place: [Value; 3]) {
        let [object, offset, value] = place;
        debug_assert_ne!(self.func.value_type(value), Type::Guard);
        let store = self.at().store_at(object, offset, value, element);
        self.set_state_after(store);
        if order == Order::Volatile {
            let fence = self.at().fence_full();
            self.set_state_after(fence);
        }
    }
}
