//! The `Record` attribute (JVMS §4.7.30).

use crate::attribute::{AttributeHeader, RawAttribute};
use crate::class::{Context, Seen};
use crate::constants::ConstantPool;
use crate::error::{Error, ErrorKind};
use crate::reader::Reader;

/// A component of a record class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordComponent<'a> {
    /// Index of the name.
    pub name_index: u16,
    /// Index of the descriptor.
    pub descriptor_index: u16,
    /// Index of the generic signature.
    pub signature: Option<u16>,
    /// Body of `RuntimeVisibleAnnotations`.
    pub runtime_visible_annotations: Option<&'a [u8]>,
    /// Body of `RuntimeVisibleTypeAnnotations`.
    pub runtime_visible_type_annotations: Option<&'a [u8]>,
    /// Number of attributes, interpreted or not.
    pub n_attributes: u16,
    /// Every attribute, in file order; empty unless
    /// [`ParseOptions::keep_raw_attributes`](crate::ParseOptions::keep_raw_attributes).
    pub attributes: Vec<RawAttribute<'a>>,
}

const PLACE: &str = " for Record component";

impl<'a> RecordComponent<'a> {
    /// Reads the whole attribute.
    pub(crate) fn parse_all(
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<Vec<Self>, Error> {
        let mut components = Vec::new();
        for _ in 0..reader.u2()? {
            components.push(Self::parse(reader, pool, cx)?);
        }
        if cx.options.verify && !header.ends_at(reader) {
            return Err(header.error(ErrorKind::RecordWrongLength));
        }
        Ok(components)
    }

    fn parse(
        reader: &mut Reader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<Self, Error> {
        reader.require(6)?;
        let start = reader.position();
        let at_start = |kind| Error::new(start, kind);
        let name_index = reader.u2()?;
        let bad = |what, index| at_start(ErrorKind::BadRecordPart { what, index });
        let name = pool
            .utf8(name_index)
            .ok_or_else(|| bad("name", name_index))?;
        cx.check_field_name(name).map_err(at_start)?;
        let descriptor_index = reader.u2()?;
        let descriptor = pool
            .utf8(descriptor_index)
            .ok_or_else(|| bad("descriptor", descriptor_index))?;
        cx.check_field_descriptor(name, descriptor)
            .map_err(at_start)?;
        let n_attributes = reader.u2()?;
        let mut component = Self {
            name_index,
            descriptor_index,
            signature: None,
            runtime_visible_annotations: None,
            runtime_visible_type_annotations: None,
            n_attributes,
            attributes: Vec::new(),
        };
        let mut seen = cx.seen();
        for _ in 0..n_attributes {
            let header = AttributeHeader::read(reader, pool, |index| {
                ErrorKind::BadRecordAttributeIndex { index }
            })?;
            component.attribute(reader, &header, pool, cx, &mut seen)?;
        }
        Ok(component)
    }

    fn attribute(
        &mut self,
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
        seen: &mut Seen,
    ) -> Result<(), Error> {
        let body = header.body(&mut reader.clone());
        if header.name == b"Signature" {
            let names = (PLACE, "Signature");
            header.signature(reader, pool, &mut self.signature, names, |length| {
                ErrorKind::BadRecordSignatureLength { length }
            })?;
        } else {
            let raw = header.body(reader)?;
            seen.annotations(header, PLACE)?;
            match header.name {
                b"RuntimeVisibleAnnotations" => self.runtime_visible_annotations = Some(raw.body),
                b"RuntimeVisibleTypeAnnotations" => {
                    self.runtime_visible_type_annotations = Some(raw.body);
                }
                _ => {}
            }
        }
        if cx.options.keep_raw_attributes {
            self.attributes.push(body?);
        }
        Ok(())
    }
}
