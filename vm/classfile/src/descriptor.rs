//! Field and method descriptors (JVMS §4.3).
//!
//! Parsing is lazy and borrows the descriptor, so walking a method's parameters allocates nothing.

/// A type in a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldType<'a> {
    /// `B`
    Byte,
    /// `C`
    Char,
    /// `D`
    Double,
    /// `F`
    Float,
    /// `I`
    Int,
    /// `J`
    Long,
    /// `S`
    Short,
    /// `Z`
    Boolean,
    /// `Lname;`: the binary name in internal form.
    Object(&'a [u8]),
    /// `[`…: the whole array descriptor, brackets included.
    Array(&'a [u8]),
}

impl<'a> FieldType<'a> {
    /// Parses a whole field descriptor.
    pub fn parse(descriptor: &'a [u8]) -> Option<Self> {
        match split_first(descriptor)? {
            (field_type, []) => Some(field_type),
            _ => None,
        }
    }

    /// Local variable or operand slots that a value takes: 2 for `long` and `double`.
    pub fn slots(self) -> usize {
        match self {
            Self::Long | Self::Double => 2,
            _ => 1,
        }
    }

    /// Whether values are references.
    pub fn is_reference(self) -> bool {
        matches!(self, Self::Object(_) | Self::Array(_))
    }

    /// The element type of an array type (one bracket less).
    pub fn component(self) -> Option<Self> {
        match self {
            Self::Array(descriptor) => Self::parse(descriptor.get(1..)?),
            _ => None,
        }
    }
}

/// The first type of `bytes` and what follows it.
///
/// The grammar only: whether the class name is a legal name is not looked at.
pub fn split_first(bytes: &[u8]) -> Option<(FieldType<'_>, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let field_type = match first {
        b'B' => FieldType::Byte,
        b'C' => FieldType::Char,
        b'D' => FieldType::Double,
        b'F' => FieldType::Float,
        b'I' => FieldType::Int,
        b'J' => FieldType::Long,
        b'S' => FieldType::Short,
        b'Z' => FieldType::Boolean,
        b'L' => {
            let end = rest.iter().position(|&b| b == b';')?;
            if end == 0 {
                return None;
            }
            return Some((FieldType::Object(&rest[..end]), &rest[end + 1..]));
        }
        b'[' => {
            let dimensions = bytes.iter().take_while(|&&b| b == b'[').count();
            if dimensions > 255 {
                return None;
            }
            let (_, after) = split_first(&bytes[dimensions..])?;
            let length = bytes.len() - after.len();
            return Some((FieldType::Array(&bytes[..length]), after));
        }
        _ => return None,
    };
    Some((field_type, rest))
}

/// A method descriptor that has been checked against the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MethodDescriptor<'a> {
    parameters: &'a [u8],
    return_type: Option<FieldType<'a>>,
}

impl<'a> MethodDescriptor<'a> {
    /// Parses a whole method descriptor.
    pub fn parse(descriptor: &'a [u8]) -> Option<Self> {
        let mut rest = descriptor.strip_prefix(b"(")?;
        let all = rest;
        while rest.first()? != &b')' {
            rest = split_first(rest)?.1;
        }
        let parameters = &all[..all.len() - rest.len()];
        let return_type = match &rest[1..] {
            b"V" => None,
            text => Some(FieldType::parse(text)?),
        };
        Some(Self {
            parameters,
            return_type,
        })
    }

    /// The parameter types, in order.
    pub fn parameters(&self) -> Parameters<'a> {
        Parameters {
            rest: self.parameters,
        }
    }

    /// The return type; `None` is `void`.
    pub fn return_type(&self) -> Option<FieldType<'a>> {
        self.return_type
    }

    /// Slots of all parameters, without a receiver.
    pub fn parameter_slots(&self) -> usize {
        self.parameters().map(FieldType::slots).sum()
    }

    /// Slots of the result: 0, 1 or 2.
    pub fn return_slots(&self) -> usize {
        self.return_type.map_or(0, FieldType::slots)
    }
}

/// Iterator over the parameter types of a [`MethodDescriptor`].
#[derive(Clone, Debug)]
pub struct Parameters<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Parameters<'a> {
    type Item = FieldType<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (field_type, rest) = split_first(self.rest)?;
        self.rest = rest;
        Some(field_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods() {
        let d = MethodDescriptor::parse(b"(IDLjava/lang/Thread;[[J)Ljava/lang/Object;").unwrap();
        let parameters: Vec<_> = d.parameters().collect();
        assert_eq!(
            parameters,
            [
                FieldType::Int,
                FieldType::Double,
                FieldType::Object(b"java/lang/Thread"),
                FieldType::Array(b"[[J")
            ]
        );
        assert_eq!(d.parameter_slots(), 5);
        assert_eq!(
            d.return_type(),
            Some(FieldType::Object(b"java/lang/Object"))
        );
        let d = MethodDescriptor::parse(b"()V").unwrap();
        assert_eq!((d.parameter_slots(), d.return_slots()), (0, 0));
        assert_eq!(MethodDescriptor::parse(b"(J)D").unwrap().return_slots(), 2);
    }

    #[test]
    fn refused() {
        for bad in [
            "", "(", "()", "(V)V", "(I", "(L;)V", "(Lx)V", "([)V", "()VV", "()II", "I",
        ] {
            assert_eq!(MethodDescriptor::parse(bad.as_bytes()), None, "{bad}");
        }
        for bad in ["", "V", "II", "L;", "Lx", "[", "[V"] {
            assert_eq!(FieldType::parse(bad.as_bytes()), None, "{bad}");
        }
        let deep = [vec![b'['; 255], vec![b'I']].concat();
        assert!(FieldType::parse(&deep).is_some());
        let deeper = [vec![b'['; 256], vec![b'I']].concat();
        assert_eq!(FieldType::parse(&deeper), None);
    }

    #[test]
    fn components() {
        let array = FieldType::parse(b"[[I").unwrap();
        assert_eq!(array.component(), Some(FieldType::Array(b"[I")));
        assert_eq!(
            array.component().and_then(FieldType::component),
            Some(FieldType::Int)
        );
        assert_eq!(FieldType::Int.component(), None);
    }
}
