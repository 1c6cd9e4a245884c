//! Core reflection: the objects that describe members, and calls through them.
//!
//! `Method`, `Constructor`, `Field` and their like are filled in by the VM without running
//! constructors. They name their member by the holder's mirror and a slot: the member's number in
//! the class file.

pub(crate) mod boxing;
mod construct;
pub(crate) mod invoke;
mod members;
mod parts;

pub(crate) use construct::throw_constructed;
pub(crate) use members::{executable, field, field_of, method_of};
pub(crate) use parts::{
    class_array, object_array, optional_bytes, optional_utf8, parameters, record_component,
    string_of_utf8,
};
