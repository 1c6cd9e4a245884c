//! The constant pool (JVMS §4.4).

use crate::class::Context;
use crate::error::{Error, ErrorKind};
use crate::reader::Reader;

/// An entry of the constant pool.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "fields are named as in JVMS §4.4")]
pub enum Constant<'a> {
    /// Index 0, and the index after a `Long` or `Double`.
    Unusable,
    /// Modified UTF-8 bytes.
    Utf8(&'a [u8]),
    Integer(i32),
    Float(f32),
    Long(i64),
    Double(f64),
    Class {
        name_index: u16,
    },
    String {
        utf8_index: u16,
    },
    FieldRef {
        class_index: u16,
        name_and_type_index: u16,
    },
    MethodRef {
        class_index: u16,
        name_and_type_index: u16,
    },
    InterfaceMethodRef {
        class_index: u16,
        name_and_type_index: u16,
    },
    NameAndType {
        name_index: u16,
        descriptor_index: u16,
    },
    MethodHandle {
        kind: u8,
        reference_index: u16,
    },
    MethodType {
        descriptor_index: u16,
    },
    Dynamic {
        bootstrap_index: u16,
        name_and_type_index: u16,
    },
    InvokeDynamic {
        bootstrap_index: u16,
        name_and_type_index: u16,
    },
    Module {
        name_index: u16,
    },
    Package {
        name_index: u16,
    },
}

impl Constant<'_> {
    /// Whether `ldc` or a bootstrap argument may name it (JVMS §4.4, table 4.4-C).
    pub fn is_loadable(&self) -> bool {
        matches!(
            self,
            Self::Integer(_)
                | Self::Float(_)
                | Self::Long(_)
                | Self::Double(_)
                | Self::Class { .. }
                | Self::String { .. }
                | Self::MethodHandle { .. }
                | Self::MethodType { .. }
                | Self::Dynamic { .. }
        )
    }

    /// The indices of holder and name-and-type of a field, method or interface method.
    pub fn member_indices(&self) -> Option<(u16, u16)> {
        match *self {
            Self::FieldRef {
                class_index,
                name_and_type_index,
            }
            | Self::MethodRef {
                class_index,
                name_and_type_index,
            }
            | Self::InterfaceMethodRef {
                class_index,
                name_and_type_index,
            } => Some((class_index, name_and_type_index)),
            _ => None,
        }
    }

    /// The index into `BootstrapMethods` of a dynamic constant or call site.
    pub fn bootstrap_index(&self) -> Option<u16> {
        match *self {
            Self::Dynamic {
                bootstrap_index, ..
            }
            | Self::InvokeDynamic {
                bootstrap_index, ..
            } => Some(bootstrap_index),
            _ => None,
        }
    }
}

/// Constant-pool tags (JVMS table 4.4-A).
#[expect(missing_docs, reason = "the names say it")]
pub mod tag {
    pub const UTF8: u8 = 1;
    pub const INTEGER: u8 = 3;
    pub const FLOAT: u8 = 4;
    pub const LONG: u8 = 5;
    pub const DOUBLE: u8 = 6;
    pub const CLASS: u8 = 7;
    pub const STRING: u8 = 8;
    pub const FIELD_REF: u8 = 9;
    pub const METHOD_REF: u8 = 10;
    pub const INTERFACE_METHOD_REF: u8 = 11;
    pub const NAME_AND_TYPE: u8 = 12;
    pub const METHOD_HANDLE: u8 = 15;
    pub const METHOD_TYPE: u8 = 16;
    pub const DYNAMIC: u8 = 17;
    pub const INVOKE_DYNAMIC: u8 = 18;
    pub const MODULE: u8 = 19;
    pub const PACKAGE: u8 = 20;
}

/// Kinds of method handle (JVMS table 5.4.3.5-A).
#[expect(missing_docs, reason = "the names say it")]
pub mod reference_kind {
    pub const GET_FIELD: u8 = 1;
    pub const GET_STATIC: u8 = 2;
    pub const PUT_FIELD: u8 = 3;
    pub const PUT_STATIC: u8 = 4;
    pub const INVOKE_VIRTUAL: u8 = 5;
    pub const INVOKE_STATIC: u8 = 6;
    pub const INVOKE_SPECIAL: u8 = 7;
    pub const NEW_INVOKE_SPECIAL: u8 = 8;
    pub const INVOKE_INTERFACE: u8 = 9;
}

