//! Mirrors: the `java.lang.Class` objects of classes.

use crate::class::Class;
use crate::handle::Handle;
use crate::heap;
use crate::known::{self, KnownClass};
use crate::modules;
use crate::thread::{Cx, JResult};
use std::sync::atomic::Ordering;

/// Makes the mirror of a class, unless `java.lang.Class` is not loaded yet; then
/// [`super::fix_mirrors`] makes it later.
pub(super) fn create(
    cx: &mut Cx,
    class: &'static Class,
    protection_domain: Option<Handle<'_>>,
    class_data: Option<Handle<'_>>,
) -> JResult<()> {
    if KnownClass::Class.try_get().is_none() {
        return Ok(());
    }
    let size = (class.cold.mirror_size as usize).max(known::mirror_statics_offset());
    let mirror = heap::alloc_mirror(cx, size, class.cold.n_static_refs)?;
    // No safepoint from here to the end: the mirror becomes a root at once.
    class.mirror.store(mirror.raw(), Ordering::Release);
    let cx: &Cx = cx;
    let mirror = class.mirror(cx);
    mirror.store_u64(
        known::MIRROR_CLASS.offset(),
        std::ptr::from_ref(class).expose_provenance() as u64,
    );
    known::CLASS_LOADER.store(mirror, class.loader.oop(cx));
    if let Some(component) = class.component {
        known::CLASS_COMPONENT_TYPE.store(mirror, component.mirror(cx));
    } else if class.is_array() {
        known::CLASS_COMPONENT_TYPE.store(mirror, super::primitive(class.element_type).mirror(cx));
    }
    if let Some(domain) = protection_domain {
        known::MIRROR_PROTECTION_DOMAIN.store(mirror, domain.get(cx));
    }
    if let Some(data) = class_data {
        known::CLASS_CLASS_DATA.store(mirror, data.get(cx));
    }
    known::CLASS_MODULE.store(mirror, modules::of(class).oop(cx));
    Ok(())
}
