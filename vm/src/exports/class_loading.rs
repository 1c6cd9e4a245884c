//! Finding and defining classes.

use crate::class_lookup;
use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::{CText, Ref, native_slice};
use vm_runtime::define::{self, DefineRequest, HiddenRequest};
use vm_runtime::exceptions;
use vm_runtime::init;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::layout::BasicType;
use vm_runtime::link;
use vm_runtime::loader;
use vm_runtime::resolve;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// Longest class name: the length of a `Utf8` constant is 16 bits.
const MAX_NAME: usize = 65535;

/// `Lookup.defineHiddenClass`: the class becomes a nest mate of the lookup class.
const NESTMATE: i32 = 1;
/// The class is hidden.
const HIDDEN: i32 = 2;
/// The class lives as long as its loader.
const STRONG_LOADER_LINK: i32 = 4;
/// The class may use annotations of the VM.
const ACCESS_VM_ANNOTATIONS: i32 = 8;

/// The name of a class to be defined; `NoClassDefFoundError` when it is too long.
fn class_name(cx: &mut Cx, name: CText) -> JResult<Option<Symbol>> {
    if name.is_null() {
        return Ok(None);
    }
    if name.bytes().len() > MAX_NAME {
        let message = format!(
            "Class name exceeds maximum length of {MAX_NAME}: {}",
            name.text()
        );
        return Err(exceptions::throw(
            cx,
            "java/lang/NoClassDefFoundError",
            Some(&message),
        ));
    }
    Ok(Some(Symbol::intern(name.bytes())))
}