/// A field, method or interface-method reference with its name and type looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberRef<'a> {
    /// Index of the `Class` entry of the holder.
    pub class_index: u16,
    /// Name of the member.
    pub name: &'a [u8],
    /// Its descriptor.
    pub descriptor: &'a [u8],
}

/// The constant pool of a class file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConstantPool<'a> {
    entries: Vec<Constant<'a>>,
}

impl<'a> ConstantPool<'a> {
    /// Number of indices, counting the unusable index 0.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry besides index 0.
    pub fn is_empty(&self) -> bool {
        self.entries.len() <= 1
    }

    /// The entry at `index`; `None` when out of range.
    pub fn get(&self, index: u16) -> Option<&Constant<'a>> {
        self.entries.get(usize::from(index))
    }

    /// All entries, index 0 first.
    pub fn entries(&self) -> &[Constant<'a>] {
        &self.entries
    }

    /// The bytes of the `Utf8` at `index`.
    pub fn utf8(&self, index: u16) -> Option<&'a [u8]> {
        match *self.get(index)? {
            Constant::Utf8(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The name of the `Class` at `index`, in internal form.
    pub fn class_name(&self, index: u16) -> Option<&'a [u8]> {
        match *self.get(index)? {
            Constant::Class { name_index } => self.utf8(name_index),
            _ => None,
        }
    }

    /// The bytes of the `String` at `index`.
    pub fn string(&self, index: u16) -> Option<&'a [u8]> {
        match *self.get(index)? {
            Constant::String { utf8_index } => self.utf8(utf8_index),
            _ => None,
        }
    }

    /// The name and descriptor of the `NameAndType` at `index`.
    pub fn name_and_type(&self, index: u16) -> Option<(&'a [u8], &'a [u8])> {
        match *self.get(index)? {
            Constant::NameAndType {
                name_index,
                descriptor_index,
            } => Some((self.utf8(name_index)?, self.utf8(descriptor_index)?)),
            _ => None,
        }
    }

    /// The field, method or interface-method reference at `index`.
    pub fn member_ref(&self, index: u16) -> Option<MemberRef<'a>> {
        let (class_index, name_and_type_index) = self.get(index)?.member_indices()?;
        let (name, descriptor) = self.name_and_type(name_and_type_index)?;
        Some(MemberRef {
            class_index,
            name,
            descriptor,
        })
    }

    /// The bootstrap index, name and descriptor of the `Dynamic` or `InvokeDynamic` at `index`.
    pub fn dynamic(&self, index: u16) -> Option<(u16, &'a [u8], &'a [u8])> {
        match *self.get(index)? {
            Constant::Dynamic {
                bootstrap_index,
                name_and_type_index,
            }
            | Constant::InvokeDynamic {
                bootstrap_index,
                name_and_type_index,
            } => {
                let (name, descriptor) = self.name_and_type(name_and_type_index)?;
                Some((bootstrap_index, name, descriptor))
            }
            _ => None,
        }
    }

    pub(crate) fn is_class(&self, index: u16) -> bool {
        matches!(self.get(index), Some(Constant::Class { .. }))
    }

    pub(crate) fn is_utf8(&self, index: u16) -> bool {
        matches!(self.get(index), Some(Constant::Utf8(_)))
    }

    /// Reads `count - 1` entries; a `Module` or `Package` among them is reported as the second
    /// value, because whether it is an error depends on the access flags that follow.
    pub(crate) fn parse(
        reader: &mut Reader<'a>,
        count: u16,
        cx: &Context<'_>,
    ) -> Result<(Self, Option<u8>), Error> {
        // An entry takes at least three bytes, so this reserves no more than the file allows.
        let mut entries = Vec::with_capacity(usize::from(count).min(reader.remaining() / 3 + 2));
        entries.push(Constant::Unusable);
        let mut module_tag = None;
        while entries.len() < usize::from(count) {
            let start = reader.position();
            let index = entries.len() as u16;
            let tag = reader.u1()?;
            if matches!(tag, tag::LONG | tag::DOUBLE) && index + 1 >= count {
                return Err(Error::new(start, ErrorKind::InvalidPoolEntry { index }));
            }
            let constant = read_entry(reader, tag, cx).map_err(|kind| Error::new(start, kind))?;
            // The next tag, or the access flags, follow: a VM that finds the file ending here says
            // that it is truncated before it looks at anything else.
            reader.require(1)?;
            match constant {
                Constant::Utf8(bytes) if cx.options.verify => {
                    if !crate::mutf8::is_legal(bytes, cx.major) {
                        return Err(Error::new(start, ErrorKind::IllegalUtf8));
                    }
                    entries.push(constant);
                }
                Constant::Long(_) | Constant::Double(_) => {
                    entries.push(constant);
                    entries.push(Constant::Unusable);
                }
                Constant::Module { .. } | Constant::Package { .. } => {
                    module_tag = module_tag.or(Some(tag));
                    entries.push(constant);
                }
                _ => entries.push(constant),
            }
        }
        Ok((Self { entries }, module_tag))
    }
}

