//! Field accesses and calls.
//!
//! Reference: JVMS §4.10.1.9 (getfield, putfield, the invokes), §4.10.1.8 (protected members).

use super::check::{Checked, Checker};
use super::descriptors::{signature, type_of};
use super::report::{Fault, Origin};
use super::types::{OBJECT, Type};
use super::{Hierarchy, MemberKind, external_name, tag};
use crate::instruction::Op;
use crate::raw::{Operands, RawInstruction};

/// First version whose `invokespecial` and `invokestatic` may name interface methods.
const INTERFACE_CODE_VERSION: u16 = 52;
/// First version with `invokedynamic`.
const INVOKE_DYNAMIC_VERSION: u16 = 51;

impl<H: Hierarchy> Checker<'_, '_, H> {
    pub(super) fn field(&mut self, raw: &RawInstruction<'_>) -> Checked<(), H> {
        let (bci, class) = (raw.bci, self.class);
        let index = raw.constant_index().unwrap_or(0);
        self.check_constant(index, &[tag::FIELD])?;
        let Some((name, descriptor)) = class.pool.name_and_descriptor(index) else {
            return Err(self.bad_constant_type(index, bci));
        };
        let owner = self.owner(index, bci)?;
        let is_static = matches!(raw.op, Op::GetStatic | Op::PutStatic);
        let is_good_owner = owner.is_object(self.names) || is_static && owner.is_array(self.names);
        if !is_good_owner {
            let fault = Fault::WrongType(Origin::Constant(index, owner), None);
            let message = format!(
                "Expecting reference to class in class {} at constant pool index {index}",
                external_name(class.name)
            );
            return Err(self.error(bci, fault, &message));
        }
        let value = type_of(descriptor, self.names);
        if matches!(raw.op, Op::PutStatic | Op::PutField) {
            if let Some(second) = value.second() {
                self.pop_slot(second)?;
            }
            self.pop_slot(value)?;
        }
        match raw.op {
            Op::GetField => {
                let object = self.pop_slot(owner)?;
                self.check_protected_field(raw, index, object, name, descriptor)?;
            }
            Op::PutField => {
                let mut object = self.pop_any()?;
                // A constructor may set fields of its own class before calling the superclass.
                if object == Type::UninitializedThis
                    && owner == self.this_type
                    && self.hierarchy.declares_field(name, descriptor)
                {
                    object = self.this_type;
                }
                if !self.is_assignable(owner, object, false)? {
                    let expected = Origin::Constant(index, owner);
                    let fault = Fault::WrongType(self.popped(), Some(expected));
                    return Err(self.error(bci, fault, "Bad type on operand stack in putfield"));
                }
                self.check_protected_field(raw, index, object, name, descriptor)?;
            }
            _ => {}
        }
        if matches!(raw.op, Op::GetStatic | Op::GetField) {
            self.push_each(value)?;
        }
        Ok(())
    }

    fn owner(&mut self, index: u16, bci: u32) -> Checked<Type, H> {
        match self.class.pool.class_index(index) {
            Some(class_index) => self.class_type(class_index, bci),
            None => Err(self.bad_constant_type(index, bci)),
        }
    }