jvm_functions! {
    fn JVM_FindPrimitiveClass(cx, _scope, name: CText) -> Ref {
        let text = name.text();
        let basic = BasicType::PRIMITIVES.into_iter().chain([BasicType::Void]).find(|basic| basic.java_name() == text);
        match basic {
            Some(basic) => Ok(define::primitive(basic).mirror(cx).into()),
            None => Err(exceptions::throw(cx, "java/lang/ClassNotFoundException", Some(&text))),
        }
    }

    fn JVM_FindClassFromBootLoader(cx, _scope, name: CText) -> Ref {
        if name.is_null() || name.bytes().len() > MAX_NAME {
            return Ok(Raw::NULL);
        }
        let class = loader::load_class_or_none(cx, Symbol::intern(name.bytes()), loader::boot())?;
        Ok(class.map_or(Raw::NULL, |class| class.mirror(cx).into()))
    }

    fn JVM_FindClassFromCaller(cx, _scope, name: CText, init: u8, loader: Ref, _caller: Ref) -> Ref {
        if name.bytes().len() > MAX_NAME {
            let message = format!("Class name exceeds maximum length of {MAX_NAME}: {}", name.text());
            return Err(exceptions::throw(cx, "java/lang/ClassNotFoundException", Some(&message)));
        }
        let loader = loader.oop(cx).raw();
        let loader = define::loader_data(cx, loader);
        let symbol = Symbol::intern(name.bytes());
        let Some(class) = loader::load_class_or_none(cx, symbol, loader)? else {
            return Err(exceptions::throw(cx, "java/lang/ClassNotFoundException", Some(&symbol.external())));
        };
        if init != 0 {
            init::initialize(cx, class)?;
        }
        Ok(class.mirror(cx).into())
    }

    fn JVM_FindClassFromClass(cx, _scope, name: CText, init: u8, from: Ref) -> Ref {
        let loader = from.class(cx).loader;
        let class = loader::resolve_class(cx, Symbol::intern(name.bytes()), loader)?;
        if init != 0 {
            init::initialize(cx, class)?;
        }
        Ok(class.mirror(cx).into())
    }

    fn JVM_FindLoadedClass(cx, _scope, loader: Ref, name: Ref) -> Ref {
        let name = name.oop(cx);
        if name.is_null() {
            return Ok(Raw::NULL);
        }
        let mut name = strings::to_modified_utf8(name);
        for byte in &mut name {
            if *byte == b'.' {
                *byte = b'/';
            }
        }
        let Some(name) = Symbol::lookup(&name) else { return Ok(Raw::NULL) };
        let loader = loader.oop(cx).raw();
        let loader = define::loader_data(cx, loader);
        Ok(loader.find_loaded(name).map_or(Raw::NULL, |class| class.mirror(cx).into()))
    }

    fn JVM_DefineClass(cx, scope, name: CText, loader: Ref, bytes: *const u8, length: i32, domain: Ref) -> Ref {
        let name = class_name(cx, name)?;
        let (loader, domain) = (loader.handle(cx, scope), domain.handle(cx, scope));
        let class = class_lookup::define(cx, name, native_slice(bytes, length.max(0) as usize), loader, domain)?;
        Ok(class.mirror(cx).into())
    }

    fn JVM_DefineClassWithSource(
        cx, scope, name: CText, loader: Ref, bytes: *const u8, length: i32, domain: Ref, source: CText,
    ) -> Ref {
        let domain = (!domain.is_null()).then(|| domain.handle(cx, scope));
        let name = class_name(cx, name)?;
        let loader = loader.oop(cx).raw();
        let request = DefineRequest {
            name,
            bytes: Box::leak(native_slice(bytes, length.max(0) as usize).to_vec().into_boxed_slice()),
            loader: define::loader_data(cx, loader),
            protection_domain: domain,
            source: (!source.is_null()).then(|| source.text().into_owned()),
            hidden: None,
        };
        let class = define::define_class(cx, &request)?;
        Ok(class.mirror(cx).into())
    }

    fn JVM_LookupDefineClass(
        cx, scope, lookup: Ref, name: CText, bytes: *const u8, length: i32, domain: Ref, init: u8, flags: i32,
        class_data: Ref,
    ) -> Ref {
        if lookup.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", Some("Lookup class is null")));
        }
        let lookup = lookup.class(cx);
        let is_hidden = flags & HIDDEN != 0;
        if !is_hidden && (flags & !STRONG_LOADER_LINK != 0 || !class_data.oop(cx).is_null()) {
            let message = if flags & ACCESS_VM_ANNOTATIONS != 0 {
                "vm annotations are only allowed for hidden classes"
            } else if flags & NESTMATE != 0 {
                "dynamic nestmate is only applicable to hidden classes"
            } else {
                "classData is only applicable for hidden classes"
            };
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(message)));
        }
        let nest_host = if flags & NESTMATE != 0 { Some(resolve::nest::host(cx, lookup)?) } else { None };
        let hidden = is_hidden.then(|| HiddenRequest {
            nest_host,
            class_data: (!class_data.is_null()).then(|| class_data.handle(cx, scope)),
            vm_annotations: flags & ACCESS_VM_ANNOTATIONS != 0,
        });
        let request = DefineRequest {
            name: class_name(cx, name)?,
            bytes: Box::leak(native_slice(bytes, length.max(0) as usize).to_vec().into_boxed_slice()),
            loader: lookup.loader,
            protection_domain: (!domain.is_null()).then(|| domain.handle(cx, scope)),
            source: None,
            hidden,
        };
        let class = define::define_class(cx, &request)?;
        if init != 0 {
            init::initialize(cx, class)?;
        } else {
            link::link(cx, class)?;
        }
        Ok(class.mirror(cx).into())
    }

    fn JVM_GetProtectionDomain(cx, _scope, class: Ref) -> Ref {
        Ok(known::MIRROR_PROTECTION_DOMAIN.load(class.oop(cx)).into())
    }

    fn JVM_GetClassSigners(cx, scope, class: Ref) -> Ref {
        let signers = scope.handle(known::MIRROR_SIGNERS.load(class.oop(cx)));
        if signers.is_null() {
            return Ok(Raw::NULL);
        }
        Ok(vm_runtime::heap::clone_object(cx, signers)?.into())
    }

    fn JVM_SetClassSigners(cx, _scope, class: Ref, signers: Ref) {
        let record = class.class(cx);
        if !record.is_array() && !record.is_primitive() {
            known::MIRROR_SIGNERS.store(class.oop(cx), signers.oop(cx));
        }
        Ok(())
    }

    fn JVM_GetClassConstantPool(cx, scope, class: Ref) -> Ref {
        let record = class.class(cx);
        if record.file.is_none() {
            return Ok(Raw::NULL);
        }
        init::initialize(cx, KnownClass::ConstantPool.get())?;
        let pool = vm_runtime::heap::alloc_instance(cx, KnownClass::ConstantPool.get())?;
        let pool = scope.handle(pool);
        known::CONSTANT_POOL_OOP.store(pool.get(cx), record.mirror(cx));
        Ok(pool.get(cx).into())
    }
}
