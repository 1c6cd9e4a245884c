//! The passes, one file each. [`registry`](crate::registry) lists them.

pub mod array_copies;
pub mod assign_states;
pub mod canonicalize;
pub mod conditional_elimination;
pub mod constant_objects;
pub mod dce;
pub mod escape_analysis;
pub mod gvn;
pub mod inline;
pub mod licm;
pub mod load_elimination;
pub mod peel;
pub mod range_check_predication;
pub mod sccp;
pub mod separate_loops;
pub mod simplify_cfg;
pub mod split_critical_edges;
pub mod strength_reduction;
pub mod strip_mine;
pub mod unroll;
