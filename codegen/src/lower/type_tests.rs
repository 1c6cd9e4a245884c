//! Tests of classes: by address, by the display of superclasses, or by a helper that searches.

use super::comparisons::Tested;
use super::guards::Operands;
use super::{Done, Lowering};
use crate::facts::{ClassFacts, ClassKind};
use crate::machine::{Compare, Flags, Op, SubtypeTest, Test};
use iced_x86::ConditionCode;
use ir::Value;
use ir::immediate::Reason;
use ir::instruction::InstData;
use regalloc2::Operand;
use smallvec::smallvec;

/// Bytes of an entry of the display.
const DISPLAY_ENTRY: i32 = 8;

impl Lowering<'_> {
    fn subtype_test(&self, class: &ClassFacts) -> SubtypeTest {
        match class.kind {
            _ if class.is_final => SubtypeTest::Exactly(class.address),
            ClassKind::Class { depth } => SubtypeTest::Display {
                offset: self.target.layout.class.display + depth as i32 * DISPLAY_ENTRY,
                class: class.address,
            },
            ClassKind::Searched | ClassKind::Array { .. } => SubtypeTest::Searched(class.address),
        }
    }

    pub(super) fn guard_cast(&mut self, data: &InstData) -> Done {
        let test = self.subtype_test(&self.class(data)?);
        let object = self.register(data.args[0]);
        let mut operands: Operands = smallvec![Operand::reg_use(object)];
        let state = self.exit_state(data, Reason::ClassCheck, &mut operands)?;
        self.push(Op::GuardSubtype(test, state), &operands);
        Ok(())
    }

    pub(super) fn guard_store(&mut self, data: &InstData) -> Done {
        let (array, value) = (self.register(data.args[0]), self.register(data.args[1]));
        let mut operands: Operands = smallvec![Operand::reg_use(array), Operand::reg_use(value)];
        let state = self.exit_state(data, Reason::StoreCheck, &mut operands)?;
        self.push(Op::GuardStore(state), &operands);
        Ok(())
    }

    /// Compares the class of an object, or null, with all that the test wants.
    pub(super) fn instance_of(&mut self, object: Value, class: &ClassFacts) -> (Compare, Tested) {
        let compare = Compare {
            test: Test::Instance(self.subtype_test(class)),
            flags: Flags::Are(ConditionCode::e),
        };
        let object = self.register(object);
        (compare, smallvec![Operand::reg_use(object)])
    }
}
