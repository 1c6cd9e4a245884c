//! Slot types of field and method descriptors, without allocation.
//!
//! Oop maps and both verifiers walk descriptors many times; this reads them as an iterator.
//! Malformed descriptors end the iteration with `None` as the item. Reference: JVMS §4.3.

use crate::instruction::SlotType;

/// Splits the first field type off `descriptor`: its bytes, its slot type, and the rest.
pub fn split_type(descriptor: &[u8]) -> Option<(&[u8], SlotType, &[u8])> {
    let n_dimensions = descriptor.iter().take_while(|&&byte| byte == b'[').count();
    let (slot_type, n_base) = match descriptor.get(n_dimensions)? {
        b'B' | b'C' | b'I' | b'S' | b'Z' => (SlotType::I, 1),
        b'J' => (SlotType::L, 1),
        b'F' => (SlotType::F, 1),
        b'D' => (SlotType::D, 1),
        b'L' => {
            let semicolon = descriptor[n_dimensions..]
                .iter()
                .position(|&byte| byte == b';')?;
            (SlotType::A, semicolon + 1)
        }
        _ => return None,
    };
    let slot_type = if n_dimensions > 0 {
        SlotType::A
    } else {
        slot_type
    };
    let (this, rest) = descriptor.split_at(n_dimensions + n_base);
    Some((this, slot_type, rest))
}

/// Slot type of a field descriptor.
pub fn field_type(descriptor: &[u8]) -> Option<SlotType> {
    let (_, slot_type, rest) = split_type(descriptor)?;
    rest.is_empty().then_some(slot_type)
}

/// Iterator over the parameters of a method descriptor.
#[derive(Clone, Debug)]
pub struct Parameters<'a> {
    rest: &'a [u8],
}

impl<'a> Parameters<'a> {
    /// Starts at the first parameter. `None` if there is no parameter list.
    pub fn of(descriptor: &'a [u8]) -> Option<Parameters<'a>> {
        let rest = descriptor.strip_prefix(b"(")?;
        rest.contains(&b')').then_some(Parameters { rest })
    }
}

impl<'a> Iterator for Parameters<'a> {
    /// Descriptor and slot type; `None` once if malformed.
    type Item = Option<(&'a [u8], SlotType)>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.rest.first(), None | Some(b')')) {
            return None;
        }
        let Some((this, slot_type, rest)) = split_type(self.rest) else {
            self.rest = &[];
            return Some(None);
        };
        self.rest = rest;
        Some(Some((this, slot_type)))
    }
}

/// The parameters of a method descriptor, without parentheses, and its return type, `V` included.
/// Names of classes may contain parentheses.
pub fn split_method(descriptor: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut parameters = Parameters::of(descriptor)?;
    let all = parameters.rest;
    for parameter in parameters.by_ref() {
        parameter?;
    }
    let result = parameters.rest.strip_prefix(b")")?;
    Some((&all[..all.len() - result.len() - 1], result))
}

/// Descriptor of a method's return type; `V` included.
pub fn return_descriptor(descriptor: &[u8]) -> Option<&[u8]> {
    split_method(descriptor).map(|(_, result)| result)
}

/// Slots the parameters take, without a receiver. `None` if malformed.
pub fn n_parameter_slots(descriptor: &[u8]) -> Option<usize> {
    let mut n_slots = 0;
    for parameter in Parameters::of(descriptor)? {
        n_slots += parameter?.1.n_slots();
    }
    Some(n_slots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_returns() {
        let descriptor = b"(I[JLjava/lang/Object;D)[[I";
        let types: Vec<_> = Parameters::of(descriptor)
            .unwrap()
            .map(|p| p.unwrap().1)
            .collect();
        assert_eq!(types, [SlotType::I, SlotType::A, SlotType::A, SlotType::D]);
        assert_eq!(return_descriptor(descriptor), Some(&b"[[I"[..]));
        assert_eq!(n_parameter_slots(descriptor), Some(5));
    }

    #[test]
    fn parentheses_in_names_end_nothing() {
        let (parameters, result) = split_method(b"(La)b;[I)L(c)d;").unwrap();
        assert_eq!((parameters, result), (&b"La)b;[I"[..], &b"L(c)d;"[..]));
        assert_eq!(n_parameter_slots(b"(La)b;[I)L(c)d;"), Some(2));
        assert_eq!(split_method(b"(I"), None);
    }

    #[test]
    fn malformed_descriptors_are_none() {
        assert_eq!(n_parameter_slots(b"(Lx)V"), None);
        assert_eq!(n_parameter_slots(b"I"), None);
        assert_eq!(field_type(b"["), None);
        assert_eq!(field_type(b"II"), None);
        assert!(Parameters::of(b"(").is_none());
    }
}
