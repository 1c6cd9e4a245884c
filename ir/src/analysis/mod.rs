//! Facts about a function that passes ask for. None is stored in the function.

mod cfg;
mod dominators;

pub use cfg::ControlFlow;
pub use dominators::Dominators;
