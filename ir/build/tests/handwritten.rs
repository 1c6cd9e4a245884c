//! Code that `javac` does not make: irreducible loops, handlers that cover themselves, operands on
//! the stack around loops, all shuffles, monitors that are not left. What compiled code and the
//! interpreter that it leaves to do is what an interpreter alone does.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use ir_build::{BailoutReason, Options, build};
use ir_eval::{CallOutcome, Heap, ObjectId, Val, World};
use support::program::Program;
use support::source::{Resolves, Source};
use support::vm::Vm;
use support::{assembler, jdk};

const RAW: &str = "Raw.raw(IILjava/lang/Object;Ljava/lang/Object;)I";

/// The program in which `Raw.raw` has this code. Its locals are two ints and two objects.
fn program(source: &str) -> Option<Program> {
    let dir = jdk::compiled()?;
    let mut files = Vec::new();
    jdk::class_files(dir, &mut files);
    let mut program = Program::parse(files);
    let class = program.classes.get_mut("Raw").unwrap();
    let assembled = assembler::assemble(source, class);
    let pool = &class.pool;
    let is_raw = |index: u16| pool.utf8(index) == Some(b"raw");
    let method = class
        .methods
        .iter_mut()
        .find(|it| is_raw(it.name_index))
        .unwrap();
    let code = method.code.as_mut().unwrap();
    code.code = Box::leak(assembled.code.into_boxed_slice());
    code.handlers = assembled.handlers;
    code.max_locals = 12;
    code.max_stack = 20;
    Some(program)
}

/// What `Raw.raw` does with these arguments: its result, or the class that it throws.
fn outcome(vm: &mut Vm<'_>, a: i32, b: i32) -> String {
    let mut heap = Heap::default();
    let mut object = || -> ObjectId { heap.allocate("java.lang.Object", None) };
    let (first, second) = (object(), object());
    let args = [
        Val::I32(a),
        Val::I32(b),
        Val::Ref(Some(first)),
        Val::Ref(Some(second)),
    ];
    let outcome = vm.call(&mut heap, RAW, false, &args).unwrap();
    assert_eq!(heap.n_locks(), 0);
    match outcome {
        CallOutcome::Returned(value) => value.unwrap().to_string(),
        CallOutcome::Threw(exception) => heap.object(exception).class.clone(),
    }
}

/// Compiled code does what the interpreter does.
fn check(source: &str) {
    let Some(program) = program(source) else {
        return;
    };
    let mut alone = Vm::new(&program, Resolves::Everything, Options::default());
    alone.osr_every = Some(usize::MAX);
    for resolves in [Resolves::Everything, Resolves::Nothing, Resolves::Some(2)] {
        let mut vm = Vm::new(&program, resolves, Options::default());
        let mut replacing = Vm::new(&program, resolves, Options::default());
        replacing.osr_every = Some(2);
        for a in -1..6 {
            for b in [-7, 0, 1, 2, 5] {
                let expected = outcome(&mut alone, a, b);
                assert_eq!(outcome(&mut vm, a, b), expected, "{a} {b} {resolves:?}");
                assert_eq!(outcome(&mut replacing, a, b), expected, "{a} {b} osr");
            }
        }
        assert!(vm.n_built > 0, "it is built");
    }
}

/// The method is not built, for this reason.
fn check_declined(source: &str, reason: BailoutReason) {
    let Some(program) = program(source) else {
        return;
    };
    let source = Source::new(&program, Resolves::Everything);
    let found = program.named(RAW).unwrap();
    let built = build(&source, source.id(&found), &Options::default());
    assert_eq!(built.map_err(|bailout| bailout.reason).err(), Some(reason));
}

#[test]
fn a_loop_with_two_entries() {
    check(
        "bipush 20
         istore 4
         iload 0
         ifeq L2
         L1: iload 1
         iconst_3
         imul
         istore 1
         iinc 4 -1
         L2: iload 1
         iload 4
         iadd
         istore 1
         iinc 4 -2
         iload 4
         ifgt L1
         iload 1
         ireturn",
    );
}

#[test]
fn a_handler_that_covers_itself() {
    check(
        "bipush 3
         istore 4
         L1: iload 0
         invokestatic Raw.raise(I)I
         iload 1
         iadd
         ireturn
         L2: pop
         iinc 4 -1
         iload 4
         ifle L4
         iload 0
         iload 4
         iadd
         invokestatic Raw.raise(I)I
         ireturn
         L4: iload 4
         ireturn
         L5: nop
         catch L1 L5 L2 any",
    );
}

