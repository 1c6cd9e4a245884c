//! The passes, one file each. [`registry`](crate::registry) lists them.

pub mod assign_states;
pub mod split_critical_edges;
