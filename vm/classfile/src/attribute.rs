//! Attributes as they stand in the file: a name and a body (JVMS §4.7).
//!
//! Bodies with structure are read from the *file*, not from the body slice, and compared with the
//! declared length afterwards. That is what the reference VM does, and it decides which of several
//! defects of a damaged attribute is reported.

use crate::constants::ConstantPool;
use crate::error::{Error, ErrorKind};
use crate::reader::Reader;

/// An attribute whose body has not been interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawAttribute<'a> {
    /// The name, modified UTF-8.
    pub name: &'a [u8],
    /// The body, without the six bytes of name index and length.
    pub body: &'a [u8],
    /// Offset of the body in the class file.
    pub offset: u32,
    /// Constant-pool index of the attribute's name.
    pub name_index: u16,
}

/// The header of an attribute: what is known before its body has been found to be all there.
pub(crate) struct AttributeHeader<'a> {
    pub(crate) name_index: u16,
    pub(crate) name: &'a [u8],
    pub(crate) length: u32,
    /// Offset of the body.
    pub(crate) offset: usize,
}

impl<'a> AttributeHeader<'a> {
    /// Reads a header; `bad_name` makes the error for an unusable name index.
    pub(crate) fn read(
        reader: &mut Reader<'a>,
        pool: &ConstantPool<'a>,
        bad_name: fn(u16) -> ErrorKind,
    ) -> Result<Self, Error> {
        reader.require(6)?;
        let start = reader.position();
        let name_index = reader.u2()?;
        let length = reader.u4()?;
        let name = pool
            .utf8(name_index)
            .ok_or_else(|| Error::new(start, bad_name(name_index)))?;
        Ok(Self {
            name_index,
            name,
            length,
            offset: reader.position(),
        })
    }

    /// An error at the start of the body.
    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        Error::new(self.offset, kind)
    }

    /// Takes the whole body off `reader`.
    pub(crate) fn body(&self, reader: &mut Reader<'a>) -> Result<RawAttribute<'a>, Error> {
        let body = reader.take(self.length as usize)?;
        Ok(RawAttribute {
            name: self.name,
            body,
            offset: self.offset as u32,
            name_index: self.name_index,
        })
    }

    /// Whether exactly the declared length has been read.
    pub(crate) fn ends_at(&self, reader: &Reader<'a>) -> bool {
        reader.position() - self.offset == self.length as usize
    }

    /// The error that an attribute which may be there once is there again.
    pub(crate) fn multiple(&self, attribute: &'static str, place: &'static str) -> Error {
        self.error(ErrorKind::Multiple { attribute, place })
    }

    /// Fails unless the body is empty.
    pub(crate) fn empty(&self, attribute: &'static str, place: &'static str) -> Result<(), Error> {
        match self.length {
            0 => Ok(()),
            length => Err(self.error(ErrorKind::BadLength {
                attribute,
                place,
                length,
            })),
        }
    }

    /// Returns `index` if it is a `Utf8`.
    pub(crate) fn utf8_index(
        &self,
        pool: &ConstantPool<'_>,
        index: u16,
        attribute: &'static str,
    ) -> Result<u16, Error> {
        if pool.is_utf8(index) {
            return Ok(index);
        }
        Err(self.error(ErrorKind::BadIndexIn { attribute, index }))
    }

    /// Reads a `Signature` attribute into `signature`, which must be the first. `what` and
    /// `wrong_length` are for messages.
    pub(crate) fn signature(
        &self,
        reader: &mut Reader<'a>,
        pool: &ConstantPool<'_>,
        signature: &mut Option<u16>,
        (place, what): (&'static str, &'static str),
        wrong_length: impl FnOnce(u32) -> ErrorKind,
    ) -> Result<(), Error> {
        if signature.is_some() {
            return Err(self.multiple("Signature", place));
        }
        let index = self.index(reader, wrong_length)?;
        *signature = Some(self.utf8_index(pool, index, what)?);
        Ok(())
    }

    /// Reads the body as one `u2`; another length is the error `wrong_length`.
    pub(crate) fn index(
        &self,
        reader: &mut Reader<'a>,
        wrong_length: impl FnOnce(u32) -> ErrorKind,
    ) -> Result<u16, Error> {
        if self.length != 2 {
            return Err(self.error(wrong_length(self.length)));
        }
        reader.u2()
    }
}

/// One or more tables of fixed-size rows, undecoded. Several `LineNumberTable` attributes may
/// together make the table of one method, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables<'a> {
    parts: Vec<&'a [u8]>,
}

impl<'a> Tables<'a> {
    pub(crate) fn push(&mut self, rows: &'a [u8]) {
        if self.parts.is_empty() {
            // More than one is rare, and every method with code has one.
            self.parts.reserve_exact(1);
        }
        self.parts.push(rows);
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.is_empty())
    }

    /// The row bytes of each table.
    pub fn parts(&self) -> &[&'a [u8]] {
        &self.parts
    }

    /// The rows of all tables as `N` big-endian `u2`s each.
    pub fn rows<const N: usize>(&self) -> impl Iterator<Item = [u16; N]> + '_ {
        self.parts.iter().flat_map(|part| {
            part.chunks_exact(2 * N).map(|row| {
                std::array::from_fn(|i| u16::from_be_bytes([row[2 * i], row[2 * i + 1]]))
            })
        })
    }
}

/// Which attributes have been met, to find those that are repeated.
#[derive(Default)]
pub(crate) struct Seen {
    names: Vec<&'static str>,
}

impl Seen {
    /// Notes `attribute`; a second time is an error.
    pub(crate) fn once(
        &mut self,
        header: &AttributeHeader<'_>,
        attribute: &'static str,
        place: &'static str,
    ) -> Result<(), Error> {
        if self.has(attribute) {
            return Err(header.multiple(attribute, place));
        }
        self.names.push(attribute);
        Ok(())
    }

    pub(crate) fn has(&self, attribute: &str) -> bool {
        self.names.contains(&attribute)
    }

    /// Notes the attribute if it is one of those with annotations that may stand in `place`.
    pub(crate) fn annotations(
        &mut self,
        header: &AttributeHeader<'_>,
        place: &'static str,
    ) -> Result<(), Error> {
        const EVERYWHERE: [&str; 4] = [
            "RuntimeVisibleAnnotations",
            "RuntimeInvisibleAnnotations",
            "RuntimeVisibleTypeAnnotations",
            "RuntimeInvisibleTypeAnnotations",
        ];
        const OF_METHODS: [&str; 3] = [
            "RuntimeVisibleParameterAnnotations",
            "RuntimeInvisibleParameterAnnotations",
            "AnnotationDefault",
        ];
        let of_methods = OF_METHODS.iter().filter(|_| place == " for method");
        for name in EVERYWHERE.iter().chain(of_methods) {
            if header.name == name.as_bytes() {
                return self.once(header, name, place);
            }
        }
        Ok(())
    }
}
