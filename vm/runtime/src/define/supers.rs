//! The supertypes of a class being defined: loading them, and the checks of JVMS 5.3.5.

use super::Definition;
use crate::class::Class;
use crate::exceptions;
use crate::known::KnownClass;
use crate::loader::{self, LoaderData};
use crate::modules;
use crate::resolve::access;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use std::cell::RefCell;
use vm_classfile::access_flags as acc;

thread_local! {
    /// Classes whose supertypes this thread is loading: defining loader and name.
    static LOADING_SUPERS: RefCell<Vec<(u32, Symbol)>> = const { RefCell::new(Vec::new()) };
}

/// The direct supertypes.
pub(super) struct Supers {
    pub(super) super_class: Option<&'static Class>,
    pub(super) direct_interfaces: Vec<&'static Class>,
    /// All superinterfaces: inherited ones first.
    pub(super) interfaces: Vec<&'static Class>,
}

/// Removes the entry when loading ends, however it ends.
struct InProgress;

impl InProgress {
    fn begin(loader: &LoaderData, name: Symbol) -> Option<InProgress> {
        LOADING_SUPERS.with_borrow_mut(|stack| {
            if stack.contains(&(loader.ordinal, name)) {
                return None;
            }
            stack.push((loader.ordinal, name));
            Some(InProgress)
        })
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        LOADING_SUPERS.with_borrow_mut(Vec::pop);
    }
}

/// Throws if this thread is loading the supertypes of the class that is to be loaded: it would have
/// to be its own supertype.
pub fn check_circularity(cx: &mut Cx, loader: &LoaderData, name: Symbol) -> JResult<()> {
    let is_circular = LOADING_SUPERS.with_borrow(|stack| stack.contains(&(loader.ordinal, name)));
    if is_circular {
        return Err(circularity(cx, name));
    }
    Ok(())
}

fn circularity(cx: &mut Cx, name: Symbol) -> Thrown {
    let error = "java/lang/ClassCircularityError";
    exceptions::throw(cx, error, Some(&name.text()))
}

fn incompatible(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IncompatibleClassChangeError", Some(message))
}

/// Loads the interfaces of a class whose file is damaged further on.
pub(super) fn load_interfaces_of_damaged(
    cx: &mut Cx,
    loader: &'static LoaderData,
    class: &[u8],
    interfaces: &[&[u8]],
) -> JResult<()> {
    let name = Symbol::intern(class);
    let Some(_in_progress) = InProgress::begin(loader, name) else {
        return Err(circularity(cx, name));
    };
    let names = interfaces.iter().copied();
    load_interfaces(cx, loader, &name.external(), names).map(drop)
}

fn load_interfaces<'n>(
    cx: &mut Cx,
    loader: &'static LoaderData,
    class: &str,
    names: impl Iterator<Item = &'n [u8]>,
) -> JResult<Vec<&'static Class>> {
    let mut interfaces = Vec::with_capacity(names.size_hint().0);
    for name in names {
        let interface = loader::resolve_class(cx, Symbol::intern(name), loader)?;
        if !interface.is_interface() {
            let message = format!(
                "class {class} can not implement {}, because it is not an interface ({})",
                interface.external_name(),
                modules::in_module(cx, interface, false, false),
            );
            return Err(incompatible(cx, &message));
        }
        interfaces.push(interface);
    }
    Ok(interfaces)
}

/// Loads the supertypes of the class.
pub(super) fn load(cx: &mut Cx, definition: &Definition) -> JResult<Supers> {
    let Some(_in_progress) = InProgress::begin(definition.loader, definition.name) else {
        return Err(circularity(cx, definition.name));
    };
    let file = definition.file;
    // Interfaces come first, as in HotSpot: which of two missing supertypes is reported shows.
    let direct_interfaces = load_interfaces(
        cx,
        definition.loader,
        &definition.external_name(),
        file.interface_names(),
    )?;
    let super_class = match file.super_name() {
        Some(name) => Some(loader::resolve_class(
            cx,
            Symbol::intern(name),
            definition.loader,
        )?),
        None => None,
    };
    if let Some(super_class) = super_class
        && super_class.is_interface()
    {
        let message = format!(
            "class {} has interface {} as super class",
            definition.external_name(),
            super_class.external_name(),
        );
        return Err(incompatible(cx, &message));
    }
    let mut interfaces: Vec<&'static Class> =
        super_class.map_or_else(Vec::new, |class| class.interfaces.to_vec());
    let mut add = |interface: &'static Class| {
        if !interfaces
            .iter()
            .any(|known| std::ptr::eq(*known, interface))
        {
            interfaces.push(interface);
        }
    };
    for direct in &direct_interfaces {
        for inherited in direct.interfaces {
            add(inherited);
        }
        add(direct);
    }
    Ok(Supers {
        super_class,
        direct_interfaces,
        interfaces,
    })
}

