//! Verification at link time: the verifier's questions about classes, and who is verified.
//!
//! The answers load classes with the loader of the class being verified, as HotSpot's do.

use crate::class::{Class, ClassFlag, ClassState};
use crate::exceptions;
use crate::link;
use crate::loader;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use std::sync::OnceLock;
use vm_bytecode::verify::{Failure, Hierarchy, MemberKind, RefusalKind, verify_class_file};

static POLICY: OnceLock<(bool, bool)> = OnceLock::new();

/// Sets whose classes are verified: those of the boot loader, those of others. Without a call:
/// no, yes.
pub fn set_verification(boot: bool, others: bool) {
    let _ = POLICY.set((boot, others));
}

/// Is the class to be verified? Never those that extend reflection's magic accessor.
pub fn is_verified(class: &Class) -> bool {
    let (boot, others) = POLICY.get().copied().unwrap_or((false, true));
    let wanted = if class.loader.is_boot { boot } else { others };
    wanted && !class.has(ClassFlag::MagicAccessor)
}

/// Verifies the class if the policy says so; throws `VerifyError` or `ClassFormatError`.
pub(super) fn verify(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    let Some(file) = class.file.filter(|_| is_verified(class)) else {
        return Ok(());
    };
    let mut answers = Answers { cx, class };
    match verify_class_file(file, &mut answers) {
        Ok(()) => Ok(()),
        Err(Failure::Aborted(thrown)) => Err(thrown),
        Err(Failure::Refused(refusal)) => {
            let error = match refusal.kind {
                RefusalKind::VerifyError => "java/lang/VerifyError",
                RefusalKind::ClassFormatError => "java/lang/ClassFormatError",
            };
            Err(exceptions::throw(cx, error, Some(&refusal.message)))
        }
    }
}

struct Answers<'c> {
    cx: &'c mut Cx,
    class: &'static Class,
}

impl Answers<'_> {
    fn load(&mut self, name: &[u8]) -> JResult<&'static Class> {
        if name == self.class.class_file().name() {
            return Ok(self.class);
        }
        loader::resolve_class(self.cx, Symbol::intern(name), self.class.loader)
    }

    fn superclass_named(&self, name: &[u8]) -> Option<&'static Class> {
        let mut supers = self.class.super_chain().skip(1);
        supers.find(|class| class.name.as_bytes() == name)
    }
}

impl Hierarchy for Answers<'_> {
    type Abort = Thrown;

    fn is_interface(&mut self, class: &[u8]) -> JResult<bool> {
        Ok(self.load(class)?.is_interface())
    }

    fn is_subclass(&mut self, class: &[u8], superclass: &[u8]) -> JResult<bool> {
        let superclass = self.load(superclass)?;
        Ok(self.load(class)?.is_subtype_of(superclass))
    }

    fn superclass(&mut self, class: &[u8]) -> JResult<Option<Vec<u8>>> {
        let parent = self.load(class)?.super_class;
        Ok(parent.map(|parent| parent.name.as_bytes().to_vec()))
    }

    fn is_superclass(&mut self, name: &[u8]) -> bool {
        self.superclass_named(name).is_some()
    }

    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        kind: MemberKind,
        name: &[u8],
        descriptor: &[u8],
    ) -> JResult<bool> {
        let Some(class) = self.superclass_named(class) else {
            return Ok(false);
        };
        let (name, descriptor) = (Symbol::intern(name), Symbol::intern(descriptor));
        let found = match kind {
            MemberKind::Field => {
                link::find_field(class, name, descriptor).map(|f| (f.class, f.access))
            }
            MemberKind::Method => {
                link::find_method(class, name, descriptor).map(|m| (m.class, m.access))
            }
        };
        Ok(found.is_some_and(|(holder, access)| {
            access & vm_classfile::access_flags::PROTECTED != 0 && !holder.same_package(self.class)
        }))
    }

    fn declares_field(&mut self, name: &[u8], descriptor: &[u8]) -> bool {
        let (name, descriptor) = (Symbol::intern(name), Symbol::intern(descriptor));
        self.class.declared_field(name, descriptor).is_some()
    }

    fn is_verified_meanwhile(&mut self) -> bool {
        self.class.state() >= ClassState::Linked
    }
}
