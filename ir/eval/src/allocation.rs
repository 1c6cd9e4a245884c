//! New objects and arrays.

use crate::heap::Heap;
use crate::machine::{Done, Machine, Stop};
use crate::value::{ObjectId, Val};
use ir::effects::Effects;
use ir::immediate::{Element, Immediate, Reason};
use ir::instruction::InstData;

impl Machine<'_> {
    pub(crate) fn allocate(&mut self, data: &InstData, args: &[Val]) -> Done<Val> {
        assert!(
            data.opcode.effects().has(Effects::ALLOC),
            "{} allocates and does not declare it",
            data.opcode
        );
        let (class, elements) = match (data.immediate, args) {
            (Immediate::Class(class), [Val::Guard]) => (self.func.classes[class].clone(), None),
            (Immediate::Class(class), [Val::I32(length), _]) => {
                let elements = vec![Val::Ref(None); array_length(*length)?];
                (self.func.classes[class].clone(), Some(elements))
            }
            (Immediate::Element(element), [Val::I32(length), _]) => {
                let elements = vec![Val::zero(element.ty()); array_length(*length)?];
                (element.word().to_owned(), Some(elements))
            }
            _ => return Err(Stop::Stuck("an allocation of nothing")),
        };
        Ok(Val::Ref(Some(self.heap.allocate(&class, elements))))
    }

    /// Nested arrays. Names of array classes are descriptors.
    pub(crate) fn allocate_nested(&mut self, data: &InstData, lengths: &[Val]) -> Done<Val> {
        assert!(
            data.opcode.effects().has(Effects::ALLOC),
            "{} allocates and does not declare it",
            data.opcode
        );
        let mut sizes = Vec::with_capacity(lengths.len());
        for length in lengths {
            let Val::I32(length) = *length else {
                return Err(Stop::Stuck("operands without meaning"));
            };
            if length < 0 {
                return Err(Stop::Deopt(Reason::NegativeSize));
            }
            sizes.push(array_length(length)?);
        }
        let class = self.class_name(data)?.to_owned();
        let array = nested(self.heap, &class, &sizes);
        Ok(Val::Ref(Some(
            array.ok_or(Stop::Stuck("an array of another class"))?,
        )))
    }
}

/// An array of this class and the arrays in it. `None`: the class has fewer levels.
fn nested(heap: &mut Heap, class: &str, sizes: &[usize]) -> Option<ObjectId> {
    let component = class.strip_prefix('[')?;
    let (&size, inner) = sizes.split_first()?;
    let element = match component.as_bytes().first()? {
        b'Z' => Element::Boolean,
        b'B' => Element::Byte,
        b'C' => Element::Char,
        b'S' => Element::Short,
        b'I' => Element::Int,
        b'J' => Element::Long,
        b'F' => Element::Float,
        b'D' => Element::Double,
        _ => Element::Ref,
    };
    let mut elements = vec![Val::zero(element.ty()); size];
    if !inner.is_empty() {
        for place in &mut elements {
            *place = Val::Ref(Some(nested(heap, component, inner)?));
        }
    }
    let name = if element == Element::Ref {
        class
    } else {
        element.word()
    };
    Some(heap.allocate(name, Some(elements)))
}

/// Longest array that the evaluator makes.
const MAX_LENGTH: usize = 1 << 20;

fn array_length(length: i32) -> Done<usize> {
    match usize::try_from(length) {
        Ok(length) if length <= MAX_LENGTH => Ok(length),
        Ok(_) => Err(Stop::Stuck("an array that is too long for the evaluator")),
        Err(_) => Err(Stop::Stuck("an array of negative length")),
    }
}
