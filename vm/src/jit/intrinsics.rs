//! Which methods are built as intrinsics in this process: those of the table that were not
//! switched off and that the processor can do.

use crate::options;
use ir_build::intrinsics::{Feature, Intrinsic};
use vm_runtime::method::Method;

/// The intrinsic for a method with this name, `Class.name(descriptors)descriptor`.
pub(super) fn of(method: &Method, name: &str) -> Option<Intrinsic> {
    if !method.class.loader.is_boot {
        return None;
    }
    let intrinsic = Intrinsic::of(name)?;
    let row = intrinsic.row();
    let is_on = !options::get().jit.disabled_intrinsics.contains(&row.id);
    (is_on && row.meaning.needs().is_none_or(has)).then_some(intrinsic)
}

/// Has the processor this?
fn has(feature: Feature) -> bool {
    match feature {
        Feature::Popcnt => is_x86_feature_detected!("popcnt"),
        Feature::Lzcnt => is_x86_feature_detected!("lzcnt"),
        Feature::Bmi1 => is_x86_feature_detected!("bmi1"),
        Feature::Sse41 => is_x86_feature_detected!("sse4.1"),
        Feature::Fma => is_x86_feature_detected!("fma"),
    }
}
