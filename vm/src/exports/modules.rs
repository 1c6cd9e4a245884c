//! Modules: what `java.lang.Module` and `BootLoader` tell the VM.

use super::system::string_array;
use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use vm_runtime::exceptions;
use vm_runtime::loader;
use vm_runtime::modules;
use vm_runtime::oop::Oop;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// The package that a string names, dots or slashes, in internal form.
fn package_name(text: Oop<'_>) -> Symbol {
    let mut bytes = strings::to_modified_utf8(text);
    for byte in &mut bytes {
        if *byte == b'.' {
            *byte = b'/';
        }
    }
    Symbol::intern(&bytes)
}

fn package(cx: &mut Cx, text: Ref) -> JResult<Symbol> {
    if text.oop(cx).is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            Some("package is null"),
        ));
    }
    Ok(package_name(text.oop(cx)))
}

fn optional_text(cx: &Cx, text: Ref) -> Option<String> {
    text.oop(cx).non_null().map(strings::to_rust)
}

jvm_functions! {
    fn JVM_DefineModule(cx, scope, module: Ref, is_open: u8, version: Ref, location: Ref, packages: Ref) {
        let (version, location) = (optional_text(cx, version), optional_text(cx, location));
        let array = packages.oop(cx);
        let packages: Vec<Symbol> = if array.is_null() {
            Vec::new()
        } else {
            (0..array.array_length()).map(|index| package_name(array.load_element(index))).collect()
        };
        let module = module.handle(cx, scope);
        modules::define(cx, module, is_open != 0, version, location, &packages)
    }

    fn JVM_SetBootLoaderUnnamedModule(cx, scope, module: Ref) {
        let module = module.handle(cx, scope);
        modules::set_boot_unnamed_module(cx, module);
        Ok(())
    }

    fn JVM_AddModuleExports(cx, scope, from: Ref, exported: Ref, to: Ref) {
        let (from, to) = (from.handle(cx, scope), to.handle(cx, scope));
        let exported = package(cx, exported)?;
        modules::add_exports(cx, from, exported, to)
    }

    fn JVM_AddModuleExportsToAll(cx, scope, from: Ref, exported: Ref) {
        let from = from.handle(cx, scope);
        let exported = package(cx, exported)?;
        modules::add_exports_to_all(cx, from, exported)
    }

    fn JVM_AddModuleExportsToAllUnnamed(cx, scope, from: Ref, exported: Ref) {
        let from = from.handle(cx, scope);
        let exported = package(cx, exported)?;
        modules::add_exports_to_all_unnamed(cx, from, exported)
    }

    fn JVM_AddReadsModule(cx, scope, from: Ref, to: Ref) {
        let from = from.handle(cx, scope);
        let to = (!to.oop(cx).is_null()).then(|| to.handle(cx, scope));
        modules::add_reads(cx, from, to)
    }

    fn JVM_GetSystemPackage(cx, _scope, name: Ref) -> Ref {
        let name = package(cx, name)?;
        match loader::boot_package_location(name) {
            Some(location) => Ok(strings::new_string(cx, &location)?.into()),
            None => Ok(Raw::NULL),
        }
    }

    fn JVM_GetSystemPackages(cx, scope) -> Ref {
        let names: Vec<String> = loader::boot_packages().into_iter().map(|name| name.text().into_owned()).collect();
        Ok(string_array(cx, scope, &names)?.get(cx).into())
    }
}
