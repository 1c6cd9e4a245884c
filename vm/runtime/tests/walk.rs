//! Walks over hand-made stacks: interpreter frames and entry stubs in a buffer, compiled segments
//! as a made-up provider describes them.

use parking_lot::Mutex;
use std::path::PathBuf;

use vm_bytecode::refmap::SlotKind;
use vm_runtime::compiled_frames::{
    CompiledFrame, CompiledFrames, FrameValues, SlotValue, VirtualFrame, set_compiled_frames,
};
use vm_runtime::frame::{EntryFrame, FRAME_ENTRY, FRAME_NATIVE, Frame};
use vm_runtime::known::KnownClass;
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, LockRecord, Thread};
use vm_runtime::walk::{self, Record, Tier};
use vm_runtime::{define, heap, loader, threads};

/// A compiled frame that the provider knows: two words on a native stack, the second of which
/// holds a reference.
struct Known {
    sp: usize,
    caller_sp: usize,
    methods: Vec<(&'static Method, u16, u32)>,
}

static KNOWN: Mutex<Vec<Known>> = Mutex::new(Vec::new());
/// Locks of compiled frames, by position.
static LOCKS: Mutex<Vec<(usize, u64)>> = Mutex::new(Vec::new());

struct Made;

impl CompiledFrames for Made {
    fn frame_at(&self, sp: usize) -> Option<CompiledFrame> {
        let known = KNOWN.lock();
        let frame = known.iter().find(|frame| frame.sp == sp)?;
        Some(CompiledFrame {
            sp,
            caller_sp: frame.caller_sp,
            n_virtual: frame.methods.len() as u32,
        })
    }

    fn virtual_frame(&self, frame: &CompiledFrame, index: u32) -> VirtualFrame {
        let known = KNOWN.lock();
        let found = known
            .iter()
            .find(|known| known.sp == frame.sp)
            .expect("the frame was found at its sp");
        let (method, bci, n_locks) = found.methods[index as usize];
        VirtualFrame {
            method,
            bci: Some(bci),
            n_locks,
        }
    }

    fn visit_references(&self, frame: &CompiledFrame, visit: &mut dyn FnMut(*mut u64)) {
        visit(std::ptr::with_exposed_provenance_mut(frame.sp + 8));
    }

    fn locked(&self, frame: &CompiledFrame, _: u32) -> Vec<u64> {
        let locks = LOCKS.lock();
        let of_frame = locks.iter().filter(|(sp, _)| *sp == frame.sp);
        of_frame.map(|(_, object)| *object).collect()
    }

    fn values(&self, frame: &CompiledFrame, index: u32) -> FrameValues {
        let local = SlotValue {
            kind: SlotKind::Number,
            bits: frame.sp as u64 + u64::from(index),
        };
        FrameValues {
            locals: vec![local],
            operands: Vec::new(),
        }
    }
}

fn boot() -> Option<&'static mut Cx> {
    let home = std::env::var_os("JAVA_HOME").map_or_else(
        || PathBuf::from("/usr/lib/jvm/java-17-openjdk-amd64"),
        PathBuf::from,
    );
    let image = home.join("lib/modules");
    if !image.exists() {
        return None;
    }
    heap::init(&heap::HeapConfig::default()).expect("the default heap fits");
    let thread = threads::attach_current("test", false).expect("the thread attaches");
    // SAFETY: the current thread, in VM, its only token.
    let cx = unsafe { thread.cx() };
    loader::configure(&image, None, &[]).expect("the image opens");
    define::boot_classes(cx).expect("the boot classes are there");
    set_compiled_frames(&Made);
    Some(cx)
}

fn method(name: &str) -> &'static Method {
    KnownClass::Object
        .get()
        .methods()
        .iter()
        .find(|method| method.name == name)
        .expect("Object has the method")
}

/// A frame without code.
fn frame(method: &'static Method, prev: *mut Frame, flags: u32) -> Frame {
    Frame {
        method,
        prev,
        locals: std::ptr::null_mut(),
        insn: std::ptr::null(),
        sp: std::ptr::null_mut(),
        flags,
        reserved: 0,
    }
}

/// The stacks of the test: below `equals` (an entry stub, anchored at two compiled frames, the upper
/// one with an inlined method) runs `hashCode`; above, a compiled frame at the thread's anchor.
struct Stacks {
    bottom: Frame,
    stub: EntryFrame,
    top: Frame,
    native: [u64; 8],
}

impl Stacks {
    fn new() -> Box<Stacks> {
        let mut stacks = Box::new(Stacks {
            bottom: frame(method("hashCode"), std::ptr::null_mut(), FRAME_NATIVE),
            stub: EntryFrame {
                frame: frame(method("equals"), std::ptr::null_mut(), FRAME_ENTRY),
                anchor: 0,
            },
            top: frame(method("getClass"), std::ptr::null_mut(), FRAME_NATIVE),
            native: [0; 8],
        });
        stacks.stub.frame.prev = &raw mut stacks.bottom;
        stacks.top.prev = (&raw mut stacks.stub).cast();
        stacks.stub.anchor = stacks.sp(2);
        *KNOWN.lock() = vec![
            stacks.known(0, vec![(method("wait"), 1, 0)]),
            stacks.known(
                2,
                vec![(method("equals"), 2, 1), (method("toString"), 3, 2)],
            ),
            stacks.known(4, vec![]),
            stacks.known(6, vec![(method("notify"), 4, 0)]),
        ];
        stacks
    }

    /// Address of a word of the native stack.
    fn sp(&self, word: usize) -> usize {
        (&raw const self.native[word]).expose_provenance()
    }

