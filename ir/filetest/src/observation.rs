//! What can be observed of a run: calls with what they see, the outcome, and the memory that can
//! still be reached.
//!
//! Objects are numbered in the order in which they are met, so a run that makes fewer objects
//! which nobody sees is the same.

use ir::fold::Constant;
use ir::types::Signature;
use ir::{Function, Type};
use ir_eval::{CallOutcome, FrameSlot, Heap, ObjectId, Outcome, Val, World, evaluate};
use std::fmt::Write;

/// Steps that a run may take.
const STEPS: usize = 50_000;

/// Evaluates a function on these arguments; null stands for a new object of class `A`. Methods
/// outside return, throw and write what their arguments determine; the class `B` is below `A`.
///
/// One text per call, then one for the end; before the end of a run that leaves, one for memory.
/// `None`: it does not end.
pub fn observe(func: &Function, args: &[Constant]) -> Option<Vec<String>> {
    observe_run(args, |args, heap, world| {
        evaluate(func, args, heap, world, STEPS)
    })
}

/// As [`observe`], of whatever runs with these arguments.
pub fn observe_run(
    args: &[Constant],
    run: impl FnOnce(&[Val], &mut Heap, &mut dyn World) -> Outcome,
) -> Option<Vec<String>> {
    let mut heap = Heap::default();
    let args: Vec<Val> = args.iter().map(|arg| argument(&mut heap, *arg)).collect();
    let mut world = Recorder::default();
    let outcome = run(&args, &mut heap, &mut world);
    let mut seen = Digest::new(&heap);
    if let Outcome::Deoptimized { .. } = outcome {
        // What memory holds is the same wherever the interpreter goes on.
        world.calls.push(reachable(seen, &args));
        seen = Digest::new(&heap);
    }
    seen.outcome(&outcome)?;
    world.calls.push(reachable(seen, &args));
    Some(world.calls)
}

/// With what can be reached from the arguments and from static fields.
fn reachable(mut seen: Digest<'_>, args: &[Val]) -> String {
    for arg in args {
        seen.value(*arg);
    }
    seen.statics();
    seen.finish()
}

fn argument(heap: &mut Heap, arg: Constant) -> Val {
    match arg {
        Constant::I32(value) => Val::I32(value),
        Constant::I64(value) => Val::I64(value),
        Constant::F32(value) => Val::F32(value),
        Constant::F64(value) => Val::F64(value),
        Constant::Null => Val::Ref(Some(heap.allocate("A", None))),
    }
}

/// Keeps the calls.
#[derive(Default)]
struct Recorder {
    calls: Vec<String>,
}

impl World for Recorder {
    fn call(
        &mut self,
        heap: &mut Heap,
        method: &str,
        _is_virtual: bool,
        args: &[Val],
    ) -> Option<CallOutcome> {
        let signature = Signature::of_descriptor(&method[method.find('(')?..])?;
        let mut seen = Digest::new(heap);
        seen.word(method);
        for arg in args {
            seen.value(*arg);
        }
        seen.statics();
        let text = seen.finish();
        let number = hash(&text);
        self.calls.push(text);
        if number.is_multiple_of(5) {
            return Some(CallOutcome::Threw(heap.constant("exception")));
        }
        heap.set_static_field("S.i:I", Val::I32(number as i32));
        let object = args.iter().find_map(|arg| match arg {
            Val::Ref(object) => *object,
            _ => None,
        });
        if let Some(object) = object {
            heap.set_field(object, "A.i:I", Val::I32((number >> 8) as i32));
        }
        Some(CallOutcome::Returned(signature.returns.map(
            |ty| match ty {
                Type::I32 => Val::I32((number >> 16) as i32),
                Type::I64 => Val::I64(number as i64),
                Type::F32 => Val::F32(number as f32),
                Type::F64 => Val::F64(number as f64),
                Type::Ref => Val::Ref(object),
                Type::Guard => Val::Guard,
            },
        )))
    }

    fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        sub == super_class || (sub, super_class) == ("B", "A")
    }

    fn is_initialized(&self, class: &str) -> bool {
        class != "B"
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Values and the objects that can be reached from them.
struct Digest<'h> {
    heap: &'h Heap,
    text: String,
    met: Vec<ObjectId>,
}

impl<'h> Digest<'h> {
    fn new(heap: &'h Heap) -> Digest<'h> {
        Digest {
            heap,
            text: String::new(),
            met: Vec::new(),
        }
    }

    fn word(&mut self, word: &str) {
        let _ = write!(self.text, "{word} ");
    }

    fn value(&mut self, value: Val) {
        let Val::Ref(Some(object)) = value else {
            let _ = write!(self.text, "{value} ");
            return;
        };
        let number = self.met.iter().position(|met| *met == object);
        let number = number.unwrap_or_else(|| {
            self.met.push(object);
            self.met.len() - 1
        });
        let _ = write!(self.text, "#{number} ");
    }

    /// `None`: it did not end.
    fn outcome(&mut self, outcome: &Outcome) -> Option<()> {
        match outcome {
            Outcome::OutOfSteps => return None,
            Outcome::Returned(value) => {
                self.word("returned");
                value.iter().for_each(|value| self.value(*value));
            }
            Outcome::Threw(exception) => {
                self.word("threw");
                self.value(*exception);
            }
            Outcome::Stuck(what) => self.word(&format!("stuck: {what}")),
            Outcome::Deoptimized { frames, .. } => {
                self.word("deoptimized");
                for frame in frames {
                    let (method, bci, moment) = (&frame.method, frame.bci, frame.moment.word());
                    self.word(&format!("{method}:{bci} {moment}"));
                    for slots in [&frame.locals, &frame.stack, &frame.locks] {
                        slots.iter().for_each(|slot| self.slot(slot));
                        self.word("/");
                    }
                }
            }
        }
        Some(())
    }

    fn slot(&mut self, slot: &FrameSlot) {
        match slot {
            FrameSlot::Dead => self.word("_"),
            FrameSlot::Value(value) => self.value(*value),
        }
    }

    fn statics(&mut self) {
        for (name, value) in self.heap.statics() {
            if value != Val::zero(value.ty()) {
                self.word(name);
                self.value(value);
            }
        }
    }

    /// With the contents of all objects that were met. Memory that holds zero is as good as
    /// memory that was never written.
    fn finish(mut self) -> String {
        let mut next = 0;
        while let Some(&id) = self.met.get(next) {
            let object = self.heap.object(id);
            let _ = write!(
                self.text,
                "\n    #{next} {} {} ",
                object.class, object.locks
            );
            for (name, value) in &object.fields {
                if *value != Val::zero(value.ty()) {
                    self.word(name);
                    self.value(*value);
                }
            }
            for value in object.elements.iter().flatten() {
                self.value(*value);
            }
            next += 1;
        }
        self.text
    }
}
