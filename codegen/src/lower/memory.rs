//! Fields, statics and elements.
//!
//! References in the heap are 4 bytes; loads and stores shift them. A stored reference that is not
//! the constant null is followed by the collector's barrier.

use super::{Done, Lowering};
use crate::bailout::Bailout;
use crate::facts::Kind;
use crate::machine::{Address, Base, Op};
use crate::states::Constant;
use ir::immediate::{Element, Immediate};
use ir::instruction::InstData;
use ir::{Inst, Opcode, Type, Value};
use regalloc2::Operand;
use smallvec::{SmallVec, smallvec};

/// Bytes of a local in the buffer of a frame that is replaced.
const OSR_SLOT: i32 = 8;

/// A place and the operands of its address.
pub(super) struct Place {
    pub(super) address: Address,
    pub(super) operands: SmallVec<[Operand; 4]>,
}

impl Lowering<'_> {
    pub(super) fn access(&mut self, inst: Inst, data: &InstData) -> Done {
        match data.opcode {
            Opcode::LoadField | Opcode::LoadStatic => {
                let (kind, place) = self.field(data)?;
                self.load(inst, kind, place);
            }
            Opcode::StoreField => {
                let (kind, place) = self.field(data)?;
                self.store(kind, place, data.args[1]);
            }
            Opcode::StoreStatic => {
                let (kind, place) = self.field(data)?;
                self.store(kind, place, data.args[0]);
            }
            Opcode::LoadElement => {
                let element = element(data)?;
                let place = self.element(element, data.args[0], data.args[1]);
                self.load(inst, Kind::from(element), place);
            }
            Opcode::StoreElement => {
                let element = element(data)?;
                let place = self.element(element, data.args[0], data.args[1]);
                self.store_element(element, place, data.args[2]);
            }
            Opcode::LoadOsrInt
            | Opcode::LoadOsrLong
            | Opcode::LoadOsrFloat
            | Opcode::LoadOsrDouble
            | Opcode::LoadOsrRef => self.load_replaced(inst, data)?,
            _ => {
                let offset = self.target.layout.array_length;
                let place = self.at(data.args[0], offset);
                self.load(inst, Kind::Int, place);
            }
        }
        Ok(())
    }

    /// A local of the frame that is replaced: full references, 8 bytes each, by slot.
    fn load_replaced(&mut self, inst: Inst, data: &InstData) -> Done {
        let Immediate::Int(index) = data.immediate else {
            return Err(Bailout::Malformed);
        };
        let kind = match data.opcode {
            Opcode::LoadOsrInt => Kind::Int,
            Opcode::LoadOsrFloat => Kind::Float,
            Opcode::LoadOsrDouble => Kind::Double,
            _ => Kind::Long,
        };
        let place = self.at(data.args[0], index * OSR_SLOT);
        self.load(inst, kind, place);
        Ok(())
    }

    /// The processor keeps loads in order and stores in order; a store alone may be passed by a
    /// later load.
    pub(super) fn fence(&mut self, opcode: Opcode) -> Done {
        if opcode == Opcode::FenceFull {
            self.push(Op::Fence, &[]);
        }
        Ok(())
    }

    /// The place at an offset of an object.
    pub(super) fn at(&mut self, object: Value, displacement: i32) -> Place {
        let object = self.register(object);
        Place {
            address: Address {
                base: Base::Operand,
                scale: 0,
                displacement,
            },
            operands: smallvec![Operand::reg_use(object)],
        }
    }

    /// The field that an instruction names, of its first operand or static.
    fn field(&mut self, data: &InstData) -> Result<(Kind, Place), Bailout> {
        let Immediate::Field(field) = data.immediate else {
            return Err(Bailout::Malformed);
        };
        let field = self.target.facts.field(field);
        let displacement = field.offset as i32;
        let is_static = matches!(data.opcode, Opcode::LoadStatic | Opcode::StoreStatic);
        let place = if is_static {
            Place {
                address: Address {
                    base: Base::Fixed(field.mirror),
                    scale: 0,
                    displacement,
                },
                operands: smallvec![],
            }
        } else {
            self.at(data.args[0], displacement)
        };
        Ok((field.kind, place))
    }

    /// The element at an index that is inside.
    pub(super) fn element(&mut self, element: Element, array: Value, index: Value) -> Place {
        let base = self.target.layout.element_base(element);
        let log2_size = Kind::from(element).log2_size();
        let constant = self.immediate(index).and_then(|index| {
            let offset = index.checked_mul(1 << log2_size)?;
            offset.checked_add(base).filter(|_| index >= 0)
        });
        if let Some(displacement) = constant {
            return self.at(array, displacement);
        }
        let index = self.register(index);
        let mut place = self.at(array, base);
        place.address.scale = 1 << log2_size;
        place.operands.push(Operand::reg_use(index));
        place
    }

    pub(super) fn load(&mut self, inst: Inst, kind: Kind, place: Place) {
        let result = self.result(inst);
        let mut operands = place.operands;
        operands.push(Operand::reg_def(result));
        self.push(Op::Load(kind, place.address), &operands);
    }

    /// A store of an integer, or of a reference that needs no barrier, without a register for it.
    pub(super) fn constant_to_store(&self, kind: Kind, value: Value) -> Option<i32> {
        let Some(Constant::Bits(bits)) = self.constant(value) else {
            return None;
        };
        match (kind, self.type_of(value)) {
            (Kind::Boolean, Type::I32) => Some(bits as i32 & 1),
            (Kind::Reference, Type::Ref) => Some(0),
            (Kind::Long, Type::I64) | (Kind::Double, Type::F64) => i32::try_from(bits as i64).ok(),
            (_, Type::I32 | Type::F32) => Some(bits as i32),
            _ => None,
        }
    }

    pub(super) fn store(&mut self, kind: Kind, place: Place, value: Value) {
        let mut operands = place.operands.clone();
        if let Some(constant) = self.constant_to_store(kind, value) {
            let op = Op::StoreConstant(kind, place.address, constant);
            return self.push(op, &operands);
        }
        let value = self.register(value);
        operands.push(Operand::reg_use(value));
        self.push(Op::Store(kind, place.address), &operands);
        if kind == Kind::Reference && self.target.layout.log_table.is_some() {
            match place.address.base {
                Base::Operand => self.push(Op::Barrier, &place.operands[..1]),
                Base::Fixed(object) => self.push(Op::FixedBarrier(object), &[]),
            }
        }
    }

    fn store_element(&mut self, element: Element, place: Place, value: Value) {
        if element != Element::Byte || self.target.layout.boolean_array == 0 {
            return self.store(Kind::from(element), place, value);
        }
        // Elements of `boolean[]` keep the lowest bit; which array it is shows at run time.
        let value = self.register(value);
        let mut operands = place.operands;
        operands.push(Operand::reg_use(value));
        self.push(Op::StoreByteElement(place.address), &operands);
    }
}

/// The element type of an access. Booleans are accessed as bytes: the array says which they are.
pub(super) fn element(data: &InstData) -> Result<Element, Bailout> {
    match data.immediate {
        Immediate::Element(Element::Boolean) => Ok(Element::Byte),
        Immediate::Element(element) => Ok(element),
        _ => Err(Bailout::Malformed),
    }
}
