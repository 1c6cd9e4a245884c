//! Access checks (JVMS 5.4.4): classes across packages and modules, members across nests.

use super::nest;
use crate::class::{Class, ClassFlag};
use crate::exceptions;
use crate::loader::LoaderData;
use crate::modules::{self, ModuleDenial, ModuleEntry};
use crate::monitor;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use vm_classfile::access_flags as acc;

/// Where an access comes from; the class itself may not exist yet.
pub struct Place {
    /// Loader of the accessing class.
    pub loader: &'static LoaderData,
    /// Its package.
    pub package: Symbol,
    /// Is it one of reflection's magic accessors, which may access everything?
    pub is_magic: bool,
}

impl Place {
    /// The place of a class.
    pub fn of(class: &'static Class) -> Place {
        Place {
            loader: class.loader,
            package: class.cold.package,
            is_magic: class.has(ClassFlag::MagicAccessor),
        }
    }

    fn module(&self) -> &'static ModuleEntry {
        modules::of_package(self.loader, self.package)
    }
}

/// Why a class is not accessible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClassDenial {
    /// Neither public nor in the same package.
    NotPublic,
    /// Public, but in a module that is not read or does not export it.
    Module,
}

/// May the place access the class (not an array)?
pub fn check_class(from: &Place, class: &'static Class) -> Result<(), ClassDenial> {
    let same_package =
        std::ptr::eq(from.loader, class.loader) && from.package == class.cold.package;
    if same_package || from.is_magic {
        return Ok(());
    }
    if class.access & acc::PUBLIC == 0 {
        return Err(ClassDenial::NotPublic);
    }
    modules::check_access(from.module(), modules::of(class), class.cold.package)
        .map_err(|_| ClassDenial::Module)
}

/// Why modules forbid an access that [`check_class`] denied.
pub fn module_reason(cx: &Cx, from_name: &str, from: &Place, class: &'static Class) -> String {
    let (mine, theirs) = (from.module(), modules::of(class));
    let unnamed = |module: &'static ModuleEntry| {
        let object = module.oop(cx);
        let hash = if object.is_null() {
            0
        } else {
            monitor::identity_hash(cx, object)
        };
        format!("unnamed module @{hash:#x}")
    };
    let text = |module: &'static ModuleEntry| match module.name {
        Some(name) => format!("module {name}"),
        None => unnamed(module),
    };
    let class_name = class.external_name();
    let (mine_text, theirs_text) = (text(mine), text(theirs));
    let subject = format!(
        "class {from_name} (in {mine_text}) cannot access class {class_name} (in {theirs_text}) because"
    );
    match modules::check_access(mine, theirs, class.cold.package) {
        Err(ModuleDenial::NotReadable) => {
            format!("{subject} {mine_text} does not read {theirs_text}")
        }
        _ => format!(
            "{subject} {theirs_text} does not export {} to {mine_text}",
            class.cold.package.external()
        ),
    }
}

/// Is `class` (for arrays their element) accessible to `from`?
pub fn is_accessible(from: &'static Class, class: &'static Class) -> bool {
    let element = if class.is_array() {
        class.array_element().1
    } else {
        Some(class)
    };
    match element {
        Some(class) if !class.is_primitive() => {
            std::ptr::eq(from, class) || check_class(&Place::of(from), class).is_ok()
        }
        _ => true,
    }
}

/// Throws `IllegalAccessError` unless `class` (for arrays their element) is accessible to `from`.
pub fn require_class(cx: &mut Cx, from: &'static Class, class: &'static Class) -> JResult<()> {
    if is_accessible(from, class) {
        return Ok(());
    }
    let element = class.array_element().1.unwrap_or(class);
    let place = Place::of(from);
    let message = match check_class(&place, element) {
        Err(ClassDenial::Module) => module_reason(cx, &from.external_name(), &place, element),
        _ => format!(
            "failed to access class {} from class {} ({})",
            element.external_name(),
            from.external_name(),
            modules::locations(cx, element, from)
        ),
    };
    Err(exceptions::throw(
        cx,
        "java/lang/IllegalAccessError",
        Some(&message),
    ))
}

/// May `from` access a member with these flags, declared by `member_class`, found through
/// `resolved`?
pub fn can_access_member(
    cx: &mut Cx,
    from: &'static Class,
    resolved: &'static Class,
    member_class: &'static Class,
    access: u16,
) -> JResult<bool> {
    if std::ptr::eq(from, member_class) || access & acc::PUBLIC != 0 {
        return Ok(true);
    }
    if access & acc::PROTECTED != 0
        && !from.is_interface()
        && from.is_subtype_of(member_class)
        && (access & acc::STATIC != 0
            || std::ptr::eq(from, resolved)
            || std::ptr::eq(member_class, resolved)
            || from.is_subtype_of(resolved)
            || resolved.is_subtype_of(from))
    {
        return Ok(true);
    }
    if access & acc::PRIVATE == 0 {
        if from.same_package(member_class) {
            return Ok(true);
        }
    } else if !member_class.is_array() && nest::are_nest_mates(cx, from, member_class)? {
        return Ok(true);
    }
    Ok(from.has(ClassFlag::MagicAccessor))
}

/// The part of a message that tells where two classes are, with problems of their nests.
pub(super) fn denial_details(
    cx: &Cx,
    from: &'static Class,
    member_class: &'static Class,
    is_private: bool,
) -> String {
    let mut text = format!("({})", modules::locations(cx, from, member_class));
    if is_private {
        let errors: Vec<String> = [from, member_class]
            .into_iter()
            .filter_map(nest::host_error)
            .collect();
        if !errors.is_empty() {
            text.push_str(&format!(", ({})", errors.join(", ")));
        }
    }
    text
}

/// `"protected "`, `"private "` or nothing.
pub(super) fn visibility(access: u16) -> &'static str {
    if access & acc::PROTECTED != 0 {
        "protected "
    } else if access & acc::PRIVATE != 0 {
        "private "
    } else {
        ""
    }
}

pub(super) fn illegal_access(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IllegalAccessError", Some(message))
}
