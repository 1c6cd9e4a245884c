//! Types of the inferring verifier, and merging them.
//!
//! Merging finds what two paths have in common: the nearest common superclass, with interfaces
//! counting as `java/lang/Object`. Assignability is defined by merging. Reference: JVMS §4.10.2.2.

use super::super::Hierarchy;
use super::super::types::{Name, Names, OBJECT};

/// What a slot or array element holds, array dimensions aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// Nothing that can be used.
    Bogus,
    Void,
    Integer,
    Float,
    Long,
    Long2,
    Double,
    Double2,
    /// The next four only in arrays.
    Byte,
    Short,
    Char,
    Boolean,
    Null,
    Object(Name),
    /// Result of the `new` with this instruction number, not yet constructed.
    New(usize),
    /// `this` of a constructor that has not called another one.
    Init,
    /// Return address of a subroutine that begins at this instruction number.
    ReturnAddress(usize),
}

/// A type: a base type in `n_dimensions` of array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Info {
    pub(super) base: Base,
    pub(super) n_dimensions: u8,
}

impl Info {
    pub(super) const BOGUS: Info = Info::of(Base::Bogus);
    pub(super) const INTEGER: Info = Info::of(Base::Integer);
    pub(super) const NULL: Info = Info::of(Base::Null);
    pub(super) const OBJECT: Info = Info::of(Base::Object(OBJECT));

    pub(super) const fn of(base: Base) -> Info {
        Info {
            base,
            n_dimensions: 0,
        }
    }

    pub(super) const fn object(name: Name) -> Info {
        Info::of(Base::Object(name))
    }

    /// Type with a field descriptor; `Void` for `V`, `None` if malformed.
    pub(super) fn of_descriptor(descriptor: &[u8], names: &mut Names) -> Option<Info> {
        let n_dimensions = descriptor.iter().take_while(|&&byte| byte == b'[').count();
        let is_array = n_dimensions > 0;
        let (first, rest) = descriptor[n_dimensions..].split_first()?;
        let small = |base| if is_array { base } else { Base::Integer };
        let base = match first {
            b'Z' => small(Base::Boolean),
            b'B' => small(Base::Byte),
            b'C' => small(Base::Char),
            b'S' => small(Base::Short),
            b'I' => Base::Integer,
            b'J' => Base::Long,
            b'F' => Base::Float,
            b'D' => Base::Double,
            b'V' if !is_array => Base::Void,
            b'L' => Base::Object(names.intern(rest.strip_suffix(b";")?)),
            _ => return None,
        };
        Some(Info {
            base,
            n_dimensions: u8::try_from(n_dimensions).ok()?,
        })
    }

    /// Type that a class entry names.
    pub(super) fn of_class(name: &[u8], names: &mut Names) -> Option<Info> {
        if name.starts_with(b"[") {
            Info::of_descriptor(name, names)
        } else {
            Some(Info::object(names.intern(name)))
        }
    }

    /// Whether this is a constructed object, an array or null.
    pub(super) fn is_reference(self) -> bool {
        self.n_dimensions > 0 || matches!(self.base, Base::Object(_) | Base::Null)
    }

    pub(super) fn is_array(self) -> bool {
        self.n_dimensions > 0
    }

    /// Whether this is a class type or null.
    pub(super) fn is_object(self) -> bool {
        self.is_reference() && !self.is_array()
    }

    pub(super) fn is_uninitialized(self) -> bool {
        !self.is_array() && matches!(self.base, Base::New(_) | Base::Init)
    }

    /// Type of the upper slot, for long and double.
    pub(super) fn second(self) -> Option<Info> {
        match self {
            Info {
                base: Base::Long,
                n_dimensions: 0,
            } => Some(Info::of(Base::Long2)),
            Info {
                base: Base::Double,
                n_dimensions: 0,
            } => Some(Info::of(Base::Double2)),
            _ => None,
        }
    }

    pub(super) fn n_slots(self) -> usize {
        1 + usize::from(self.second().is_some())
    }

    /// Type of an element; null for null.
    pub(super) fn component(self) -> Info {
        if self == Info::NULL {
            return self;
        }
        let n_dimensions = self.n_dimensions.saturating_sub(1);
        let base = match self.base {
            Base::Byte | Base::Short | Base::Char | Base::Boolean if n_dimensions == 0 => {
                Base::Integer
            }
            base => base,
        };
        Info { base, n_dimensions }
    }
}

/// Merging, with what it has to know about classes.
pub(super) struct Merger<'b, H> {
    pub(super) names: &'b mut Names,
    pub(super) hierarchy: &'b mut H,
}

