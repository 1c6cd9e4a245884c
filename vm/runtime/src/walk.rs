//! Walking the stack of a thread: the one place that knows how frames follow each other.
//!
//! Frames of the interpreter lie on the Java stack, those of compiled code on the native stack.
//! From the top to the bottom they are found in this order:
//!
//! ```text
//! compiled segment at thread.anchor      (none if the anchor is 0)
//! interpreter frames from thread.top_frame down to an entry stub
//! compiled segment at the stub's anchor  (none if that is 0)
//! interpreter frames from stub.prev down to an entry stub
//! ...
//! ```
//!
//! [`records`] yields what lies there, for the collector; [`frames`] yields a [`JavaFrame`] for each
//! method, whichever tier runs it. The thread is the current one, or stopped.

use crate::compiled_frames::{CompiledFrame, FrameValues, VirtualFrame, provider};
use crate::frame::{EntryFrame, FRAME_ENTRY, Frame};
use crate::heap::roots;
use crate::method::Method;
use crate::monitor;
use crate::oop::Oop;
use crate::thread::{Cx, LockRecord, Thread};

/// What a walk finds on the two stacks.
#[derive(Clone, Copy)]
pub enum Record {
    /// A frame of the interpreter or an entry stub.
    Interpreter {
        /// The frame.
        frame: &'static Frame,
        /// Nothing is above it in its activation: its operands are still its own.
        is_top: bool,
    },
    /// A frame of compiled code.
    Compiled(CompiledFrame),
}

/// Iterator over [`Record`]s; see [`records`].
#[derive(Clone, Copy)]
pub struct Records {
    /// Position in a compiled segment, 0 outside.
    sp: usize,
    /// The next frame of the interpreter.
    frame: *mut Frame,
    is_top: bool,
}

/// Everything on the stacks of a thread, entry stubs included.
pub fn records(thread: &Thread) -> Records {
    let anchor = thread.anchor.get();
    Records {
        sp: anchor,
        frame: thread.top_frame.get(),
        is_top: anchor == 0,
    }
}

impl Iterator for Records {
    type Item = Record;

    #[inline]
    fn next(&mut self) -> Option<Record> {
        if self.sp != 0 {
            match provider().frame_at(self.sp) {
                Some(frame) => {
                    debug_assert!(frame.caller_sp > self.sp, "native stacks grow down");
                    self.sp = frame.caller_sp;
                    return Some(Record::Compiled(frame));
                }
                None => self.sp = 0,
            }
        }
        // SAFETY: frames of a stopped or current thread are linked by valid `prev` pointers.
        let frame: &'static Frame = unsafe { self.frame.as_ref()? };
        let is_top = std::mem::replace(&mut self.is_top, false);
        if frame.flags & FRAME_ENTRY != 0 {
            // SAFETY: a frame with this flag begins an `EntryFrame`.
            self.sp = unsafe { (*self.frame.cast::<EntryFrame>()).anchor };
            self.is_top = self.sp == 0;
        }
        self.frame = frame.prev;
        Some(Record::Interpreter { frame, is_top })
    }
}

/// The frame of one Java method, in whichever tier.
#[derive(Clone, Copy)]
pub struct JavaFrame {
    /// The method.
    pub method: &'static Method,
    /// What runs it.
    pub tier: Tier,
}

/// What runs a [`JavaFrame`].
#[derive(Clone, Copy)]
pub enum Tier {
    /// The interpreter.
    Interpreter {
        /// Its frame.
        frame: &'static Frame,
        /// As in [`Record::Interpreter`].
        is_top: bool,
    },
    /// Compiled code.
    Compiled {
        /// The frame on the native stack.
        frame: CompiledFrame,
        /// Which of its virtual frames it is.
        index: u32,
        /// See [`VirtualFrame::bci`].
        bci: Option<u16>,
        /// See [`VirtualFrame::n_locks`].
        n_locks: u32,
    },
}

/// Iterator over [`JavaFrame`]s; see [`frames`]. A copy of it goes on from where it stands, as
/// long as the frames below live.
#[derive(Clone, Copy)]
pub struct Frames {
    records: Records,
    /// The compiled frame whose virtual frames are being listed, and the next of them.
    inside: Option<(CompiledFrame, u32)>,
}

/// The frames of the methods that run on a thread, from the top to the bottom, native methods
/// included.
pub fn frames(thread: &Thread) -> Frames {
    Frames {
        records: records(thread),
        inside: None,
    }
}

impl Iterator for Frames {
    type Item = JavaFrame;

