//! Exceptions whose constructors take something other than a message.

use crate::class_lookup;
use vm_runtime::call::{self, Arg};
use vm_runtime::handle::HandleScope;
use vm_runtime::heap;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, Thrown};

/// Constructs an exception of the boot class `class` with the constructor `descriptor` and makes it
/// pending; an exception on the way is pending instead.
pub(crate) fn throw_constructed(
    cx: &mut Cx,
    class: &str,
    descriptor: &str,
    args: &[Arg<'_>],
) -> Thrown {
    let scope = HandleScope::enter(cx);
    let mut construct = || {
        let class = class_lookup::boot_initialized(cx, class)?;
        let exception = heap::alloc_instance(cx, class)?;
        let exception = scope.handle(exception);
        let constructor = class
            .declared_method(Symbol::from("<init>"), Symbol::from(descriptor))
            .unwrap_or_else(|| {
                panic!(
                    "{}.<init>{descriptor} is part of the class library",
                    class.name()
                )
            });
        let mut all = vec![Arg::Ref(exception)];
        all.extend_from_slice(args);
        call::invoke(cx, constructor, &all)?;
        Ok(cx.set_pending(exception.get(cx)))
    };
    construct().unwrap_or_else(|thrown| thrown)
}