#[test]
fn a_caught_class_may_be_unresolved() {
    check(
        "L1: iload 0
         invokestatic Raw.raise(I)I
         istore 4
         iload 4
         iload 1
         idiv
         ireturn
         L2: astore 5
         iload 1
         ifgt L3
         aload 5
         athrow
         L3: bipush 77
         ireturn
         catch L1 L2 L2 Raw$Own",
    );
}

#[test]
fn operands_stay_on_the_stack_around_a_loop() {
    check(
        "iload 0
         i2l
         iload 1
         bipush 6
         istore 4
         L1: iload 4
         ixor
         iinc 4 -1
         iload 4
         ifgt L1
         i2l
         ladd
         l2i
         ireturn",
    );
}

#[test]
fn all_shuffles() {
    check(
        "iload 0
         iload 1
         dup_x1
         iload 0
         dup_x2
         isub
         ixor
         iadd
         ishl
         istore 4
         iload 0
         i2l
         iload 4
         dup_x2
         pop
         dup2
         ladd
         iload 1
         i2l
         dup2_x2
         lsub
         lxor
         l2i
         iload 1
         dup2_x1
         pop
         isub
         iadd
         iadd
         iload 0
         iload 1
         dup2
         iadd
         dup2_x2
         pop2
         swap
         isub
         ixor
         iadd
         ireturn",
    );
}

#[test]
fn a_comparison_whose_branch_is_a_target() {
    check(
        "iload 0
         ifeq L2
         iload 0
         i2f
         iload 1
         i2f
         fdiv
         fconst_1
         fcmpg
         L1: iflt L3
         iconst_4
         ireturn
         L2: iload 1
         goto L1
         L3: bipush 9
         ireturn",
    );
}

#[test]
fn switches_with_shared_targets() {
    check(
        "L0: iload 0
         tableswitch L9 0:L1 1:L2 2:L9 3:L1
         L1: iload 1
         lookupswitch L2 -7:L9 1:L2 5:L3
         L2: iinc 1 5
         iload 1
         ireturn
         L3: iinc 0 1
         iinc 1 1
         goto L0
         L9: iload 0
         iload 1
         isub
         ireturn",
    );
}

#[test]
fn monitors_that_nest() {
    check(
        "aload 2
         monitorenter
         L1: aload 3
         monitorenter
         L2: iload 0
         invokestatic Raw.raise(I)I
         istore 4
         aload 3
         monitorexit
         L3: aload 2
         monitorexit
         L4: iload 4
         ireturn
         L5: astore 6
         aload 3
         monitorexit
         aload 6
         athrow
         L6: astore 7
         aload 2
         monitorexit
         iload 1
         ireturn
         catch L2 L3 L5 any
         catch L1 L4 L6 any
         catch L5 L6 L6 any",
    );
}

#[test]
fn monitors_that_are_not_left_in_order_are_declined() {
    for source in [
        "aload 2\n monitorenter\n aload 3\n monitorenter\n aload 2\n monitorexit\n aload 3\n monitorexit\n iconst_0\n ireturn",
        "aload 2\n monitorenter\n iconst_0\n ireturn",
        "aload 2\n monitorexit\n iconst_0\n ireturn",
        "iload 0\n ifeq L1\n aload 2\n monitorenter\n goto L2\n L1: aload 3\n monitorenter\n L2: aload 2\n monitorexit\n iconst_0\n ireturn",
        "iload 0\n ifeq L1\n aload 2\n monitorenter\n L1: iconst_0\n ireturn",
        "L1: aload 2\n monitorenter\n iinc 0 -1\n iload 0\n ifgt L1\n iconst_0\n ireturn",
    ] {
        check_declined(source, BailoutReason::UnbalancedMonitors);
    }
}

#[test]
fn other_code_that_is_declined() {
    for (source, reason) in [
        ("iadd\n ireturn", BailoutReason::InvalidCode),
        (
            "aload 0\n pop\n iconst_0\n ireturn",
            BailoutReason::InvalidCode,
        ),
        ("iconst_0\n istore 4", BailoutReason::InvalidCode),
        (
            "iload 0\n ifeq L1\n iconst_1\n L1: iconst_0\n ireturn",
            BailoutReason::InvalidCode,
        ),
        (
            "jsr L1\n iconst_0\n ireturn\n L1: astore 4\n ret 4",
            BailoutReason::Subroutine,
        ),
    ] {
        check_declined(source, reason);
    }
}
