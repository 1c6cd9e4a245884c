//! Rules for flags, names and descriptors of members, made when verifying (JVMS §4.1, §4.5, §4.6).

use std::collections::HashSet;

use crate::access_flags as flags;
use crate::class::Context;
use crate::constants::ConstantPool;
use crate::error::ErrorKind;
use crate::mutf8;
use crate::names::{self, NameKind};

impl Context<'_> {
    pub(crate) fn check_class_modifiers(&self, flags: u16) -> Result<(), ErrorKind> {
        let has = |bit| flags & bit != 0;
        if has(flags::MODULE) {
            if self.options.allow_modules {
                return Ok(());
            }
            return Err(ErrorKind::IsModule);
        }
        let since_5 = self.major >= 49;
        let illegal = (has(flags::ABSTRACT) && has(flags::FINAL))
            || (has(flags::INTERFACE) && !has(flags::ABSTRACT))
            || (has(flags::INTERFACE) && since_5 && (has(flags::SUPER) || has(flags::ENUM)))
            || (!has(flags::INTERFACE) && since_5 && has(flags::ANNOTATION));
        if self.options.verify && illegal {
            return Err(ErrorKind::IllegalClassModifiers { flags });
        }
        Ok(())
    }

    pub(crate) fn check_field_modifiers(&self, flags: u16) -> Result<(), ErrorKind> {
        let has = |bits| flags & bits != 0;
        let illegal = if self.is_interface {
            let required = flags::PUBLIC | flags::STATIC | flags::FINAL;
            flags & required != required
                || has(flags::PRIVATE | flags::PROTECTED | flags::VOLATILE | flags::TRANSIENT)
                || (self.major >= 49 && has(flags::ENUM))
        } else {
            illegal_visibility(flags) || (has(flags::FINAL) && has(flags::VOLATILE))
        };
        if self.options.verify && illegal {
            return Err(ErrorKind::IllegalFieldModifiers { flags });
        }
        Ok(())
    }

    pub(crate) fn check_method_modifiers(&self, flags: u16, name: &[u8]) -> Result<(), ErrorKind> {
        let illegal = if self.is_interface {
            self.illegal_interface_method(flags)
        } else {
            illegal_visibility(flags) || self.illegal_class_method(flags, name)
        };
        if self.options.verify && illegal {
            let name = mutf8::to_string(name).into_boxed_str();
            return Err(ErrorKind::IllegalMethodModifiers { name, flags });
        }
        Ok(())
    }

    fn illegal_interface_method(&self, flags: u16) -> bool {
        use flags::*;
        let has = |bits| flags & bits != 0;
        if self.major >= 52 {
            let strict = if self.major >= 61 { 0 } else { STRICT };
            has(PUBLIC) == has(PRIVATE)
                || has(NATIVE | PROTECTED | FINAL | SYNCHRONIZED)
                || (has(ABSTRACT) && has(PRIVATE | STATIC | strict))
        } else if self.major >= 49 {
            !has(PUBLIC)
                || !has(ABSTRACT)
                || has(PRIVATE | PROTECTED | STATIC | FINAL | SYNCHRONIZED | NATIVE | STRICT)
        } else {
            !has(PUBLIC) || !has(ABSTRACT) || has(STATIC | FINAL | NATIVE)
        }
    }

    fn illegal_class_method(&self, flags: u16, name: &[u8]) -> bool {
        use flags::*;
        let has = |bits| flags & bits != 0;
        let since_5 = self.major >= 49;
        if name == b"<init>" {
            return has(STATIC | FINAL | SYNCHRONIZED | NATIVE | ABSTRACT)
                || (since_5 && has(BRIDGE));
        }
        let strict = if self.major >= 61 { 0 } else { STRICT };
        has(ABSTRACT)
            && (has(FINAL | NATIVE | PRIVATE | STATIC) || (since_5 && has(SYNCHRONIZED | strict)))
    }

    /// No two members of a kind may have the same name and descriptor.
    pub(crate) fn check_duplicates(
        &self,
        pool: &ConstantPool<'_>,
        what: &'static str,
        members: impl ExactSizeIterator<Item = (u16, u16)>,
    ) -> Result<(), ErrorKind> {
        if !self.options.verify || members.len() < 2 {
            return Ok(());
        }
        let mut seen = HashSet::with_capacity(members.len());
        for (name, descriptor) in members {
            let name = pool.utf8(name).unwrap_or_default();
            let descriptor = pool.utf8(descriptor).unwrap_or_default();
            if !seen.insert((name, descriptor)) {
                let name = mutf8::to_string(name).into_boxed_str();
                let signature = mutf8::to_string(descriptor)
                    .replace('/', ".")
                    .into_boxed_str();
                return Err(ErrorKind::DuplicateMember {
                    what,
                    name,
                    signature,
                });
            }
        }
        Ok(())
    }

    pub(crate) fn check_class_name(&self, name: &[u8]) -> Result<(), ErrorKind> {
        if !self.options.verify || self.options.relaxed_names {
            return Ok(());
        }
        let legal = if name.first() == Some(&b'[') {
            self.skip_field_descriptor(name, false)? == Some(name.len())
        } else {
            names::is_legal(name, NameKind::Class, self.major)
        };
        illegal_name_unless(legal, "class", name)
    }

    pub(crate) fn check_field_name(&self, name: &[u8]) -> Result<(), ErrorKind> {
        if !self.options.verify || self.options.relaxed_names {
            return Ok(());
        }
        illegal_name_unless(
            names::is_legal(name, NameKind::Field, self.major),
            "field",
            name,
        )
    }

    pub(crate) fn check_method_name(&self, name: &[u8]) -> Result<(), ErrorKind> {
        if !self.options.verify || self.options.relaxed_names {
            return Ok(());
        }
        illegal_name_unless(
            names::is_legal(name, NameKind::Method, self.major),
            "method",
            name,
        )
    }

    pub(crate) fn check_field_descriptor(
        &self,
        name: &[u8],
        descriptor: &[u8],
    ) -> Result<(), ErrorKind> {
        if !self.options.verify {
            return Ok(());
        }
        if self.skip_field_descriptor(descriptor, false)? == Some(descriptor.len()) {
            return Ok(());
        }
        Err(illegal_signature("Field", name, descriptor))
    }

    /// Checks a method descriptor; returns the slots of its parameters.
    pub(crate) fn check_method_descriptor(
        &self,
        name: &[u8],
        descriptor: &[u8],
    ) -> Result<usize, ErrorKind> {
        if !self.options.verify {
            return Ok(0);
        }
        let illegal = || illegal_signature("Method", name, descriptor);
        if name == b"<clinit>" && descriptor != b"()V" && self.major >= 51 {
            return Err(illegal());
        }
        let mut rest = descriptor.strip_prefix(b"(").ok_or_else(illegal)?;
        let mut slots = 0;
        while let Some(length) = self.skip_field_descriptor(rest, false)? {
            slots += if matches!(rest[0], b'J' | b'D') { 2 } else { 1 };
            rest = &rest[length..];
        }
        let result = rest.strip_prefix(b")").ok_or_else(illegal)?;
        if name.first() == Some(&b'<') {
            // Special names return void only.
            return if result == b"V" {
                Ok(slots)
            } else {
                Err(illegal())
            };
        }
        if self.skip_field_descriptor(result, true)? != Some(result.len()) {
            return Err(illegal());
        }
        Ok(slots)
    }

    /// Checks the descriptor of a declared method; returns the slots of its arguments.
    pub(crate) fn check_method_arguments(
        &self,
        name: &[u8],
        descriptor: &[u8],
        flags: u16,
    ) -> Result<usize, ErrorKind> {
        if !self.options.verify {
            return Ok(0);
        }
        let receiver = usize::from(flags & flags::STATIC == 0);
        let slots = receiver + self.check_method_descriptor(name, descriptor)?;
        if slots > 255 {
            return Err(ErrorKind::TooManyArguments);
        }
        Ok(slots)
    }

    /// The length of the field descriptor (or `V`) that `bytes` starts with.
    fn skip_field_descriptor(
        &self,
        bytes: &[u8],
        void_ok: bool,
    ) -> Result<Option<usize>, ErrorKind> {
        let dimensions = bytes.iter().take_while(|&&b| b == b'[').count();
        if dimensions > 255 {
            return Err(ErrorKind::TooManyDimensions);
        }
        match bytes.get(dimensions) {
            Some(b'V') if void_ok && dimensions == 0 => Ok(Some(1)),
            Some(b'B' | b'C' | b'D' | b'F' | b'I' | b'J' | b'S' | b'Z') => Ok(Some(dimensions + 1)),
            Some(b'L') => {
                let rest = &bytes[dimensions + 1..];
                let Some(end) = rest.iter().position(|&b| b == b';') else {
                    return Ok(None);
                };
                let legal = if self.major < 49 {
                    names::is_old_identifier_path(&rest[..end])
                } else if names::is_unqualified(&rest[..end], NameKind::Class) {
                    true
                } else {
                    return Err(ErrorKind::BadNameInDescriptor);
                };
                Ok(legal.then_some(dimensions + 1 + end + 1))
            }
            _ => Ok(None),
        }
    }
}

fn illegal_visibility(flags: u16) -> bool {
    (flags & (flags::PUBLIC | flags::PRIVATE | flags::PROTECTED)).count_ones() > 1
}

fn illegal_name_unless(legal: bool, what: &'static str, name: &[u8]) -> Result<(), ErrorKind> {
    if legal {
        return Ok(());
    }
    Err(ErrorKind::IllegalName {
        what,
        name: mutf8::to_string(name).into_boxed_str(),
    })
}

/// The error that a descriptor is not one, or not of the right kind.
pub(crate) fn illegal_signature(what: &'static str, name: &[u8], descriptor: &[u8]) -> ErrorKind {
    ErrorKind::IllegalSignature {
        what,
        name: mutf8::to_string(name).into_boxed_str(),
        signature: mutf8::to_string(descriptor).into_boxed_str(),
    }
}
