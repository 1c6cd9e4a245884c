//! Methods (JVMS §4.6) and their attributes other than `Code`.

use crate::access_flags as flags;
use crate::attribute::{AttributeHeader, RawAttribute};
use crate::class::{Context, Seen};
use crate::code::Code;
use crate::constants::ConstantPool;
use crate::error::{Error, ErrorKind};
use crate::reader::Reader;

/// A method of the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodInfo<'a> {
    /// Flags, only those that mean something for a method.
    pub access_flags: u16,
    /// Index of the name.
    pub name_index: u16,
    /// Index of the descriptor.
    pub descriptor_index: u16,
    /// The body, unless the method is native or abstract.
    pub code: Option<Code<'a>>,
    /// `Class` indices of the declared exceptions.
    pub exceptions: Vec<u16>,
    /// Index of the generic signature.
    pub signature: Option<u16>,
    /// Body of `RuntimeVisibleAnnotations`.
    pub runtime_visible_annotations: Option<&'a [u8]>,
    /// Body of `RuntimeVisibleParameterAnnotations`.
    pub runtime_visible_parameter_annotations: Option<&'a [u8]>,
    /// Body of `AnnotationDefault`.
    pub annotation_default: Option<&'a [u8]>,
    /// Body of `RuntimeVisibleTypeAnnotations`.
    pub runtime_visible_type_annotations: Option<&'a [u8]>,
    /// `MethodParameters`, which may be present and empty.
    pub method_parameters: Option<Vec<MethodParameter>>,
    /// Has a `Synthetic` attribute.
    pub synthetic: bool,
    /// Has a `Deprecated` attribute.
    pub deprecated: bool,
    /// Every attribute, in file order; empty unless
    /// [`ParseOptions::keep_raw_attributes`](crate::ParseOptions::keep_raw_attributes).
    pub attributes: Vec<RawAttribute<'a>>,
}

/// One row of `MethodParameters` (JVMS §4.7.24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodParameter {
    /// Index of the name; 0 when it has none.
    pub name_index: u16,
    /// `FINAL`, `SYNTHETIC`, `MANDATED`.
    pub access_flags: u16,
}

const PLACE: &str = " for method";