impl<H: Hierarchy> Merger<'_, H> {
    pub(super) fn is_assignable(&mut self, from: Info, to: Info) -> Result<bool, H::Abort> {
        Ok(self.merge(from, to, true)? == to)
    }

    /// What the types have in common; for assignments, `target` if `value` may be assigned to
    /// it and something else if not.
    pub(super) fn merge(
        &mut self,
        value: Info,
        target: Info,
        for_assignment: bool,
    ) -> Result<Info, H::Abort> {
        if value == target {
            return Ok(value);
        }
        if !value.is_reference() || !target.is_reference() {
            return Ok(Info::BOGUS);
        }
        if value == Info::NULL {
            return Ok(target);
        }
        if target == Info::NULL {
            return Ok(value);
        }
        if target == Info::OBJECT {
            return Ok(target);
        }
        if value == Info::OBJECT {
            // Anything may be assigned to an interface.
            if let (
                true,
                Info {
                    base: Base::Object(name),
                    n_dimensions: 0,
                },
            ) = (for_assignment, target)
                && self.hierarchy.is_interface(self.names.get(name))?
            {
                return Ok(target);
            }
            return Ok(value);
        }
        if value.is_array() || target.is_array() {
            return self.merge_arrays(value, target, for_assignment);
        }
        match (value.base, target.base) {
            (Base::Object(value), Base::Object(target)) => {
                self.merge_classes(value, target, for_assignment)
            }
            _ => Ok(Info::BOGUS),
        }
    }

    /// Whether this is one of the interfaces of arrays.
    fn is_array_interface(&self, info: Info) -> bool {
        match info {
            Info {
                base: Base::Object(name),
                n_dimensions: 0,
            } => {
                matches!(
                    self.names.get(name),
                    b"java/lang/Cloneable" | b"java/io/Serializable"
                )
            }
            _ => false,
        }
    }

    fn merge_arrays(
        &mut self,
        value: Info,
        target: Info,
        for_assignment: bool,
    ) -> Result<Info, H::Abort> {
        if self.is_array_interface(target) {
            return Ok(target);
        }
        if self.is_array_interface(value) {
            return Ok(value);
        }
        // An array of primitives is an object in an array of one dimension less.
        let promote = |info: Info| match info.base {
            Base::Object(_) => Some(info),
            _ => Some(Info {
                n_dimensions: info.n_dimensions.checked_sub(1)?,
                ..Info::OBJECT
            }),
        };
        let (Some(value), Some(target)) = (promote(value), promote(target)) else {
            return Ok(Info::BOGUS);
        };
        let bases = (Info::of(value.base), Info::of(target.base));
        let n_dimensions = value.n_dimensions.min(target.n_dimensions);
        if value.n_dimensions == target.n_dimensions {
            let merged = self.merge(bases.0, bases.1, for_assignment)?;
            return Ok(if merged == Info::BOGUS {
                merged
            } else {
                Info {
                    n_dimensions,
                    ..merged
                }
            });
        }
        let (shallow, base) = if value.n_dimensions == n_dimensions {
            (value, bases.0)
        } else {
            (target, bases.1)
        };
        let is_interface = self.is_array_interface(base);
        Ok(if is_interface {
            shallow
        } else {
            Info {
                n_dimensions,
                ..Info::OBJECT
            }
        })
    }

    fn merge_classes(
        &mut self,
        value: Name,
        target: Name,
        for_assignment: bool,
    ) -> Result<Info, H::Abort> {
        if self.hierarchy.is_interface(self.names.get(target))? {
            return Ok(if for_assignment {
                Info::object(target)
            } else {
                Info::OBJECT
            });
        }
        if self.hierarchy.is_interface(self.names.get(value))? {
            return Ok(Info::OBJECT);
        }
        if for_assignment {
            let (value, to) = (self.names.get(value), self.names.get(target));
            let is_subclass = self.hierarchy.is_subclass(value, to)?;
            return Ok(if is_subclass {
                Info::object(target)
            } else {
                Info::OBJECT
            });
        }
        let above_target = self.ancestors(target)?;
        let above_value = self.ancestors(value)?;
        let common = above_value
            .into_iter()
            .find(|name| above_target.contains(name));
        Ok(common.map_or(Info::OBJECT, Info::object))
    }

    /// The class and its superclasses.
    fn ancestors(&mut self, class: Name) -> Result<Vec<Name>, H::Abort> {
        let mut ancestors = vec![class];
        while let Some(above) = {
            let last = ancestors[ancestors.len() - 1];
            self.hierarchy.superclass(self.names.get(last))?
        } {
            let above = self.names.intern(&above);
            ancestors.push(above);
        }
        Ok(ancestors)
    }
}
