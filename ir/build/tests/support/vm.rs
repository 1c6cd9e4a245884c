//! A small virtual machine for tests: methods are built and evaluated, and where compiled code
//! leaves, an interpreter goes on from the frame state. The result is right only if all states are.

use super::interpreter::{Activation, Slot};
use super::program::{Found, Program, is_static};
use super::source::{Resolves, Source};
use ir::Function;
use ir_build::{Options, build};
use ir_eval::{CallOutcome, Frame, FrameSlot, Heap, Outcome, Val, World, evaluate};
use opt::Pipeline;
use std::collections::HashMap;
use std::rc::Rc;
use vm_classfile::access_flags::SYNCHRONIZED;

/// Superclasses of classes of the JDK that programs name.
const SUPERS: [(&str, &str); 14] = [
    (
        "java.lang.ArrayIndexOutOfBoundsException",
        "java.lang.IndexOutOfBoundsException",
    ),
    (
        "java.lang.IndexOutOfBoundsException",
        "java.lang.RuntimeException",
    ),
    (
        "java.lang.ArithmeticException",
        "java.lang.RuntimeException",
    ),
    (
        "java.lang.NullPointerException",
        "java.lang.RuntimeException",
    ),
    ("java.lang.ClassCastException", "java.lang.RuntimeException"),
    (
        "java.lang.ArrayStoreException",
        "java.lang.RuntimeException",
    ),
    (
        "java.lang.NegativeArraySizeException",
        "java.lang.RuntimeException",
    ),
    (
        "java.lang.IllegalStateException",
        "java.lang.RuntimeException",
    ),
    (
        "java.lang.IllegalMonitorStateException",
        "java.lang.RuntimeException",
    ),
    ("java.lang.RuntimeException", "java.lang.Exception"),
    ("java.lang.Exception", "java.lang.Throwable"),
    ("java.lang.Error", "java.lang.Throwable"),
    ("java.lang.MatchException", "java.lang.RuntimeException"),
    ("java.lang.AssertionError", "java.lang.Error"),
];

/// Arrays of primitives, as the evaluator names them and as descriptors.
const ELEMENTS: [(&str, &str); 8] = [
    ("boolean", "[Z"),
    ("byte", "[B"),
    ("char", "[C"),
    ("short", "[S"),
    ("int", "[I"),
    ("long", "[J"),
    ("float", "[F"),
    ("double", "[D"),
];

/// Calls in progress, at most.
const MAX_DEPTH: usize = 60;

pub struct Vm<'p> {
    pub program: &'p Program,
    pub source: Source<'p>,
    pub options: Options,
    /// What functions go through before they are evaluated.
    pub passes: Option<Pipeline>,
    built: HashMap<String, Option<Rc<Function>>>,
    built_osr: HashMap<(String, u32), Option<Rc<Function>>>,
    depth: usize,
    /// Replace a frame at every so many branches back.
    pub osr_every: Option<usize>,
    n_back: usize,
    /// How often an interpreter frame was replaced by compiled code.
    pub n_replaced: usize,
    /// How often compiled code left for the interpreter.
    pub n_left: usize,
    pub n_built: usize,
}