/// Reads the rest of an entry after its tag.
fn read_entry<'a>(
    reader: &mut Reader<'a>,
    tag: u8,
    cx: &Context<'_>,
) -> Result<Constant<'a>, ErrorKind> {
    let since = |major: u16| {
        if cx.major < major {
            return Err(ErrorKind::UnsupportedTag { tag });
        }
        Ok(())
    };
    let mut u2 = || reader.u2().map_err(|error| error.kind);
    Ok(match tag {
        tag::CLASS => Constant::Class { name_index: u2()? },
        tag::STRING => Constant::String { utf8_index: u2()? },
        tag::FIELD_REF => Constant::FieldRef {
            class_index: u2()?,
            name_and_type_index: u2()?,
        },
        tag::METHOD_REF => Constant::MethodRef {
            class_index: u2()?,
            name_and_type_index: u2()?,
        },
        tag::INTERFACE_METHOD_REF => Constant::InterfaceMethodRef {
            class_index: u2()?,
            name_and_type_index: u2()?,
        },
        tag::NAME_AND_TYPE => Constant::NameAndType {
            name_index: u2()?,
            descriptor_index: u2()?,
        },
        tag::METHOD_HANDLE => {
            since(51)?;
            let kind = reader.u1().map_err(|error| error.kind)?;
            let reference_index = reader.u2().map_err(|error| error.kind)?;
            Constant::MethodHandle {
                kind,
                reference_index,
            }
        }
        tag::METHOD_TYPE => {
            since(51)?;
            Constant::MethodType {
                descriptor_index: u2()?,
            }
        }
        tag::DYNAMIC => {
            since(55)?;
            Constant::Dynamic {
                bootstrap_index: u2()?,
                name_and_type_index: u2()?,
            }
        }
        tag::INVOKE_DYNAMIC => {
            since(51)?;
            Constant::InvokeDynamic {
                bootstrap_index: u2()?,
                name_and_type_index: u2()?,
            }
        }
        tag::UTF8 => {
            let length = u2()?;
            Constant::Utf8(
                reader
                    .take(usize::from(length))
                    .map_err(|error| error.kind)?,
            )
        }
        tag::INTEGER => Constant::Integer(reader.u4().map_err(|error| error.kind)? as i32),
        tag::FLOAT => Constant::Float(f32::from_bits(reader.u4().map_err(|error| error.kind)?)),
        tag::LONG => Constant::Long(reader.u8().map_err(|error| error.kind)? as i64),
        tag::DOUBLE => Constant::Double(f64::from_bits(reader.u8().map_err(|error| error.kind)?)),
        tag::MODULE if cx.major >= 53 => Constant::Module { name_index: u2()? },
        tag::PACKAGE if cx.major >= 53 => Constant::Package { name_index: u2()? },
        _ => return Err(ErrorKind::UnknownTag { tag }),
    })
}