    fn known(&self, word: usize, methods: Vec<(&'static Method, u16, u32)>) -> Known {
        let sp = self.sp(word);
        Known {
            sp,
            caller_sp: sp + 16,
            methods,
        }
    }
}

/// Names of the methods found, those of compiled frames with their bci.
fn found(thread: &Thread) -> Vec<String> {
    walk::frames(thread)
        .map(|frame| match frame.tier {
            Tier::Interpreter { is_top, .. } => format!("{} top={is_top}", frame.method.name),
            Tier::Compiled { .. } => format!("{}@{}", frame.method.name, frame.bci().unwrap_or(0)),
        })
        .collect()
}

fn walks_all_segments(cx: &Cx, stacks: &mut Stacks) {
    let thread = cx.thread();
    thread.top_frame.set(&raw mut stacks.top);
    let below = ["equals@2", "toString@3", "notify@4", "hashCode top=false"];
    let mut expected = vec!["getClass top=true"];
    expected.extend(below);
    assert_eq!(found(thread), expected);

    thread.anchor.set(stacks.sp(0));
    // The frame at word 0 is called by that at word 2, which the stub's anchor names as well.
    KNOWN.lock()[0].caller_sp = usize::MAX;
    let mut expected = vec!["wait@1", "getClass top=false"];
    expected.extend(below);
    assert_eq!(found(thread), expected);

    stacks.stub.anchor = 0;
    assert_eq!(
        found(thread),
        ["wait@1", "getClass top=false", "hashCode top=true"]
    );
    stacks.stub.anchor = stacks.sp(2);
}

fn continues_from_a_copy(cx: &Cx) {
    let mut frames = walk::frames(cx.thread());
    for _ in 0..3 {
        frames.next();
    }
    let names: Vec<String> = frames.map(|frame| frame.method.name.to_string()).collect();
    assert_eq!(names, ["toString", "notify", "hashCode"]);
    assert_eq!(
        frames.next().map(|frame| frame.method.name.to_string()),
        Some("toString".to_owned())
    );
}

fn finds_references(cx: &Cx, stacks: &Stacks) {
    let mut slots = Vec::new();
    let mut visit = |slot: *mut u64| slots.push(slot.addr());
    for record in walk::records(cx.thread()) {
        if let Record::Compiled(frame) = record {
            walk::visit_compiled(&frame, &mut visit);
        }
    }
    let expected: Vec<usize> = [1, 3, 5, 7].map(|word| stacks.sp(word)).into();
    assert_eq!(slots, expected, "stubs have references, too");
}

/// The records of a compiled frame belong to its virtual frames, the outermost first.
fn shares_out_locks(cx: &Cx, stacks: &Stacks) {
    let mirrors = [
        KnownClass::Object,
        KnownClass::String,
        KnownClass::Class,
        KnownClass::Thread,
    ];
    let owners = [
        stacks.sp(2),
        stacks.sp(2),
        stacks.sp(2),
        (&raw const stacks.top).addr(),
    ];
    // SAFETY: the lock stack is the current thread's.
    let records = unsafe { &mut *cx.thread().lock_stack.get() };
    for (mirror, frame) in mirrors.iter().zip(owners) {
        let object = mirror.get().mirror(cx).raw();
        records.push(LockRecord { frame, object });
    }
    let locked: Vec<(String, Vec<u64>)> = walk::frames(cx.thread())
        .map(|frame| {
            let objects = frame.locked(cx, cx.thread());
            let objects = objects.iter().map(|object| object.raw()).collect();
            (frame.method.name.to_string(), objects)
        })
        .filter(|(_, objects): &(String, Vec<u64>)| !objects.is_empty())
        .collect();
    let mirror = |index: usize| mirrors[index].get().mirror(cx).raw();
    assert_eq!(
        locked,
        [
            ("getClass".to_owned(), vec![mirror(3)]),
            ("equals".to_owned(), vec![mirror(2)]),
            ("toString".to_owned(), vec![mirror(0), mirror(1)]),
        ]
    );
    records.clear();
}

/// A compiled frame without records tells of its locks itself; of that which the topmost one is only
/// waiting for nobody hears.
fn asks_for_locks(cx: &Cx, stacks: &Stacks) {
    let mirror = |of: KnownClass| of.get().mirror(cx).raw();
    let (held, wanted) = (mirror(KnownClass::Object), mirror(KnownClass::String));
    *LOCKS.lock() = vec![
        (stacks.sp(6), held),
        (stacks.sp(0), held),
        (stacks.sp(0), wanted),
    ];
    let n_locked = |name: &str| {
        let frame = walk::frames(cx.thread()).find(|frame| frame.method.name == name);
        let frame = frame.expect("the method is on the stack");
        frame.locked(cx, cx.thread()).len()
    };
    assert_eq!((n_locked("notify"), n_locked("wait")), (1, 1));
    LOCKS.lock().clear();
}

fn reads_locals(cx: &Cx, stacks: &Stacks) {
    let frame = walk::frames(cx.thread())
        .find(|frame| frame.method.name == "toString")
        .expect("toString is on the stack");
    assert_eq!(frame.local(0), stacks.sp(2) as u64 + 1);
}

#[test]
fn stacks_of_both_tiers_are_walked() {
    let Some(cx) = boot() else { return };
    let mut stacks = Stacks::new();
    walks_all_segments(cx, &mut stacks);
    continues_from_a_copy(cx);
    finds_references(cx, &stacks);
    shares_out_locks(cx, &stacks);
    asks_for_locks(cx, &stacks);
    reads_locals(cx, &stacks);
    cx.thread().anchor.set(0);
    cx.thread().top_frame.set(std::ptr::null_mut());
}
