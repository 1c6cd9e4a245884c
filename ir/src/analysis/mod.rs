//! Facts about a function that passes ask for. None is stored in the function.

mod cfg;
mod dominators;
mod governing;

pub use cfg::ControlFlow;
pub use dominators::Dominators;
pub use governing::Governing;
