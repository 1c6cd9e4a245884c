//! The `Module` attribute (JVMS §4.7.25).
//!
//! The VM never defines a class from a `module-info`; tools that print class files read it.

use crate::attribute::AttributeHeader;
use crate::error::Error;
use crate::reader::Reader;

/// A module declaration. Indices are to `Module`, `Package`, `Class` and `Utf8` constants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// `Module` index of the name.
    pub name_index: u16,
    /// `OPEN`, `SYNTHETIC`, `MANDATED`.
    pub flags: u16,
    /// `Utf8` index of the version, or 0.
    pub version_index: u16,
    /// Modules it depends on.
    pub requires: Vec<ModuleRequires>,
    /// Packages it exports.
    pub exports: Vec<ModuleExports>,
    /// Packages it opens.
    pub opens: Vec<ModuleExports>,
    /// `Class` indices of services it uses.
    pub uses: Vec<u16>,
    /// Services it provides.
    pub provides: Vec<ModuleProvides>,
}

/// A `requires` clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModuleRequires {
    /// `Module` index.
    pub module_index: u16,
    /// `TRANSITIVE`, `STATIC_PHASE`, `SYNTHETIC`, `MANDATED`.
    pub flags: u16,
    /// `Utf8` index of the version compiled against, or 0.
    pub version_index: u16,
}

/// An `exports` or `opens` clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleExports {
    /// `Package` index.
    pub package_index: u16,
    /// `SYNTHETIC`, `MANDATED`.
    pub flags: u16,
    /// `Module` indices to which it is limited; empty is everybody.
    pub to: Vec<u16>,
}

/// A `provides` clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleProvides {
    /// `Class` index of the service.
    pub service_index: u16,
    /// `Class` indices of the implementations.
    pub with: Vec<u16>,
}

impl Module {
    pub(crate) fn parse(reader: &mut Reader<'_>, _: &AttributeHeader<'_>) -> Result<Self, Error> {
        let mut module = Self {
            name_index: reader.u2()?,
            flags: reader.u2()?,
            version_index: reader.u2()?,
            ..Self::default()
        };
        for _ in 0..reader.u2()? {
            module.requires.push(ModuleRequires {
                module_index: reader.u2()?,
                flags: reader.u2()?,
                version_index: reader.u2()?,
            });
        }
        for clauses in [&mut module.exports, &mut module.opens] {
            for _ in 0..reader.u2()? {
                clauses.push(ModuleExports {
                    package_index: reader.u2()?,
                    flags: reader.u2()?,
                    to: indices(reader)?,
                });
            }
        }
        module.uses = indices(reader)?;
        for _ in 0..reader.u2()? {
            module.provides.push(ModuleProvides {
                service_index: reader.u2()?,
                with: indices(reader)?,
            });
        }
        Ok(module)
    }
}

/// Reads a `u2` count and as many `u2`s.
pub(crate) fn indices(reader: &mut Reader<'_>) -> Result<Vec<u16>, Error> {
    let count = usize::from(reader.u2()?);
    let bytes = reader.take(2 * count)?;
    Ok(bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect())
}