    #[inline]
    fn next(&mut self) -> Option<JavaFrame> {
        loop {
            if let Some((frame, index)) = self.inside {
                if index < frame.n_virtual {
                    self.inside = Some((frame, index + 1));
                    return Some(JavaFrame::of_compiled(frame, index));
                }
                self.inside = None;
            }
            match self.records.next()? {
                Record::Interpreter { frame, .. } if frame.flags & FRAME_ENTRY != 0 => {}
                Record::Interpreter { frame, is_top } => {
                    return Some(JavaFrame {
                        method: frame.method,
                        tier: Tier::Interpreter { frame, is_top },
                    });
                }
                Record::Compiled(frame) => self.inside = Some((frame, 0)),
            }
        }
    }
}

impl JavaFrame {
    fn of_compiled(frame: CompiledFrame, index: u32) -> JavaFrame {
        let VirtualFrame {
            method,
            bci,
            n_locks,
        } = provider().virtual_frame(&frame, index);
        JavaFrame {
            method,
            tier: Tier::Compiled {
                frame,
                index,
                bci,
                n_locks,
            },
        }
    }

    /// The bytecode index where the frame is; `None` for native methods.
    pub fn bci(&self) -> Option<u16> {
        match self.tier {
            Tier::Interpreter { frame, .. } => frame.bci(),
            Tier::Compiled { bci, .. } => bci,
        }
    }

    /// Is it the frame of a native method?
    pub fn is_native(&self) -> bool {
        match self.tier {
            Tier::Interpreter { frame, .. } => frame.is_native(),
            Tier::Compiled { bci, .. } => bci.is_none(),
        }
    }

    /// The bits of a local that is live.
    pub fn local(&self, index: usize) -> u64 {
        match self.tier {
            // SAFETY: the frame is live and has the local.
            Tier::Interpreter { frame, .. } => unsafe { *frame.locals.add(index) },
            Tier::Compiled {
                frame,
                index: virtual_frame,
                ..
            } => values(&frame, virtual_frame).locals[index].bits,
        }
    }

    /// Visits the slots that hold references of the frame (and of what is inlined with it).
    pub fn visit_references(&self, visit: &mut dyn FnMut(*mut u64)) {
        match self.tier {
            Tier::Interpreter { frame, is_top } => roots::visit_frame(frame, is_top, visit),
            Tier::Compiled { frame, .. } => visit_compiled(&frame, visit),
        }
    }

    /// The objects that the frame of `thread` has locked, the first lock first.
    pub fn locked<'a>(&self, cx: &'a Cx, thread: &Thread) -> Vec<Oop<'a>> {
        let objects: Vec<u64> = match self.tier {
            Tier::Interpreter { frame, .. } => {
                recorded(thread, std::ptr::from_ref(frame).addr()).collect()
            }
            Tier::Compiled {
                frame,
                index,
                n_locks,
                ..
            } if recorded(thread, frame.sp).next().is_some() => {
                let outer = index + 1..frame.n_virtual;
                let n_before: u32 = outer
                    .map(|outer| provider().virtual_frame(&frame, outer).n_locks)
                    .sum();
                let records = recorded(thread, frame.sp).skip(n_before as usize);
                records.take(n_locks as usize).collect()
            }
            Tier::Compiled { frame, index, .. } => {
                let mut objects = provider().locked(&frame, index);
                if index == 0 && thread.anchor.get() == frame.sp {
                    drop_wanted(cx, thread, &mut objects);
                }
                objects
            }
        };
        objects
            .into_iter()
            // SAFETY: objects of records and frame states are roots, and the token is not used for a
            // safepoint while they are borrowed from it.
            .map(|object| unsafe { Oop::new(cx, object) })
            .collect()
    }
}

/// The objects of the lock records of a frame.
fn recorded(thread: &Thread, frame: usize) -> impl Iterator<Item = u64> {
    // SAFETY: the lock stack of a thread that is stopped or current does not change.
    let records = unsafe { &*thread.lock_stack.get() };
    let of_frame = move |record: &&LockRecord| record.frame == frame;
    records.iter().filter(of_frame).map(|record| record.object)
}

/// Takes off the lock that the topmost frame is waiting for in this moment: compiled code names it
/// among those that it holds already.
fn drop_wanted(cx: &Cx, thread: &Thread, objects: &mut Vec<u64>) {
    let is_wanted = |object: &u64| {
        // SAFETY: an object of the frame's state is a root; no safepoint since it was read.
        let owner = monitor::owner(unsafe { Oop::new(cx, *object) });
        !owner.is_some_and(|owner| std::ptr::eq(owner, thread))
    };
    if objects.last().is_some_and(is_wanted) {
        objects.pop();
    }
}

/// The locals and operands of a virtual frame of compiled code.
pub fn values(frame: &CompiledFrame, index: u32) -> FrameValues {
    provider().values(frame, index)
}

/// Visits the slots of a compiled frame that hold references.
pub fn visit_compiled(frame: &CompiledFrame, visit: &mut dyn FnMut(*mut u64)) {
    provider().visit_references(frame, visit);
}
