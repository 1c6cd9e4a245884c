//! Runs a function as machine code, on the evaluator's heap and world.

use crate::classes::{CacheEntry, Classes, signature};
use crate::heap::{ENTERED_ONCE, Objects};
use crate::memory;
use crate::stubs::{self, Thread};
use crate::vm::{Vm, dirty};
use codegen::{Algorithm, Artifact, Bailout, Compiler, Facts as _, Options, Target};
use ir::Entity as _;
use ir::analysis::{ControlFlow, Governing};
use ir::immediate::Immediate;
use ir::{Function, Opcode, Stage, Type};
use ir_eval::{Heap, Outcome, Val, World};

/// How a function is compiled and run.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    pub algorithm: Algorithm,
    /// Chooses whether there is an allocation buffer, how subtypes are recognized, and whether
    /// polls save registers.
    pub variant: usize,
    /// Polls are answered by leaving.
    pub leaves_at_polls: bool,
    /// Arrays have fields.
    pub has_loose_fields: bool,
    /// No stack is left.
    pub overflows: bool,
}

/// All combinations that every run is tried with.
pub fn modes() -> impl Iterator<Item = Mode> {
    let algorithms = [Algorithm::Ion, Algorithm::Fastalloc];
    algorithms.into_iter().flat_map(|algorithm| {
        (0..4).map(move |variant| Mode {
            algorithm,
            variant,
            leaves_at_polls: false,
            has_loose_fields: false,
            overflows: false,
        })
    })
}

/// Gives what may leave or stop the state that governs it.
pub fn lowered(mut func: Function) -> Function {
    if func.stage == Stage::Low {
        return func;
    }
    let governing = Governing::of(&func, &ControlFlow::of(&func));
    let blocks: Vec<_> = func.layout.blocks().collect();
    for block in blocks {
        let mut state = governing.at_entry(block);
        let insts: Vec<_> = func.layout.insts(block).collect();
        for inst in insts {
            let data = func.inst_mut(inst);
            let effects = data.opcode.effects();
            if effects.may_leave_before() {
                std::mem::swap(&mut data.state, &mut state);
            } else if data.state.is_none() && effects.needs_state() {
                data.state = state;
            } else if data.state.is_some() {
                state = data.state;
            }
        }
        func.set_block_state(block, None);
    }
    func.stage = Stage::Low;
    func
}

/// Compiles, with all checks.
pub fn compile(
    func: &Function,
    classes: &Classes,
    log: u64,
    mode: Mode,
) -> Result<Artifact, Bailout> {
    let layout = classes.layout(log);
    let target = Target {
        layout: &layout,
        facts: classes,
        options: Options {
            algorithm: mode.algorithm,
            saves_at_polls: mode.variant >= 2,
            direct_calls: mode.variant % 2 == 1,
            check_references: true,
            check_allocation: true,
            ..Options::default()
        },
    };
    Compiler::default().compile(func, &target)
}

/// A function that has been compiled.
pub struct Compiled<'f> {
    func: &'f Function,
    classes: Classes,
    artifact: Artifact,
    mode: Mode,
}

impl<'f> Compiled<'f> {
    /// Compiles, with all checks.
    pub fn of(func: &'f Function, world: &dyn World, mode: Mode) -> Compiled<'f> {
        let guard = memory::lock();
        let memory = guard.as_ref().expect("the memory is mapped");
        let classes = Classes::of(func, world, mode.variant, mode.has_loose_fields);
        let artifact = compile(func, &classes, memory.log, mode)
            .unwrap_or_else(|bailout| panic!("{bailout}\n{func}"));
        Compiled {
            func,
            classes,
            artifact,
            mode,
        }
    }

    /// Runs it. The heap is brought up to date as the evaluator would leave it.
    pub fn run(&self, args: &[Val], heap: &mut Heap, world: &mut dyn World) -> Outcome {
        let guard = memory::lock();
        let memory = guard.as_ref().expect("the memory is mapped");
        let (func, artifact) = (self.func, &self.artifact);
        self.classes.write(world);
        memory::copy_in(&artifact.bytes, memory.code);
        self.link(memory.code);
        let _entries = self.fill_caches(memory.code);
        let constants: Vec<_> = artifact
            .objects
            .iter()
            .map(|(object, cell)| (heap.constant(&func.objects[*object]), *cell))
            .collect();
        let mut objects = Objects::new(memory.log);
        objects.take_over(&self.classes, heap, world);
        for (id, cell) in constants {
            memory::write(memory.code + u64::from(cell), objects.address_of(id));
        }
        let thread = Thread {
            poll: 1,
            entered_once: ENTERED_ONCE,
            stack_limit: if self.mode.overflows { u64::MAX } else { 0 },
            ..Thread::default()
        };
        let mut vm = Vm {
            thread: Box::new(thread),
            func,
            artifact,
            classes: &self.classes,
            heap,
            world,
            objects,
            code: memory.code,
            signatures: signatures(func),
            outcome: None,
            leaves_at_polls: self.mode.leaves_at_polls,
        };
        vm.fill_table();
        run(&mut vm, args)
    }
}

impl Compiled<'_> {
    /// Lets direct calls go to stubs behind the code that enter the methods.
    fn link(&self, code: u64) {
        let stubs = code + self.artifact.bytes.len().next_multiple_of(16) as u64;
        for call in &self.artifact.calls {
            let stub = stubs + 32 * call.method.index() as u64;
            let address = self.classes.method(call.method).address;
            memory::copy_in(&stub_of(address, &self.classes.layout(0)), stub);
            let place = code + u64::from(call.place);
            assert_eq!(place % 4, 0, "displacements are aligned");
            memory::write(place, stub.wrapping_sub(place + 4) as u32);
        }
    }

