//! Fields that hold the same for good: static final ones of initialized classes, and final ones of
//! classes of which nothing else writes them.
//!
//! Reflection and `Unsafe` can write final instance fields of ordinary classes, so these are not
//! trusted. Trusted are records, hidden classes, and `java.lang.invoke`, as in HotSpot
//! (`ciField.cpp` of JDK 17), which also leaves out the target of call sites that are not constant.

use super::environment::Environment;
use ir::fold::Constant;
use ir_build::{ObjectFacts, ObjectId};
use vm_runtime::class::ClassFlag;
use vm_runtime::known::{CALL_SITE_TARGET, KnownClass};
use vm_runtime::layout::BasicType;
use vm_runtime::method::Field;
use vm_runtime::oop::Oop;

/// What a field holds.
pub(super) enum Content {
    /// A number, or null.
    Number(Constant),
    /// An object.
    Object(ObjectFacts),
}

/// Packages whose final instance fields are trusted.
const TRUSTED_PACKAGES: [&str; 3] = ["java/lang/invoke/", "sun/invoke/", "jdk/internal/foreign/"];

/// What the field of an object, or a static field, holds for good.
pub(super) fn field_of(
    environment: &Environment<'_>,
    object: Option<ObjectId>,
    field: &'static Field,
) -> Option<Content> {
    if !field.is_final() || field.is_static() != object.is_none() {
        return None;
    }
    let is_trusted = match object {
        Some(_) => is_trusted_instance(field),
        None => is_trusted_static(field),
    };
    if !is_trusted {
        return None;
    }
    let name = format!("{}.{} of a constant", field.class.name, field.name);
    environment.in_vm(|cx| {
        let holder = match object {
            Some(object) => environment.object_of(object).get(cx).non_null()?,
            None => field.class.mirror(cx),
        };
        if !field.is_static() && !holder.is_instance_of(field.class) {
            return None;
        }
        if is_open_target(holder, field) {
            return None;
        }
        let constant = number(holder, field);
        if constant.is_some() {
            return constant.map(Content::Number);
        }
        let value = holder.load_ref(field.offset as usize);
        Some(match value.non_null() {
            None => Content::Number(Constant::Null),
            Some(value) => Content::Object(environment.object_facts(cx, value, name)),
        })
    })
}

/// The streams of `System` are final, and are written.
fn is_trusted_static(field: &Field) -> bool {
    field.class.is_initialized()
        && !std::ptr::eq(field.class, KnownClass::System.get())
        && !field
            .modified_late
            .load(std::sync::atomic::Ordering::Relaxed)
}

fn is_trusted_instance(field: &Field) -> bool {
    let class = field.class;
    let name = class.name.text();
    class.has(ClassFlag::Hidden)
        || class.has(ClassFlag::Record)
        || TRUSTED_PACKAGES
            .iter()
            .any(|package| name.starts_with(package))
}

/// The target of a call site may change, unless the site is constant.
fn is_open_target(holder: Oop<'_>, field: &Field) -> bool {
    let is_target = !field.is_static()
        && std::ptr::eq(field.class, KnownClass::CallSite.get())
        && field.offset as usize == CALL_SITE_TARGET.offset();
    is_target && &*holder.class().name.text() != "java/lang/invoke/ConstantCallSite"
}

fn number(holder: Oop<'_>, field: &Field) -> Option<Constant> {
    let at = field.offset as usize;
    Some(match field.basic_type {
        BasicType::Boolean => Constant::I32(i32::from(holder.load_u8(at) & 1)),
        BasicType::Byte => Constant::I32(i32::from(holder.load_u8(at) as i8)),
        BasicType::Char => Constant::I32(i32::from(holder.load_u16(at))),
        BasicType::Short => Constant::I32(i32::from(holder.load_u16(at) as i16)),
        BasicType::Int => Constant::I32(holder.load_u32(at) as i32),
        BasicType::Long => Constant::I64(holder.load_u64(at) as i64),
        BasicType::Float => Constant::F32(f32::from_bits(holder.load_u32(at))),
        BasicType::Double => Constant::F64(f64::from_bits(holder.load_u64(at))),
        BasicType::Object | BasicType::Array => return None,
        BasicType::Void => unreachable!("no field is void"),
    })
}
