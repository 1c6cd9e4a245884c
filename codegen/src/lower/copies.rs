//! Runs of elements that are copied.

use super::memory::element;
use super::{Done, Lowering};
use crate::facts::Kind;
use crate::machine::Op;
use crate::registers::{RCX, RDI, RSI, xmm};
use ir::immediate::Element;
use ir::instruction::InstData;
use ir::{Type, Value};
use regalloc2::{Operand, PReg, PRegSet};
use smallvec::{SmallVec, smallvec};

/// Copies up to this number of bytes are unrolled when the number is known.
const MAX_UNROLLED: i64 = 64;

impl Lowering<'_> {
    /// Addresses are made for the copy alone: they do not live across safepoints.
    pub(super) fn copy_elements(&mut self, data: &InstData) -> Done {
        let element = element(data)?;
        let log2_size = Kind::from(element).log2_size();
        let count = data.args[4];
        let size = self
            .immediate(count)
            .map(|count| i64::from(count) << log2_size)
            .filter(|size| (0..=MAX_UNROLLED).contains(size));
        if size == Some(0) {
            return Ok(());
        }
        let mut operands: SmallVec<[Operand; 3]> = smallvec![
            self.address_in(RSI, element, data.args[0], data.args[1]),
            self.address_in(RDI, element, data.args[2], data.args[3]),
        ];
        if size.is_none() {
            let count = self.register(count);
            operands.push(Operand::reg_fixed_use(count, RCX));
        }
        let mut clobbers = PRegSet::empty();
        for register in [RSI, RDI, RCX].into_iter().chain((0..4).map(xmm)) {
            clobbers.add(register);
        }
        let size = size.map(|size| size as u32);
        self.machine
            .push(Op::CopyBytes { log2_size, size }, &operands, clobbers);
        if element == Element::Ref && self.target.layout.log_table.is_some() {
            let target = self.register(data.args[2]);
            self.push(Op::Barrier, &[Operand::reg_use(target)]);
        }
        Ok(())
    }

    /// The address of an element, in this register.
    fn address_in(&mut self, place: PReg, element: Element, array: Value, index: Value) -> Operand {
        let at = self.element(element, array, index);
        let address = self.temporary(Type::I64);
        let mut operands = at.operands;
        operands.push(Operand::reg_def(address));
        self.push(Op::AddressOf(at.address), &operands);
        Operand::reg_fixed_use(address, place)
    }
}
