//! Cross references of the constant pool (JVMS §4.4): every index points to an entry of the right
//! kind, and names and descriptors are well formed.

use crate::checks::illegal_signature;
use crate::class::Context;
use crate::constants::{Constant, ConstantPool, reference_kind};
use crate::error::{Error, ErrorKind};

impl Context<'_> {
    pub(crate) fn check_pool(&self, pool: &ConstantPool<'_>) -> Result<(), Error> {
        // The pool has no offsets left; the errors name the index instead.
        let at_pool = |kind| Error::new(10, kind);
        for (index, constant) in pool.entries().iter().enumerate() {
            self.check_references(pool, index as u16, constant)
                .map_err(at_pool)?;
        }
        if self.options.verify {
            for constant in pool.entries() {
                self.check_contents(pool, constant).map_err(at_pool)?;
            }
        }
        Ok(())
    }

    /// First pass: indices point to the right kinds.
    fn check_references(
        &self,
        pool: &ConstantPool<'_>,
        index: u16,
        constant: &Constant<'_>,
    ) -> Result<(), ErrorKind> {
        let require = |ok: bool, index: u16| {
            if ok {
                Ok(())
            } else {
                Err(ErrorKind::InvalidPoolIndex { index, what: "" })
            }
        };
        let utf8 = |index| require(pool.is_utf8(index), index);
        let name_and_type = |index| {
            require(
                matches!(pool.get(index), Some(Constant::NameAndType { .. })),
                index,
            )
        };
        if let Some((class_index, name_and_type_index)) = constant.member_indices() {
            require(pool.is_class(class_index), class_index)?;
            return name_and_type(name_and_type_index);
        }
        match *constant {
            Constant::NameAndType {
                name_index,
                descriptor_index,
            } => {
                utf8(name_index)?;
                utf8(descriptor_index)
            }
            Constant::Class { name_index }
            | Constant::Module { name_index }
            | Constant::Package { name_index } => utf8(name_index),
            Constant::String { utf8_index } => utf8(utf8_index),
            Constant::MethodType { descriptor_index } => utf8(descriptor_index),
            Constant::Dynamic {
                name_and_type_index,
                ..
            }
            | Constant::InvokeDynamic {
                name_and_type_index,
                ..
            } => name_and_type(name_and_type_index),
            Constant::MethodHandle {
                kind,
                reference_index,
            } => self.check_handle(pool, index, kind, reference_index),
            _ => Ok(()),
        }
    }

    fn check_handle(
        &self,
        pool: &ConstantPool<'_>,
        index: u16,
        kind: u8,
        reference: u16,
    ) -> Result<(), ErrorKind> {
        let bad = |what| {
            Err(ErrorKind::InvalidPoolIndex {
                index: reference,
                what,
            })
        };
        let Some(target) = pool.get(reference).filter(|_| reference != 0) else {
            return bad("");
        };
        let is_method = matches!(target, Constant::MethodRef { .. });
        let is_interface_method = matches!(target, Constant::InterfaceMethodRef { .. });
        use reference_kind::*;
        match kind {
            GET_FIELD | GET_STATIC | PUT_FIELD | PUT_STATIC => match target {
                Constant::FieldRef { .. } => Ok(()),
                _ => bad(" (not a field)"),
            },
            INVOKE_VIRTUAL | NEW_INVOKE_SPECIAL => match is_method {
                true => Ok(()),
                false => bad(" (not a method)"),
            },
            INVOKE_STATIC | INVOKE_SPECIAL => {
                if is_method || (self.major >= 52 && is_interface_method) {
                    return Ok(());
                }
                bad(" (not a method)")
            }
            INVOKE_INTERFACE => match is_interface_method {
                true => Ok(()),
                false => bad(" (not an interface method)"),
            },
            _ => Err(ErrorKind::BadMethodHandleKind { index }),
        }
    }

    /// Second pass: names and descriptors.
    fn check_contents(
        &self,
        pool: &ConstantPool<'_>,
        constant: &Constant<'_>,
    ) -> Result<(), ErrorKind> {
        match *constant {
            Constant::Class { name_index } => {
                self.check_class_name(pool.utf8(name_index).unwrap_or_default())
            }
            Constant::NameAndType {
                name_index,
                descriptor_index,
            } => {
                let name = pool.utf8(name_index).unwrap_or_default();
                let descriptor = pool.utf8(descriptor_index).unwrap_or_default();
                if descriptor.is_empty() {
                    return Err(ErrorKind::ZeroLengthName {
                        index: descriptor_index,
                    });
                }
                if name.is_empty() {
                    return Err(ErrorKind::ZeroLengthName { index: name_index });
                }
                if descriptor[0] == b'(' {
                    self.check_method_name(name)?;
                    self.check_method_descriptor(name, descriptor).map(|_| ())
                } else {
                    self.check_field_name(name)?;
                    self.check_field_descriptor(name, descriptor)
                }
            }
            Constant::MethodType { descriptor_index } => {
                let descriptor = pool.utf8(descriptor_index).unwrap_or_default();
                self.check_method_descriptor(b"type", descriptor)
                    .map(|_| ())
            }
            Constant::Dynamic {
                name_and_type_index,
                ..
            } => kind_of_descriptor(pool, name_and_type_index, "CONSTANT_Dynamic", false),
            Constant::FieldRef {
                name_and_type_index,
                ..
            } => kind_of_descriptor(pool, name_and_type_index, "Field", false),
            Constant::InvokeDynamic {
                name_and_type_index,
                ..
            }
            | Constant::InterfaceMethodRef {
                name_and_type_index,
                ..
            } => kind_of_descriptor(pool, name_and_type_index, "Method", true),
            Constant::MethodRef {
                name_and_type_index,
                ..
            } => {
                kind_of_descriptor(pool, name_and_type_index, "Method", true)?;
                match name_of(pool, name_and_type_index) {
                    Some((index, name)) if name.starts_with(b"<") && name != b"<init>" => {
                        Err(ErrorKind::BadMethodName { index })
                    }
                    _ => Ok(()),
                }
            }
            Constant::MethodHandle {
                kind,
                reference_index,
            } => check_handle_name(pool, kind, reference_index),
            _ => Ok(()),
        }
    }
}