    fn owner_name(&self, index: u16) -> &'_ [u8] {
        let pool = self.class.pool;
        pool.class_index(index)
            .and_then(|class| pool.class_name(class))
            .unwrap_or(b"")
    }

    /// If the member is a protected one of a superclass in another package, whether the
    /// receiver may be any object of this class.
    fn is_protected_receiver(
        &mut self,
        index: u16,
        kind: MemberKind,
        name: &[u8],
        descriptor: &[u8],
    ) -> Checked<bool, H> {
        self.check_meanwhile()?;
        let owner = self.owner_name(index).to_vec();
        if !self.hierarchy.is_superclass(&owner) {
            return Ok(false);
        }
        self.hierarchy
            .is_protected_elsewhere(&owner, kind, name, descriptor)
            .map_err(super::check::Stop::Aborted)
    }

    fn check_protected_field(
        &mut self,
        raw: &RawInstruction<'_>,
        index: u16,
        object: Type,
        name: &[u8],
        descriptor: &[u8],
    ) -> Checked<(), H> {
        if object == self.this_type
            || !self.is_protected_receiver(index, MemberKind::Field, name, descriptor)?
            || self.is_assignable(self.this_type, object, true)?
        {
            return Ok(());
        }
        let fault = Fault::WrongType(self.popped(), Some(Origin::Implicit(self.this_type)));
        let message = format!("Bad access to protected data in {}", raw.mnemonic);
        Err(self.error(raw.bci, fault, &message))
    }

    /// Checks a call. Whether it was the constructor call that initialized `this`.
    pub(super) fn invoke(
        &mut self,
        raw: &RawInstruction<'_>,
        is_covered: bool,
    ) -> Checked<bool, H> {
        let (bci, class) = (raw.bci, self.class);
        let index = raw.constant_index().unwrap_or(0);
        let is_new = class.major_version >= INTERFACE_CODE_VERSION;
        let tags: &[u8] = match raw.op {
            Op::InvokeInterface => &[tag::INTERFACE_METHOD],
            Op::InvokeDynamic => &[tag::INVOKE_DYNAMIC],
            Op::InvokeSpecial | Op::InvokeStatic if is_new => &[tag::INTERFACE_METHOD, tag::METHOD],
            _ => &[tag::METHOD],
        };
        let found_tag = self.check_constant(index, tags)?;
        let Some((name, descriptor)) = class.pool.name_and_descriptor(index) else {
            return Err(self.bad_constant_type(index, bci));
        };
        let mut owner = Type::Top;
        if raw.op != Op::InvokeDynamic {
            owner = self.owner(index, bci)?;
        } else if class.major_version < INVOKE_DYNAMIC_VERSION {
            let message = format!(
                "invokedynamic instructions not supported by this class file version ({}), class {}",
                class.major_version,
                external_name(class.name)
            );
            return Err(self.format_error(&message));
        }
        let (parameters, result) = signature(descriptor, self.names);
        self.check_operand_bytes(raw, parameters.len())?;
        self.check_invoke_kind(raw, name, owner, found_tag)?;
        for &slot in parameters.iter().rev() {
            self.pop_slot(slot)?;
        }
        let mut made_this = false;
        match raw.op {
            Op::InvokeStatic | Op::InvokeDynamic => {}
            _ if name == b"<init>" => {
                made_this = self.invoke_init(raw, index, owner, descriptor, is_covered)?;
                self.check_meanwhile()?;
            }
            Op::InvokeSpecial => {
                self.pop_slot(self.this_type)?;
            }
            Op::InvokeVirtual => {
                let object = self.pop_slot(owner)?;
                self.check_protected_method(bci, index, owner, object, name, descriptor)?;
            }
            _ => {
                self.pop_slot(owner)?;
            }
        }
        if !result.is_empty() && name == b"<init>" {
            return Err(self.bad_code(bci, "Return type must be void in <init> method"));
        }
        if let Some(&first) = result.first() {
            self.push_each(first)?;
        }
        Ok(made_this)
    }

    fn check_operand_bytes(&mut self, raw: &RawInstruction<'_>, n_slots: usize) -> Checked<(), H> {
        let message = match raw.operands {
            Operands::InvokeInterface { count, .. } if usize::from(count) != n_slots + 1 => {
                "Inconsistent args count operand in invokeinterface"
            }
            Operands::InvokeInterface { zero: 1.., .. } => {
                "Fourth operand byte of invokeinterface must be zero"
            }
            Operands::InvokeDynamic { zero: 1.., .. } => {
                "Third and fourth operand bytes of invokedynamic must be zero"
            }
            _ => return Ok(()),
        };
        Err(self.bad_code(raw.bci, message))
    }

    fn check_invoke_kind(
        &mut self,
        raw: &RawInstruction<'_>,
        name: &[u8],
        owner: Type,
        found_tag: u8,
    ) -> Checked<(), H> {
        let is_special = raw.op == Op::InvokeSpecial;
        if name.starts_with(b"<") {
            if !is_special || name != b"<init>" {
                return Err(self.bad_code(raw.bci, "Illegal call to internal method"));
            }
            return Ok(());
        }
        let Type::Reference(owner_name) = owner else {
            return Ok(());
        };
        let class = self.class;
        let owner_bytes = self.names.get(owner_name);
        if !is_special
            || owner == self.this_type
            || class.interfaces.contains(&owner_bytes)
            || class.super_name == Some(owner_bytes)
        {
            return Ok(());
        }
        let message = if !self.is_assignable(owner, self.this_type, false)? {
            "Bad invokespecial instruction: current class isn't assignable to reference class."
        } else if found_tag == tag::INTERFACE_METHOD {
            "Bad invokespecial instruction: \
             interface method reference is in an indirect superinterface."
        } else {
            return Ok(());
        };
        Err(self.bad_code(raw.bci, message))
    }

    fn check_protected_method(
        &mut self,
        bci: u32,
        index: u16,
        owner: Type,
        object: Type,
        name: &[u8],
        descriptor: &[u8],
    ) -> Checked<(), H> {
        if object == self.this_type
            || !self.is_protected_receiver(index, MemberKind::Method, name, descriptor)?
        {
            return Ok(());
        }
        // Arrays have a public clone().
        let is_array_clone =
            owner == Type::Reference(OBJECT) && object.is_array(self.names) && name == b"clone";
        if is_array_clone || self.is_assignable(self.this_type, object, true)? {
            return Ok(());
        }
        let fault = Fault::WrongType(self.popped(), Some(Origin::Implicit(self.this_type)));
        Err(self.error(bci, fault, "Bad access to protected data in invokevirtual"))
    }
}