    /// Gives each inline cache an entry that is for no class.
    #[expect(clippy::vec_box, reason = "the code holds the addresses of entries")]
    fn fill_caches(&self, code: u64) -> Vec<Box<CacheEntry>> {
        let fill = |cache: &codegen::InlineCache| {
            let entry = Box::new(CacheEntry {
                class: 0,
                method: self.classes.method(cache.method).address,
            });
            memory::write(code + u64::from(cache.cell), &raw const *entry as u64);
            entry
        };
        self.artifact.caches.iter().map(fill).collect()
    }
}

/// `mov r10, method; jmp [r10 + compiled_entry]`.
fn stub_of(method: u64, layout: &codegen::Layout) -> Vec<u8> {
    let mut bytes = vec![0x49, 0xba];
    bytes.extend_from_slice(&method.to_le_bytes());
    bytes.extend_from_slice(&[0x41, 0xff, 0xa2]);
    bytes.extend_from_slice(&layout.compiled_entry.to_le_bytes());
    bytes
}

/// What methods pass, as the function calls them.
fn signatures(func: &Function) -> Vec<ir::types::Signature> {
    let insts = || {
        let blocks = func.layout.blocks();
        blocks.flat_map(|block| func.layout.insts(block))
    };
    func.methods
        .iter()
        .enumerate()
        .map(|(index, (method, _))| {
            let called = insts().map(|inst| func.inst(inst)).find(|data| {
                let is_call = data.opcode.effects().has(ir::effects::Effects::CALL);
                is_call && data.immediate == Immediate::Method(method)
            });
            let is_static = called
                .is_none_or(|data| matches!(data.opcode, Opcode::CallStatic | Opcode::TryStatic));
            signature(func, index, is_static)
        })
        .collect()
}

fn run(vm: &mut Vm<'_>, args: &[Val]) -> Outcome {
    let mut registers = [0_u64; 14];
    let mut stack = Vec::new();
    let (mut n_ints, mut n_floats) = (0, 0);
    let osr: Vec<u64> = vm
        .heap
        .osr_locals()
        .iter()
        .map(|local| vm.objects.bits(*local))
        .collect();
    for &arg in args {
        let mut bits = dirty(arg, vm.objects.bits(arg));
        if !osr.is_empty() && arg.ty() == Type::I64 {
            bits = osr.as_ptr() as u64;
        }
        let is_float = matches!(arg.ty(), Type::F32 | Type::F64);
        let (count, most, start) = if is_float {
            (&mut n_floats, 8, 6)
        } else {
            (&mut n_ints, 6, 0)
        };
        if *count < most {
            registers[start + *count] = bits;
            *count += 1;
        } else {
            stack.push(bits);
        }
    }
    let address = std::ptr::from_mut(vm).cast::<()>() as u64;
    vm.thread.vm = address;
    let thread = &raw mut *vm.thread;
    let entry = (vm.code + u64::from(vm.artifact.entry)) as usize;
    // SAFETY: the code was compiled for this layout and these stubs.
    let result = unsafe {
        stubs::enter(
            thread,
            entry,
            registers.as_ptr(),
            stack.as_ptr(),
            stack.len(),
        )
    };
    finish(vm, result)
}

fn finish(vm: &mut Vm<'_>, result: u64) -> Outcome {
    if let Some(outcome) = vm.outcome.take() {
        return outcome;
    }
    assert_eq!(vm.thread.anchor, 0, "the anchor is still set");
    vm.give_back();
    let pending = vm.thread.pending;
    if pending != 0 {
        return Outcome::Threw(vm.objects.value(Type::Ref, pending));
    }
    Outcome::Returned(vm.func.signature.returns.map(|ty| {
        let is_float = matches!(ty, Type::F32 | Type::F64);
        let bits = if is_float { vm.thread.float } else { result };
        if ty == Type::I32 {
            assert_eq!(bits >> 32, 0, "the upper half is not zero");
        }
        vm.objects.value(ty, bits)
    }))
}