/// The index and bytes of the name in a `NameAndType`.
fn name_of<'a>(pool: &ConstantPool<'a>, name_and_type: u16) -> Option<(u16, &'a [u8])> {
    match *pool.get(name_and_type)? {
        Constant::NameAndType { name_index, .. } => Some((name_index, pool.utf8(name_index)?)),
        _ => None,
    }
}

fn kind_of_descriptor(
    pool: &ConstantPool<'_>,
    name_and_type: u16,
    what: &'static str,
    method: bool,
) -> Result<(), ErrorKind> {
    let (name, descriptor) = pool.name_and_type(name_and_type).unwrap_or_default();
    if descriptor.starts_with(b"(") == method {
        return Ok(());
    }
    Err(illegal_signature(what, name, descriptor))
}

/// A handle to a constructor names `<init>`, and no other does.
fn check_handle_name(pool: &ConstantPool<'_>, kind: u8, reference: u16) -> Result<(), ErrorKind> {
    use reference_kind::*;
    let Some(
        Constant::MethodRef {
            name_and_type_index,
            ..
        }
        | Constant::InterfaceMethodRef {
            name_and_type_index,
            ..
        },
    ) = pool.get(reference)
    else {
        return Ok(());
    };
    let Some((index, name)) = name_of(pool, *name_and_type_index) else {
        return Ok(());
    };
    match kind {
        NEW_INVOKE_SPECIAL if name != b"<init>" => Err(ErrorKind::BadConstructorName { index }),
        INVOKE_VIRTUAL | INVOKE_STATIC | INVOKE_SPECIAL if name == b"<init>" => {
            Err(ErrorKind::BadMethodName { index })
        }
        _ => Ok(()),
    }
}
