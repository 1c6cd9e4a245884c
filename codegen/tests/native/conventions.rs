//! What the evaluator has no word for: booleans in memory, polls that leave, stack overflow, and
//! the buffer of a frame that is replaced.

use crate::executor::{Compiled, Mode, modes};
use ir::Function;
use ir_eval::{Heap, Nothing, Outcome, Val};

/// The function of a text.
fn function(text: &str) -> Function {
    let func = ir::text::parse(text).expect("a function");
    assert_eq!(ir::verify::verify(&func), Ok(()), "{text}");
    func
}

/// Runs in all modes, changed so.
fn outcomes(func: &Function, args: &[Val], change: impl Fn(Mode) -> Mode) -> Vec<Outcome> {
    modes()
        .map(|mode| {
            let compiled = Compiled::of(func, &Nothing, change(mode));
            compiled.run(args, &mut Heap::default(), &mut Nothing)
        })
        .collect()
}

const BOOLEANS: &str = "\
fn @booleans(i32, i32) -> i32 low {
    class0 = \"A\"
    field0 = \"A.flag:Z\"
    method0 = \"T.booleans()V\"
b0(v0: i32, v1: i32):
    v2 = guard_initialized class0 @ method0:0 before
    v3 = new class0, v2 @ method0:0 before
    v4 = guard_nonnull v3 @ method0:0 before
    store_field field0, v3, v0, v4 @ method0:1 after
    v5 = load_field field0, v3, v4
    v6 = iconst 3
    v7 = guard_size v6 @ method0:1 before
    v8 = new_array boolean, v6, v7 @ method0:1 before
    v9 = new_array byte, v6, v7 @ method0:1 before
    v10 = guard_nonnull v8 @ method0:1 before
    v11 = array_length v8, v10
    v12 = guard_bounds v1, v11 @ method0:1 before
    store_element byte, v8, v1, v0, v12 @ method0:2 after
    store_element byte, v9, v1, v0, v12 @ method0:2 after
    v13 = load_element byte, v8, v1, v12
    v14 = load_element byte, v9, v1, v12
    v15 = iconst 10
    v16 = imul v5, v15
    v17 = iadd v16, v13
    v18 = imul v17, v15
    v19 = iadd v18, v14
    ret v19
}
";

#[test]
fn booleans_keep_the_lowest_bit() {
    let func = function(BOOLEANS);
    for (stored, expected) in [(0, 0), (1, 111), (2, 2), (3, 113), (-1, 109), (256, 0)] {
        let args = [Val::I32(stored), Val::I32(1)];
        for outcome in outcomes(&func, &args, |mode| mode) {
            assert_eq!(outcome, Outcome::Returned(Some(Val::I32(expected))));
        }
    }
}

#[test]
fn polls_may_leave() {
    let func = function(
        "\
fn @polls(i32, f64) -> i32 low {
    object0 = \"a constant\"
    method0 = \"T.polls()V\"
b0(v0: i32, v1: f64):
    v2 = object object0
    v3 = iconst 7
    v4 = iadd v0, v3
    safepoint_poll @ method0:3 before locals=[v0, v1, v2, v3] stack=[v4]
    ret v4
}
",
    );
    let args = [Val::I32(5), Val::F64(0.5)];
    let leaves = |mode| Mode {
        leaves_at_polls: true,
        ..mode
    };
    for outcome in outcomes(&func, &args, leaves) {
        let text = outcome.to_string();
        assert!(
            text.ends_with("T.polls()V:3 before locals=[5, 0.5, #0, 7] stack=[12]"),
            "{text}"
        );
    }
    for outcome in outcomes(&func, &args, |mode| mode) {
        assert_eq!(outcome, Outcome::Returned(Some(Val::I32(12))));
    }
}

#[test]
fn stack_overflow_is_thrown_at_the_entry() {
    let small = "fn @small() low {\nb0:\n    ret_void\n}\n".to_owned();
    let mut large =
        "fn @large(i32) -> i32 low {\n    method0 = \"T.m()V\"\nb0(v0: i32):\n".to_owned();
    // Many values that survive a call: a frame of several KB.
    for number in 1..600 {
        large.push_str(&format!("    v{number} = iadd v{}, v0\n", number - 1));
    }
    large.push_str("    call_static method0 @ method0:0 after\n");
    for number in 1..600 {
        let sum = if number == 1 { 0 } else { 599 + number };
        large.push_str(&format!("    v{} = ixor v{sum}, v{number}\n", 600 + number));
    }
    large.push_str("    ret v1199\n}\n");
    for (text, args) in [(small, vec![]), (large, vec![Val::I32(1)])] {
        let func = function(&text);
        let overflows = |mode| Mode {
            overflows: true,
            ..mode
        };
        for outcome in outcomes(&func, &args, overflows) {
            assert!(matches!(outcome, Outcome::Threw(_)), "{outcome}");
        }
    }
}

#[test]
fn locals_of_a_replaced_frame_are_read() {
    let func = function(
        "\
fn @osr(i64) -> f64 low {
    method0 = \"T.osr()V\"
b0(v0: i64):
    v1 = load_osr_int 0, v0
    v2 = load_osr_long 1, v0
    v3 = load_osr_float 3, v0
    v4 = load_osr_double 4, v0
    v5 = load_osr_ref 6, v0
    safepoint_poll @ method0:9 before locals=[v1, v2, _, v3, v4, _, v5]
    v6 = guard_nonnull v5 @ method0:9 before
    v7 = i2d v1
    v8 = l2d v2
    v9 = f2d v3
    v10 = dadd v7, v8
    v11 = dadd v9, v4
    v12 = dadd v10, v11
    ret v12
}
",
    );
    for mode in modes() {
        let mut heap = Heap::default();
        let object = heap.allocate("A", None);
        heap.set_osr_locals(vec![
            Val::I32(-3),
            Val::I64(1 << 40),
            Val::I32(0),
            Val::F32(0.5),
            Val::F64(0.25),
            Val::I32(0),
            Val::Ref(Some(object)),
        ]);
        let compiled = Compiled::of(&func, &Nothing, mode);
        let outcome = compiled.run(&[Val::I64(0)], &mut heap, &mut Nothing);
        let expected = (1_i64 << 40) as f64 - 3.0 + 0.75;
        assert_eq!(outcome, Outcome::Returned(Some(Val::F64(expected))));
    }
}
