//! Resolution of class constants (JVMS 5.4.3.1).

use super::{access, errors};
use crate::class::Class;
use crate::loader;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use vm_classfile::Constant;

/// Resolves the class constant at `index` of `holder`'s pool.
pub fn class(cx: &mut Cx, holder: &'static Class, index: u16) -> JResult<&'static Class> {
    debug_assert!(matches!(
        holder.class_file().pool.get(index),
        Some(Constant::Class { .. })
    ));
    if let Some(class) = holder.pool().class(index) {
        return Ok(class);
    }
    if let Some(thrown) = errors::rethrow(cx, holder, u32::from(index)) {
        return Err(thrown);
    }
    let name = holder
        .class_file()
        .pool
        .class_name(index)
        .expect("the parser checks that class constants have names");
    match class_by_name(cx, holder, Symbol::intern(name)) {
        Ok(class) if holder.pool().set_class(index, class) => Ok(class),
        Ok(_) => Err(errors::rethrow(cx, holder, u32::from(index))
            .expect("only a recorded error refuses the class")),
        Err(_) => errors::record_class(cx, holder, index),
    }
}

/// The class that `name` denotes in `holder`, if it may access it.
pub fn class_by_name(cx: &mut Cx, holder: &'static Class, name: Symbol) -> JResult<&'static Class> {
    if holder.cold.hidden_original == Some(name) {
        return Ok(holder);
    }
    let class = loader::resolve_class(cx, name, holder.loader)?;
    access::require_class(cx, holder, class)?;
    Ok(class)
}
