//! What compiled code asks of the VM: the table of addresses in the thread record.
//!
//! Five conventions, each given by [`Helper::convention`]. The signatures here are the contract:
//! the VM writes a function or stub for each row and puts its address where
//! [`ThreadLayout::helpers`](crate::ThreadLayout::helpers) says.

/// How an entry of the table is reached, and what it may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Convention {
    /// Called as a C function (System V), the thread first. Compiled code has stored its stack
    /// pointer in the thread's anchor and clears the anchor afterwards. It may reach a safepoint:
    /// the return address has a [`Safepoint`](crate::Safepoint). All registers may be changed.
    Vm,
    /// Called with every register live and r11 = where to save them, 32 words: the general ones by
    /// their numbers, then the vector registers. It sets and clears the anchor itself, may reach a
    /// safepoint (the return address has one), and loads all registers again: the collector has
    /// updated the words of references.
    Saving,
    /// Called as a C function without the thread. No safepoint, no exception, no look at stacks.
    /// All registers may be changed.
    Leaf,
    /// Called with arguments in r10 and r11. No safepoint, no exception, no look at stacks. Every
    /// register but r10, r11 and the flags keeps its value, vector registers included.
    Preserving,
    /// Jumped to or called; it does not return to the instruction after. See the row.
    Leaving,
}

macro_rules! entry_points {
    ($($(#[doc = $doc:literal])+ $name:ident: $convention:ident,)*) => {
        /// A row of the table.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Helper {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Helper {
            /// All rows.
            pub const ALL: &[Helper] = &[$(Helper::$name),*];
            /// How many there are.
            pub const COUNT: usize = Helper::ALL.len();

            /// How it is reached.
            pub fn convention(self) -> Convention {
                match self {
                    $(Helper::$name => Convention::$convention,)*
                }
            }

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Helper::$name => stringify!($name),)*
                }
            }
        }
    };
}

entry_points! {
    /// `fn(thread, class: u64) -> ref`: a new instance. Null: leave for the interpreter, which
    /// does it again (and throws); no exception is pending then.
    NewObject: Vm,
    /// `fn(thread, array_class: u64, length: i32) -> ref`: a new array of primitives or
    /// references; the length is not negative. Null: as [`Helper::NewObject`].
    NewArray: Vm,
    /// `fn(thread, array_class: u64, n_lengths: u32, lengths: *const u64) -> ref`: nested arrays,
    /// outermost length first, each an `i32` in the low half of its word. Null: as
    /// [`Helper::NewObject`], and when a length is negative.
    NewMultiArray: Vm,
    /// `fn(thread, object: ref)`: enters the monitor of an object that is not null. Never fails.
    MonitorEnter: Vm,
    /// `fn(thread, object: ref)`: leaves the monitor, which the frame holds. Never fails.
    MonitorExit: Vm,
    /// `fn(thread) -> u32`: stops, or runs what the thread was asked to. Not 0: leave for the
    /// interpreter; no exception is pending then.
    Poll: Vm,
    /// `fn(f32, f32) -> f32`: remainder as C's `fmodf`.
    FRem: Leaf,
    /// `fn(f64, f64) -> f64`: remainder as C's `fmod`.
    DRem: Leaf,
    /// r11 = object: remembers an old object, after a reference was stored into it.
    RememberStore: Preserving,
    /// r10 = class, r11 = class, both addresses of records; r11 becomes 1 when the first is the
    /// second or a subtype of it, else 0.
    IsSubtype: Preserving,
    /// r10 = what the cell of an inline cache held, r11 = class of the receiver; the arguments of the
    /// call are in place. r10 becomes the address of the method to call, which may be one that
    /// throws: the call follows. The inline cache may be changed.
    CacheMiss: Preserving,
    /// Jumped to at a method's entry when less stack is left than the limit wants: nothing has
    /// been pushed, r10 holds the method. Makes a `StackOverflowError` pending and returns to the
    /// caller.
    StackOverflow: Leaving,
    /// Called, with the frame intact, to leave for the interpreter: the return address has an
    /// [`Exit`](crate::Exit). All registers hold what they held at the guard. At entry the frame's
    /// `sp` is rsp + 8.
    Deopt: Leaving,
    /// As [`Helper::Poll`]; the zero flag is clear when the code is to be left.
    SavingPoll: Saving,
}