/// "A and B are in module m of loader l", for a class that does not exist yet.
fn joint_location(cx: &mut Cx, definition: &Definition, other: &'static Class) -> String {
    let mine = modules::of_package(definition.loader, definition.package);
    let theirs = modules::of(other);
    let name = definition.external_name();
    if std::ptr::eq(mine, theirs) {
        format!(
            "{name} and {} are in {}",
            other.external_name(),
            modules::describe(cx, mine)
        )
    } else {
        format!(
            "{name} is in {}; {} is in {}",
            modules::describe(cx, mine),
            other.external_name(),
            modules::describe(cx, theirs)
        )
    }
}

/// Checks that the class may have these supertypes.
pub(super) fn check(cx: &mut Cx, definition: &Definition, supers: &Supers) -> JResult<()> {
    let name = definition.external_name();
    let is_interface = definition.file.access_flags & acc::INTERFACE != 0;
    if let Some(class) = supers.super_class {
        let theirs = class.external_name();
        if class.access & acc::FINAL != 0 {
            let message = format!("class {name} cannot inherit from final class {theirs}");
            return Err(incompatible(cx, &message));
        }
        if !permits(class, definition) {
            let message = format!("class {name} cannot inherit from sealed class {theirs}");
            return Err(incompatible(cx, &message));
        }
        check_magic(cx, definition, class)?;
        check_access(cx, definition, class, "superclass")?;
    }
    for interface in supers.direct_interfaces.iter().rev() {
        if !permits(interface, definition) {
            let verb = if is_interface { "extend" } else { "implement" };
            let message = format!(
                "class {name} cannot {verb} sealed interface {}",
                interface.external_name()
            );
            return Err(incompatible(cx, &message));
        }
        check_access(cx, definition, interface, "superinterface")?;
    }
    Ok(())
}

/// Classes of reflection's package are trusted (those generated for it are not even verified): only
/// the boot loader and reflection's own loaders may define subclasses of them.
fn check_magic(cx: &mut Cx, definition: &Definition, class: &'static Class) -> JResult<()> {
    let loader = definition.loader;
    if loader.is_boot || class.cold.package != "jdk/internal/reflect" {
        return Ok(());
    }
    let reflection = KnownClass::DelegatingClassLoader.get();
    if loader.oop(cx).class().is_subtype_of(reflection) {
        return Ok(());
    }
    let message = format!(
        "class {} loaded by {} cannot access jdk/internal/reflect superclass {}",
        definition.external_name(),
        modules::loader_name(cx, loader),
        class.external_name(),
    );
    Err(exceptions::throw(
        cx,
        "java/lang/IllegalAccessError",
        Some(&message),
    ))
}

/// Does a sealed supertype permit the class (JVMS 5.3.5)? They must be in the same module.
fn permits(class: &'static Class, definition: &Definition) -> bool {
    let Some(file) = class.file else { return true };
    let Some(permitted) = &file.attributes.permitted_subclasses else {
        return true;
    };
    let same_package =
        std::ptr::eq(class.loader, definition.loader) && class.cold.package == definition.package;
    let same_module = std::ptr::eq(
        modules::of(class),
        modules::of_package(definition.loader, definition.package),
    );
    same_module
        && (definition.file.access_flags & acc::PUBLIC != 0 || same_package)
        && permitted
            .iter()
            .any(|&index| file.pool.class_name(index) == Some(definition.name.as_bytes()))
}

fn check_access(
    cx: &mut Cx,
    definition: &Definition,
    class: &'static Class,
    what: &str,
) -> JResult<()> {
    let from = access::Place {
        loader: definition.loader,
        package: definition.package,
        is_magic: class.has(crate::class::ClassFlag::MagicAccessor),
    };
    let Err(denial) = access::check_class(&from, class) else {
        return Ok(());
    };
    let name = definition.external_name();
    let theirs = class.external_name();
    let message = match denial {
        access::ClassDenial::NotPublic => {
            let location = joint_location(cx, definition, class);
            let is_abstract = what == "superclass" && class.is_abstract();
            let adjective = if is_abstract { "abstract " } else { "" };
            format!("class {name} cannot access its {adjective}{what} {theirs} ({location})")
        }
        access::ClassDenial::Module => {
            let reason = access::module_reason(cx, &name, &from, class);
            let check = if what == "superclass" {
                "superclass access"
            } else {
                what
            };
            format!("{check} check failed: {reason}")
        }
    };
    Err(exceptions::throw(
        cx,
        "java/lang/IllegalAccessError",
        Some(&message),
    ))
}
