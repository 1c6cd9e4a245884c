//! The pass of `docs/writing-a-pass.md`. The page shows parts of this file.

use ir::{Block, Function, Opcode};
use ir_filetest::world::Classes;
use opt::context::Context;
use opt::{Changed, Info, Options, Pass, Pipeline, Silent};
use std::path::PathBuf;

static INFO: Info = Info::new(
    "poll-once",
    "Removes polls that stand directly behind another poll.",
);

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct PollOnce;

impl Pass for PollOnce {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let blocks: Vec<Block> = func.layout.blocks().collect();
        let mut changed = false;
        for block in blocks {
            changed |= poll_once(func, block, cx);
        }
        Changed::when(changed)
    }
}

fn poll_once(func: &mut Function, block: Block, cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    let mut is_behind_poll = false;
    let mut next = func.layout.first_inst(block);
    while let Some(inst) = next {
        next = func.layout.next_inst(inst);
        let is_poll = func.inst(inst).opcode == Opcode::SafepointPoll;
        if is_poll && is_behind_poll {
            cx.remark(func, "removed", inst);
            func.layout.remove_inst(inst);
            changed = true;
        }
        is_behind_poll = is_poll;
    }
    changed
}

const FILE: &str = "\
; pass: poll-once
; The second poll asks what has just been asked; the third comes after a call.
; count: safepoint_poll 2
fn @polls() {
    method0 = \"A.m()V\"
b0 @ method0:0 before:
    safepoint_poll
    safepoint_poll
    call_static method0 @ method0:1 after
    safepoint_poll
    ret_void
}
";

#[test]
fn the_pass_does_what_its_file_says() {
    let change = |_: &str, func: &mut Function, _: &Classes| {
        let pipeline = Pipeline::of([&PollOnce as &dyn Pass]);
        let done = opt::run(&pipeline, func, &Options::default(), &mut Silent);
        done.map(|_| ()).map_err(|broken| broken.to_string())
    };
    let (failures, _) = ir_filetest::run_file(FILE, Some(&change), false);
    assert_eq!(failures, []);
}

#[test]
fn the_page_shows_this_file() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/writing-a-pass.md");
    let page = std::fs::read_to_string(path).expect("the page exists");
    let own = include_str!("writing_a_pass.rs");
    let mut n_blocks = 0;
    for block in page.split("```rust\n").skip(1) {
        let code = block.split("```").next().unwrap_or_default();
        assert!(own.contains(code), "the page shows other code:\n{code}");
        n_blocks += 1;
    }
    for block in page.split("```text\n; pass").skip(1) {
        let file = block.split("```").next().unwrap_or_default();
        assert_eq!(format!("; pass{file}"), FILE, "the page shows another file");
        n_blocks += 1;
    }
    assert_eq!(n_blocks, 4);
}
