//! Facts about a function that passes ask for. None is stored in the function.

mod cfg;
mod dominators;
mod governing;
mod induction;
mod loops;

pub use cfg::ControlFlow;
pub use dominators::Dominators;
pub use governing::Governing;
pub use induction::{Counted, Induction, LoopShape, Step};
pub use loops::{LoopId, LoopNest};
