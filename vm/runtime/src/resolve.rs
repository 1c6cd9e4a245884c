//! Resolution of constant-pool entries (JVMS 5.4.3) with access checks.
//!
//! What resolution finds is recorded in the class's [`crate::pool::RuntimePool`]; a failure is
//! recorded too and thrown again by later attempts. The texts of the errors are those of the
//! reference VM.

pub mod access;
mod bootstrap;
pub mod call_site;
mod class;
pub mod constants;
mod errors;
mod field;
pub mod handle_call;
pub mod intrinsics;
pub mod member_names;
mod method;
mod method_type;
pub mod nest;
pub mod refs;
mod select;

pub use call_site::call_site;
pub use class::{class, class_by_name};
pub use constants::{cached_constant, constant};
pub use errors::{abstract_method_error, missing_interface_error, non_public_selection_error};
pub use field::{FieldAccess, field, field_for};
pub use handle_call::handle_call;
pub use method::{check_special_receiver, method, resolve_method, select_special};
pub use method_type::{class_of_descriptor, method_type};
pub use select::{
    check_instantiable, find_interface_method, select_interface_method, throw_abstract_method,
    throw_class_cast,
};

/// How a method reference is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names are the instructions'")]
pub enum InvokeKind {
    Virtual,
    Special,
    Static,
    Interface,
}
