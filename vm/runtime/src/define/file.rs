//! The definition of a class from a class file.

use super::members::{field_specs, fill_fields, fill_methods, fill_vtable, utf8};
use super::vtable::{Definer, OwnMethod, is_selectable};
use super::{DefineRequest, Definition, arena, flags, layout, mirror, package_of, supers, vtable};
use crate::class::{Class, ClassCold, ClassState, DISPLAY_SIZE, InstanceKind};
use crate::exceptions;
use crate::init::InitLock;
use crate::known::{self, KnownClass};
use crate::layout::BasicType;
use crate::loader;
use crate::pool::RuntimePool;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32, AtomicU64, Ordering};
use vm_classfile::access_flags as acc;
use vm_classfile::{ClassFile, ParseOptions};

/// Defines the class: at the end its loader's dictionary has it (unless it is hidden), it has a
/// mirror, and it is neither linked nor initialized.
pub fn define_class(cx: &mut Cx, request: &DefineRequest<'_>) -> JResult<&'static Class> {
    let definition = parse(cx, request)?;
    let supers = supers::load(cx, &definition)?;
    if !definition.is_hidden {
        loader::check_package(cx, definition.loader, definition.name)?;
    }
    supers::check(cx, &definition, &supers)?;
    if !definition.is_hidden {
        loader::check_definable(cx, definition.loader, definition.name)?;
    }
    check_final_overrides(cx, &definition, supers.super_class)?;
    let class = build(&definition, request, supers).ok_or_else(|| arena::throw_full(cx))?;
    arena::publish(class);
    let class_data = request.hidden.as_ref().and_then(|hidden| hidden.class_data);
    mirror::create(cx, class, request.protection_domain, class_data)?;
    loader::publish(cx, class)
}

fn parse(cx: &mut Cx, request: &DefineRequest<'_>) -> JResult<Definition> {
    let loader = request.loader;
    let expected = request.name;
    let options = ParseOptions {
        verify: !loader.is_boot,
        relaxed_names: loader.is_platform.load(Ordering::Relaxed),
        // A hidden class has the name that its definer gives; the file may have another.
        expected_name: expected
            .filter(|_| request.hidden.is_none())
            .map(Symbol::as_bytes),
        enable_preview: loader::preview_enabled(),
        allow_modules: false,
        keep_raw_attributes: false,
    };
    let file = match ClassFile::parse(request.bytes, options) {
        Ok(file) => file,
        Err(error) => {
            if let Some((name, interfaces)) = ClassFile::head_names(request.bytes, options) {
                supers::load_interfaces_of_damaged(cx, loader, name, &interfaces)?;
            }
            let class = error.exception().internal_name();
            return Err(exceptions::throw(cx, class, Some(&error.message())));
        }
    };
    let file: &'static ClassFile<'static> = Box::leak(Box::new(file));
    let own_name = Symbol::intern(file.name());
    let given_name = expected.unwrap_or(own_name);
    let name = match &request.hidden {
        Some(_) => hidden_name(given_name),
        None => own_name,
    };
    let package = package_of(if request.hidden.is_some() {
        given_name
    } else {
        own_name
    });
    Ok(Definition {
        file,
        name,
        package,
        loader,
        is_hidden: request.hidden.is_some(),
    })
}

/// The run-time name of a hidden class: the suffix looks like HotSpot's, an address, but counts.
fn hidden_name(name: Symbol) -> Symbol {
    static NEXT: AtomicU64 = AtomicU64::new(0x8_0000_0000);
    let number = NEXT.fetch_add(0x400, Ordering::Relaxed);
    let mut bytes = name.as_bytes().to_vec();
    bytes.extend_from_slice(format!("+0x{number:016x}").as_bytes());
    Symbol::intern(&bytes)
}

fn check_final_overrides(
    cx: &mut Cx,
    definition: &Definition,
    super_class: Option<&'static Class>,
) -> JResult<()> {
    let Some(super_class) = super_class else {
        return Ok(());
    };
    let file = definition.file;
    if file.access_flags & acc::INTERFACE != 0 || definition.loader.is_boot {
        return Ok(());
    }
    for info in &file.methods {
        let name = utf8(file, info.name_index);
        if !is_selectable(name, info.access_flags) {
            continue;
        }
        let descriptor = utf8(file, info.descriptor_index);
        for class in super_class.super_chain() {
            let Some(method) = class.declared_method(name, descriptor) else {
                continue;
            };
            if !method.is_final() || method.is_static() || method.is_private() {
                continue;
            }
            let same_package = std::ptr::eq(class.loader, definition.loader)
                && class.cold.package == definition.package;
            if method.is_public() || method.is_protected() || same_package {
                let message = format!(
                    "class {} overrides final method {}.{name}{descriptor}",
                    definition.external_name(),
                    class.external_name(),
                );
                let error = "java/lang/IncompatibleClassChangeError";
                return Err(exceptions::throw(cx, error, Some(&message)));
            }
        }
    }
    Ok(())
}

/// Where static fields begin in mirrors: the size of `java.lang.Class` with its injected fields.
/// Classes are laid out before `Class` is defined, so its layout is computed from its file first.
fn statics_offset() -> usize {
    static OFFSET: OnceLock<usize> = OnceLock::new();
    *OFFSET.get_or_init(|| {
        let name = KnownClass::Class.name();
        let bytes = loader::boot_bytes(Symbol::from(name))
            .unwrap_or_else(|| panic!("{name} is missing from the class library"));
        let options = ParseOptions {
            verify: false,
            ..ParseOptions::default()
        };
        let file = ClassFile::parse(bytes, options)
            .unwrap_or_else(|error| panic!("{name}: {}", error.message()));
        let specs = field_specs(&file, name.as_bytes());
        let layout = layout::compute(Symbol::from(name), true, None, &specs, 0);
        layout.instance_size as usize
    })
}

/// The layout that [`statics_offset`] foresaw is the one that `java.lang.Class` has.
pub(super) fn check_statics_offset() {
    assert_eq!(
        known::mirror_statics_offset(),
        statics_offset(),
        "layout of java.lang.Class"
    );
}

fn instance_kind(name: Symbol, is_boot: bool, super_class: Option<&Class>) -> InstanceKind {
    if is_boot {
        for (known, kind) in [
            (KnownClass::Class, InstanceKind::Mirror),
            (KnownClass::SoftReference, InstanceKind::Soft),
            (KnownClass::WeakReference, InstanceKind::Weak),
            (KnownClass::FinalReference, InstanceKind::Final),
            (KnownClass::PhantomReference, InstanceKind::Phantom),
        ] {
            if name == known.name() {
                return kind;
            }
        }
    }
    super_class.map_or(InstanceKind::Plain, |class| class.instance_kind)
}

/// Writes the record and everything that hangs on it; `None`: the class space is full.
fn build(
    definition: &Definition,
    request: &DefineRequest<'_>,
    supers: supers::Supers,
) -> Option<&'static Class> {
    let file = definition.file;
    let is_boot = definition.loader.is_boot;
    let is_interface = file.access_flags & acc::INTERFACE != 0;
    let original = Symbol::intern(file.name());
    let own: Vec<OwnMethod> = file
        .methods
        .iter()
        .map(|info| OwnMethod {
            name: utf8(file, info.name_index),
            descriptor: utf8(file, info.descriptor_index),
            access: info.access_flags,
        })
        .collect();
    let plan = (!is_interface).then(|| {
        vtable::plan(&Definer {
            super_class: supers.super_class,
            loader: definition.loader,
            package: definition.package,
            own: &own,
            interfaces: &supers.interfaces,
            has_direct_interfaces: !supers.direct_interfaces.is_empty(),
        })
    });
    let specs = field_specs(file, file.name());
    let layout = layout::compute(
        definition.name,
        is_boot,
        supers.super_class,
        &specs,
        statics_offset(),
    );
    let vtable_len = plan.as_ref().map_or(0, |plan| plan.slots.len());
    let class_flags = flags::class_flags(definition, request, &supers, &own);
    let depth = supers.super_class.map_or(0, |class| class.depth + 1);
    let place = arena::reserve(vtable_len)?;
    let mut display = supers
        .super_class
        .map_or([None; DISPLAY_SIZE], |class| class.display);
    // SAFETY: the place will hold this very record, written below before anybody reads it.
    let address: &'static Class = unsafe { &*place };
    if (depth as usize) < DISPLAY_SIZE {
        display[depth as usize] = Some(address);
    }
    let kind = instance_kind(original, is_boot, supers.super_class);
    let record = Class {
        instance_kind: kind,
        element_type: BasicType::Object,
        state: AtomicU8::new(ClassState::Loaded as u8),
        has_finalizer: flags::has_finalizer(file, &own, supers.super_class),
        instance_size: if is_interface {
            0
        } else {
            layout.instance_size
        },
        ref_runs: Vec::leak(layout.ref_runs),
        display,
        super_check: Class::super_check_of(depth, !is_interface),
        found_supertype: AtomicPtr::default(),
        depth,
        vtable_len: vtable_len as u32,
        mirror: AtomicU64::new(0),
        interfaces: Vec::leak(supers.interfaces),
        itables: OnceLock::new(),
        super_class: supers.super_class,
        access: file.access_flags,
        flags: AtomicU32::new(class_flags),
        name: definition.name,
        component: None,
        array_class: AtomicPtr::new(std::ptr::null_mut()),
        loader: definition.loader,
        file: Some(file),
        methods: OnceLock::new(),
        fields: OnceLock::new(),
        pool: OnceLock::from(RuntimePool::new(file.pool.len())),
        cold: ClassCold {
            mirror_size: layout.mirror_size,
            n_static_refs: layout.n_static_refs,
            direct_interfaces: Vec::leak(supers.direct_interfaces),
            package: definition.package,
            nest_host: OnceLock::new(),
            init_thread: AtomicU64::new(0),
            init_lock: InitLock::new(),
            subclasses: Mutex::new(Vec::new()),
            inner_flags: inner_flags(file),
            hidden_original: definition.is_hidden.then_some(original),
            source: OnceLock::new(),
            init_error: Mutex::new(None),
        },
    };
    // SAFETY: the place was reserved for this vtable length and is written once, here.
    let class = unsafe { arena::place(place, record) };
    if let Some(source) = &request.source {
        let _ = class.cold.source.set(source.clone());
    }
    if let Some(hidden) = &request.hidden {
        let _first = class.pool().set_class(file.this_class, class);
        if let Some(host) = hidden.nest_host {
            let _ = class.cold.nest_host.set(host);
        }
    }
    fill_fields(class, &layout.offsets, &specs);
    fill_methods(class, &own, plan.as_ref());
    if let Some(plan) = &plan {
        fill_vtable(class, plan);
        let _ = class.itables.set(vtable::itables(class, plan));
    }
    Some(class)
}

fn inner_flags(file: &ClassFile<'_>) -> Option<u16> {
    let rows = &file.attributes.inner_classes;
    rows.iter()
        .find(|row| file.pool.class_name(row.inner) == Some(file.name()))
        .map(|row| row.flags)
}