impl<'p> Vm<'p> {
    pub fn new(program: &'p Program, resolves: Resolves, options: Options) -> Vm<'p> {
        Vm {
            program,
            source: Source::new(program, resolves),
            options,
            passes: None,
            built: HashMap::new(),
            built_osr: HashMap::new(),
            depth: 0,
            osr_every: None,
            n_back: 0,
            n_replaced: 0,
            n_left: 0,
            n_built: 0,
        }
    }

    /// Runs the initializers of all classes.
    pub fn initialize(&mut self, heap: &mut Heap) {
        let methods: Vec<_> = self.program.methods().collect();
        for found in methods
            .into_iter()
            .filter(|found| found.name() == "<clinit>")
        {
            let outcome = self.call(heap, &found.full_name(), false, &[]);
            assert!(matches!(outcome, Some(CallOutcome::Returned(None))));
        }
    }

    /// Methods start in the interpreter where frames are to be replaced.
    fn function(&mut self, name: &str) -> Option<Rc<Function>> {
        if self.osr_every.is_some() {
            return None;
        }
        if let Some(function) = self.built.get(name) {
            return function.clone();
        }
        let found = self.program.named(name).unwrap();
        let function = self.made(&found, &self.options);
        self.n_built += usize::from(function.is_some());
        self.built.insert(name.to_owned(), function.clone());
        function
    }

    /// Whether a frame that has branched back is to be replaced, and how that ends.
    pub fn replace(&mut self, heap: &mut Heap, frame: &Activation<'_>) -> Option<CallOutcome> {
        self.n_back += 1;
        let is_time = self.n_back.is_multiple_of(self.osr_every?) && self.depth < MAX_DEPTH;
        if !is_time || !frame.stack.is_empty() {
            return None;
        }
        let function = self.osr_function(frame)?;
        let locals = frame.locals.iter().map(|slot| match slot {
            Slot::Value(value) => *value,
            Slot::Nothing => Val::Guard,
        });
        heap.set_osr_locals(locals.collect());
        self.n_replaced += 1;
        self.depth += 1;
        let name = frame.found.full_name();
        let outcome = self.evaluated(heap, &name, &function, &[Val::I64(0)]);
        self.depth -= 1;
        Some(outcome)
    }

    fn osr_function(&mut self, frame: &Activation<'_>) -> Option<Rc<Function>> {
        let key = (frame.found.full_name(), frame.bci);
        if let Some(function) = self.built_osr.get(&key) {
            return function.clone();
        }
        let options = Options {
            osr: Some(frame.bci),
            ..self.options.clone()
        };
        let function = self.made(&frame.found, &options);
        self.built_osr.insert(key, function.clone());
        function
    }

    fn made(&self, found: &Found<'_>, options: &Options) -> Option<Rc<Function>> {
        let built = build(&self.source, self.source.id(found), options).ok()?;
        let mut function = built.function;
        let name = found.full_name();
        assert_eq!(ir::verify::verify(&function), Ok(()), "{name}");
        if let Some(passes) = &self.passes {
            let options = opt::Options::default();
            let outcome = opt::run(passes, &mut function, &options, &mut opt::Silent);
            assert!(outcome.is_ok(), "{name}: {}", outcome.unwrap_err());
        }
        Some(Rc::new(function))
    }

    /// Runs a method of the program, compiled if it can be built.
    fn run(&mut self, heap: &mut Heap, name: &str, args: &[Val]) -> CallOutcome {
        let Some(function) = self.function(name) else {
            return self.interpret(heap, name, args);
        };
        self.evaluated(heap, name, &function, args)
    }

    fn evaluated(
        &mut self,
        heap: &mut Heap,
        name: &str,
        function: &Function,
        args: &[Val],
    ) -> CallOutcome {
        match evaluate(function, args, heap, self, 2_000_000) {
            Outcome::Returned(value) => CallOutcome::Returned(value),
            Outcome::Threw(Val::Ref(Some(exception))) => CallOutcome::Threw(exception),
            Outcome::Deoptimized { frames, .. } => {
                self.n_left += 1;
                assert_eq!(frames.len(), 1, "{name}: nothing is inlined");
                self.go_on(heap, &frames[0])
            }
            other => panic!("{name}: {other}\n{function}"),
        }
    }

    fn interpret(&mut self, heap: &mut Heap, name: &str, args: &[Val]) -> CallOutcome {
        let found = self.program.named(name).unwrap();
        let mut activation = Activation::new(found, args);
        if found.is(SYNCHRONIZED) {
            let lock = match is_static(&found) {
                true => heap.constant(&format!("class {}", found.class_name())),
                false => match args[0] {
                    Val::Ref(Some(receiver)) => receiver,
                    _ => panic!("a call on null"),
                },
            };
            heap.object_mut(lock).locks += 1;
            activation.locks.push(lock);
        }
        activation.run(self, heap)
    }

    /// Goes on in the interpreter from a frame.
    fn go_on(&mut self, heap: &mut Heap, frame: &Frame) -> CallOutcome {
        let found = self.program.named(&frame.method).unwrap();
        let slots = |slots: &[FrameSlot]| -> Vec<Slot> {
            let mut made: Vec<Slot> = Vec::new();
            for slot in slots {
                made.push(match slot {
                    FrameSlot::Value(value) => Slot::Value(*value),
                    FrameSlot::Dead => Slot::Nothing,
                });
            }
            made
        };
        let locks = frame.locks.iter().map(|slot| match slot {
            FrameSlot::Value(Val::Ref(Some(object))) => *object,
            other => panic!("{other} is locked"),
        });
        let mut activation = Activation {
            found,
            locals: slots(&frame.locals),
            stack: slots(&frame.stack),
            locks: locks.collect(),
            bci: frame.bci,
        };
        let max_locals = found.method.code.as_ref().unwrap().max_locals;
        assert_eq!(activation.locals.len(), usize::from(max_locals));
        activation.resume(self, heap, frame.moment)
    }
}

impl World for Vm<'_> {
    fn call(
        &mut self,
        heap: &mut Heap,
        method: &str,
        is_virtual: bool,
        args: &[Val],
    ) -> Option<CallOutcome> {
        let mut name = method.to_owned();
        if is_virtual {
            let Some(Val::Ref(Some(receiver))) = args.first() else {
                return None;
            };
            let class = heap.object(*receiver).class.replace('.', "/");
            let (path, descriptor) = method.split_at(method.find('(')?);
            let (_, simple) = path.rsplit_once('.')?;
            name = self.program.method(&class, simple, descriptor)?.full_name();
        }
        match self.program.named(&name) {
            Some(found) if found.method.code.is_some() => {
                assert!(self.depth < MAX_DEPTH, "{name}: calls are too deep");
                self.depth += 1;
                let full_name = found.full_name();
                let outcome = self.run(heap, &full_name, args);
                self.depth -= 1;
                Some(outcome)
            }
            // Constructors of classes of the JDK do nothing that programs see.
            _ if name.contains(".<init>(") => Some(CallOutcome::Returned(None)),
            _ => None,
        }
    }

    fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        if ELEMENTS.contains(&(sub, super_class)) {
            return true;
        }
        let above = |class: &str| {
            let known = SUPERS.iter().find(|(name, _)| *name == class);
            known.map(|(_, above)| *above)
        };
        if self.program.is_subclass(sub, super_class) {
            return true;
        }
        let supers = self.program.supers(&sub.replace('.', "/"));
        let last = supers.iter().filter_map(|class| class.super_name());
        let mut starts: Vec<String> = last.map(super::program::text).collect();
        starts.push(sub.to_owned());
        starts.iter().any(|start| {
            let start = start.replace('/', ".");
            std::iter::successors(Some(start.as_str()), |class| above(class))
                .any(|class| class == super_class)
        })
    }

    fn is_initialized(&self, _: &str) -> bool {
        true
    }
}
