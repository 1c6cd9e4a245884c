//! `LockSupport.park` and the wait node of monitors: what a thread sleeps on.

/// The park permit of a thread.
pub struct Parker {
    _private: (),
}

/// What a thread waits on in a monitor.
pub struct WaitNode {
    _private: (),
}
