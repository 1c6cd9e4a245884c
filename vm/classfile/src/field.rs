//! Fields (JVMS §4.5) and their attributes.

use crate::access_flags as flags;
use crate::attribute::{AttributeHeader, RawAttribute};
use crate::class::Context;
use crate::constants::{Constant, ConstantPool};
use crate::error::{Error, ErrorKind};
use crate::reader::Reader;

/// A field of the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInfo<'a> {
    /// Flags, only those that mean something for a field.
    pub access_flags: u16,
    /// Index of the name.
    pub name_index: u16,
    /// Index of the descriptor.
    pub descriptor_index: u16,
    /// Index of the `ConstantValue` of a static field.
    pub constant_value: Option<u16>,
    /// Index of the generic signature.
    pub signature: Option<u16>,
    /// Body of `RuntimeVisibleAnnotations`.
    pub runtime_visible_annotations: Option<&'a [u8]>,
    /// Body of `RuntimeVisibleTypeAnnotations`.
    pub runtime_visible_type_annotations: Option<&'a [u8]>,
    /// Has a `Synthetic` attribute.
    pub synthetic: bool,
    /// Has a `Deprecated` attribute.
    pub deprecated: bool,
    /// Every attribute, in file order; empty unless
    /// [`ParseOptions::keep_raw_attributes`](crate::ParseOptions::keep_raw_attributes).
    pub attributes: Vec<RawAttribute<'a>>,
}

const PLACE: &str = " for field";

impl<'a> FieldInfo<'a> {
    pub(crate) fn parse(
        reader: &mut Reader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<Self, Error> {
        reader.require(8)?;
        let start = reader.position();
        let access_flags = reader.u2()? & flags::FIELD_FLAGS;
        cx.check_field_modifiers(access_flags)
            .map_err(|kind| Error::new(start, kind))?;
        let name_index = reader.u2()?;
        let name = pool.utf8(name_index).ok_or(Error::new(
            start,
            ErrorKind::BadFieldNameIndex { index: name_index },
        ))?;
        cx.check_field_name(name)
            .map_err(|kind| Error::new(start, kind))?;
        let descriptor_index = reader.u2()?;
        let descriptor = pool.utf8(descriptor_index).ok_or(Error::new(
            start,
            ErrorKind::BadFieldSignatureIndex {
                index: descriptor_index,
            },
        ))?;
        cx.check_field_descriptor(name, descriptor)
            .map_err(|kind| Error::new(start, kind))?;
        let mut field = Self {
            access_flags,
            name_index,
            descriptor_index,
            constant_value: None,
            signature: None,
            runtime_visible_annotations: None,
            runtime_visible_type_annotations: None,
            synthetic: false,
            deprecated: false,
            attributes: Vec::new(),
        };
        let mut seen = cx.seen();
        for _ in 0..reader.u2()? {
            let header = AttributeHeader::read(reader, pool, |index| {
                ErrorKind::BadFieldAttributeIndex { index }
            })?;
            field.attribute(reader, &header, descriptor, pool, cx, &mut seen)?;
        }
        Ok(field)
    }

    fn attribute(
        &mut self,
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        descriptor: &[u8],
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
        seen: &mut crate::class::Seen,
    ) -> Result<(), Error> {
        let body = header.body(&mut reader.clone());
        match header.name {
            b"ConstantValue" if self.access_flags & flags::STATIC != 0 => {
                if self.constant_value.is_some() {
                    return Err(header.error(ErrorKind::DuplicateConstantValue));
                }
                let index = header.index(reader, |length| ErrorKind::BadLength {
                    attribute: "ConstantValue",
                    place: " field attribute",
                    length,
                })?;
                check_constant_value(pool, index, descriptor, cx)
                    .map_err(|kind| header.error(kind))?;
                self.constant_value = Some(index);
            }
            b"Synthetic" => {
                header.empty("Synthetic", " field attribute")?;
                self.synthetic = true;
            }
            b"Deprecated" => {
                header.empty("Deprecated", " field attribute")?;
                self.deprecated = true;
            }
            b"Signature" if cx.major >= 49 => {
                let names = (PLACE, "Signature");
                header.signature(reader, pool, &mut self.signature, names, |length| {
                    ErrorKind::WrongSizeOfFieldSignature { length }
                })?;
            }
            _ => {
                let raw = header.body(reader)?;
                if cx.major >= 49 {
                    seen.annotations(header, PLACE)?;
                    match header.name {
                        b"RuntimeVisibleAnnotations" => {
                            self.runtime_visible_annotations = Some(raw.body);
                        }
                        b"RuntimeVisibleTypeAnnotations" => {
                            self.runtime_visible_type_annotations = Some(raw.body);
                        }
                        _ => {}
                    }
                }
            }
        }
        if cx.options.keep_raw_attributes {
            self.attributes.push(body?);
        }
        Ok(())
    }
}

/// The constant must have the type of the field (JVMS §4.7.2).
fn check_constant_value(
    pool: &ConstantPool<'_>,
    index: u16,
    descriptor: &[u8],
    cx: &Context<'_>,
) -> Result<(), ErrorKind> {
    let Some(constant) = pool.get(index).filter(|_| index != 0) else {
        return Err(ErrorKind::BadInitialValueIndex { index });
    };
    let fits = match descriptor {
        b"J" => matches!(constant, Constant::Long(_)),
        b"F" => matches!(constant, Constant::Float(_)),
        b"D" => matches!(constant, Constant::Double(_)),
        b"B" | b"C" | b"S" | b"Z" | b"I" => matches!(constant, Constant::Integer(_)),
        [b'L', ..] => {
            if descriptor != b"Ljava/lang/String;" || !matches!(constant, Constant::String { .. }) {
                return Err(ErrorKind::BadStringInitialValue);
            }
            true
        }
        _ if cx.options.verify => return Err(ErrorKind::UnableToSetInitialValue { index }),
        _ => true,
    };
    if fits {
        Ok(())
    } else {
        Err(ErrorKind::InconsistentConstantValue)
    }
}
