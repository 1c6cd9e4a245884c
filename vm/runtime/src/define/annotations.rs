//! The annotations that the VM itself interprets, read from `RuntimeVisibleAnnotations` (JVMS 4.7.16).
//!
//! They count only on classes that are trusted (boot and platform loaders, and hidden classes that
//! asked for it). Element values are skipped, never interpreted.

use crate::method::MethodFlag;
use vm_classfile::ConstantPool;

/// The VM's flag for a method annotation, by descriptor.
pub(super) fn method_flag(descriptor: &[u8]) -> Option<MethodFlag> {
    Some(match descriptor {
        b"Ljdk/internal/reflect/CallerSensitive;" => MethodFlag::CallerSensitive,
        b"Ljdk/internal/vm/annotation/Hidden;" => MethodFlag::Hidden,
        b"Ljava/lang/invoke/LambdaForm$Compiled;" => MethodFlag::CompiledLambdaForm,
        b"Ljdk/internal/vm/annotation/ForceInline;" => MethodFlag::ForceInline,
        b"Ljdk/internal/vm/annotation/DontInline;" => MethodFlag::DontInline,
        b"Ljdk/internal/vm/annotation/IntrinsicCandidate;" => MethodFlag::IntrinsicCandidate,
        b"Ljdk/internal/vm/annotation/ReservedStackAccess;" => MethodFlag::ReservedStackAccess,
        b"Ljdk/internal/misc/ScopedMemoryAccess$Scoped;" => MethodFlag::Scoped,
        _ => return None,
    })
}

/// The annotation that marks value-based classes.
pub(super) const VALUE_BASED: &[u8] = b"Ljdk/internal/ValueBased;";

/// The type descriptors of the annotations in an attribute body; malformed rests are ignored.
pub(super) fn types<'a>(body: &'a [u8], pool: &ConstantPool<'a>) -> Vec<&'a [u8]> {
    let mut cursor = Cursor { bytes: body };
    let mut found = Vec::new();
    let Some(count) = cursor.u2() else {
        return found;
    };
    for _ in 0..count {
        let Some(type_index) = cursor.annotation(0) else {
            break;
        };
        found.extend(pool.utf8(type_index));
    }
    found
}

struct Cursor<'a> {
    bytes: &'a [u8],
}

impl Cursor<'_> {
    fn u1(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    fn u2(&mut self) -> Option<u16> {
        Some(u16::from(self.u1()?) << 8 | u16::from(self.u1()?))
    }

    /// Skips one annotation and returns its type index.
    fn annotation(&mut self, depth: u32) -> Option<u16> {
        let type_index = self.u2()?;
        for _ in 0..self.u2()? {
            self.u2()?;
            self.element_value(depth + 1)?;
        }
        Some(type_index)
    }

    fn element_value(&mut self, depth: u32) -> Option<()> {
        if depth > 64 {
            return None;
        }
        match self.u1()? {
            b'e' => {
                self.u2()?;
                self.u2()?;
            }
            b'@' => {
                self.annotation(depth + 1)?;
            }
            b'[' => {
                for _ in 0..self.u2()? {
                    self.element_value(depth + 1)?;
                }
            }
            _ => {
                self.u2()?;
            }
        }
        Some(())
    }
}
