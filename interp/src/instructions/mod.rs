//! What each operation does, grouped as in JVMS chapter 6.
//!
//! The structs and their operands come from the table in `vm-bytecode`; here each gets its
//! [`Execute`](crate::dispatch::Execute). Operations that need resolution begin with a slow form
//! that resolves, fills the site and *quickens* the instruction to one of the `*Quick` structs.

mod arrays;
pub(crate) mod calls;
mod comparisons;
mod constants;
pub(crate) mod control;
mod conversions;
mod fields;
mod loads;
mod math;
mod monitors;
pub(crate) mod objects;
mod stack;
mod stores;

/// Name and handler word of the quick forms.
pub(crate) fn quick_handlers() -> Vec<(&'static str, usize)> {
    let mut handlers = vec![(
        "LeaveStub",
        crate::dispatch::handler_word::<control::LeaveStub>(),
    )];
    handlers.extend(constants::quick_handlers());
    handlers.extend(fields::quick_handlers());
    handlers.extend(objects::quick_handlers());
    handlers.extend(calls::quick_handlers());
    handlers
}

/// Defines `quick_handlers` for the quick forms of a family, alone and fused with the instruction before.
macro_rules! list_quick_handlers {
    ($($name:ident)*) => {
        /// Name and handler word of the quick forms of this family.
        pub(super) fn quick_handlers() -> Vec<(&'static str, usize)> {
            vec![$(
                (stringify!($name), crate::dispatch::handler_word::<$name>()),
                (concat!("ILoad ", stringify!($name)), crate::fusion::after_load::<$name>()),
                (concat!("Dup ", stringify!($name)), crate::fusion::after_dup::<$name>()),
            )*]
        }
    };
}
use list_quick_handlers;