impl<'a> MethodInfo<'a> {
    pub(crate) fn parse(
        reader: &mut Reader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<Self, Error> {
        reader.require(8)?;
        let start = reader.position();
        let at_start = |kind| Error::new(start, kind);
        let mut access_flags = reader.u2()?;
        let name_index = reader.u2()?;
        let name = pool
            .utf8(name_index)
            .ok_or_else(|| at_start(ErrorKind::BadMethodNameIndex { index: name_index }))?;
        cx.check_method_name(name).map_err(at_start)?;
        let descriptor_index = reader.u2()?;
        let descriptor = pool.utf8(descriptor_index).ok_or_else(|| {
            at_start(ErrorKind::BadMethodSignatureIndex {
                index: descriptor_index,
            })
        })?;
        if name == b"<clinit>" {
            // Other flags of a class initializer are ignored (JVMS §4.6).
            if cx.major < 51 {
                access_flags = flags::STATIC;
            } else if access_flags & flags::STATIC != 0 {
                let strict = if cx.major <= 60 { flags::STRICT } else { 0 };
                access_flags &= flags::STATIC | strict;
            } else {
                return Err(at_start(ErrorKind::ClinitNotStatic));
            }
        } else {
            cx.check_method_modifiers(access_flags, name)
                .map_err(at_start)?;
        }
        if name == b"<init>" && cx.is_interface {
            return Err(at_start(ErrorKind::InterfaceInit));
        }
        let argument_slots = cx
            .check_method_arguments(name, descriptor, access_flags)
            .map_err(at_start)?;
        let mut method = Self {
            access_flags: access_flags & flags::METHOD_FLAGS,
            name_index,
            descriptor_index,
            code: None,
            exceptions: Vec::new(),
            signature: None,
            runtime_visible_annotations: None,
            runtime_visible_parameter_annotations: None,
            annotation_default: None,
            runtime_visible_type_annotations: None,
            method_parameters: None,
            synthetic: false,
            deprecated: false,
            attributes: Vec::new(),
        };
        let mut seen = cx.seen();
        for _ in 0..reader.u2()? {
            let header = AttributeHeader::read(reader, pool, |index| {
                ErrorKind::BadMethodAttributeIndex { index }
            })?;
            method.attribute(reader, &header, argument_slots, pool, cx, &mut seen)?;
        }
        let bodyless = flags::NATIVE | flags::ABSTRACT;
        if cx.options.verify && method.access_flags & bodyless == 0 && method.code.is_none() {
            return Err(at_start(ErrorKind::AbsentCode));
        }
        if let Some(code) = &method.code {
            code.check_local_variables(pool, cx).map_err(at_start)?;
        }
        Ok(method)
    }

    fn attribute(
        &mut self,
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        argument_slots: usize,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
        seen: &mut Seen,
    ) -> Result<(), Error> {
        let body = header.body(&mut reader.clone());
        match header.name {
            b"Code" => {
                let bodyless = flags::NATIVE | flags::ABSTRACT;
                if cx.options.verify && self.access_flags & bodyless != 0 {
                    return Err(header.error(ErrorKind::CodeInNativeOrAbstract));
                }
                if self.code.is_some() {
                    return Err(header.multiple("Code", ""));
                }
                self.code = Some(Code::parse(reader, header, argument_slots, pool, cx)?);
            }
            b"Exceptions" => {
                seen.once(header, "Exceptions", "")?;
                self.exceptions = parse_exceptions(reader, header, pool)?;
            }
            b"MethodParameters" => {
                seen.once(header, "MethodParameters", "")?;
                self.method_parameters = Some(parse_method_parameters(reader, header)?);
            }
            b"Synthetic" => {
                header.empty("Synthetic", " method attribute")?;
                self.synthetic = true;
            }
            b"Deprecated" => {
                header.empty("Deprecated", " method attribute")?;
                self.deprecated = true;
            }
            b"Signature" if cx.major >= 49 => {
                let names = (PLACE, "Signature");
                header.signature(reader, pool, &mut self.signature, names, |length| {
                    ErrorKind::BadLength {
                        attribute: "Signature",
                        place: " attribute",
                        length,
                    }
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
                        b"RuntimeVisibleParameterAnnotations" => {
                            self.runtime_visible_parameter_annotations = Some(raw.body);
                        }
                        b"AnnotationDefault" => self.annotation_default = Some(raw.body),
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

fn parse_exceptions<'a>(
    reader: &mut Reader<'a>,
    header: &AttributeHeader<'a>,
    pool: &ConstantPool<'a>,
) -> Result<Vec<u16>, Error> {
    let count = usize::from(reader.u2()?);
    reader.require(2 * count)?;
    let mut exceptions = Vec::with_capacity(count);
    for _ in 0..count {
        let index = reader.u2()?;
        if !pool.is_class(index) {
            return Err(header.error(ErrorKind::BadExceptionType { index }));
        }
        exceptions.push(index);
    }
    if !header.ends_at(reader) {
        return Err(header.error(ErrorKind::ExceptionsWrongLength));
    }
    Ok(exceptions)
}

fn parse_method_parameters<'a>(
    reader: &mut Reader<'a>,
    header: &AttributeHeader<'a>,
) -> Result<Vec<MethodParameter>, Error> {
    let count = usize::from(reader.u1()?);
    if header.length as usize != 4 * count + 1 {
        let length = header.length;
        return Err(header.error(ErrorKind::MethodParametersWrongLength { length }));
    }
    reader.require(4 * count)?;
    let mut parameters = Vec::with_capacity(count);
    for _ in 0..count {
        parameters.push(MethodParameter {
            name_index: reader.u2()?,
            access_flags: reader.u2()?,
        });
    }
    Ok(parameters)
}
