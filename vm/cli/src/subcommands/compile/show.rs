//! What `kiln compile` shows.

use super::Emit;
use super::arguments::{Arguments, Changes};
use codegen::Listing;
use opt::sink::PassRun;
use opt::{Info, Sink};
use replay::{Compiled, Task};
use std::fmt::Write;

/// What is wanted of a compilation, as text that is the same in every run.
pub(super) fn text(task: &Task, compiled: &Compiled, emit: &[Emit]) -> String {
    let mut text = String::new();
    for what in emit {
        match what {
            Emit::Task => describe(&mut text, task),
            Emit::Built => add(&mut text, task, "built", &compiled.built.to_string()),
            Emit::Ir => add(&mut text, task, "ir", &compiled.function.to_string()),
            Emit::Asm => {
                let (artifact, function) = (&compiled.artifact, &compiled.function);
                let listing = Listing::new(artifact, function, 0).to_string();
                let (size, frame) = (artifact.code_size, artifact.frame_size);
                let what = format!("asm: {size} bytes of code, frame of {frame} bytes");
                add(&mut text, task, &what, &listing);
            }
            Emit::Stats => add(&mut text, task, "stats", &statistics(&compiled.statistics)),
        }
    }
    text
}

fn add(text: &mut String, task: &Task, what: &str, body: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(
        text,
        "; {}, {}, {what}\n{}\n",
        task.name,
        task.tier,
        body.trim_end()
    );
}

fn describe(text: &mut String, task: &Task) {
    let osr = task.build.osr.map_or("the beginning".to_owned(), |bci| {
        format!("the loop at {bci}")
    });
    let prune = match task.build.prune {
        Some(n) => format!("branches that went the other way {n} times are left out"),
        None => "no branch is left out".to_owned(),
    };
    let body = format!(
        "entered at {osr}; {prune}; {:?}\npasses {}",
        task.algorithm, task.passes
    );
    add(text, task, "task", &body);
}

/// What the passes did, without times.
fn statistics(statistics: &opt::Statistics) -> String {
    let table = statistics.to_string();
    let line = |line: &str| {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if words.len() > 3 {
            words.remove(3);
        }
        let name = words.remove(0);
        format!("{name:24} {}\n", words.join(" "))
    };
    table.lines().map(line).collect()
}

/// Text about single passes.
pub(super) struct Passes<'a> {
    arguments: &'a Arguments,
    method: &'a str,
    /// What is to be shown so far.
    pub(super) text: String,
}

impl<'a> Passes<'a> {
    /// What the arguments ask for.
    pub(super) fn new(arguments: &'a Arguments, method: &'a str) -> Passes<'a> {
        Passes {
            arguments,
            method,
            text: String::new(),
        }
    }
}

impl Sink for Passes<'_> {
    fn wants_dump(&self, pass: &'static Info) -> bool {
        let mut names = self.arguments.print_after.iter();
        self.arguments.print_changed.is_some()
            || names.any(|name| name == "all" || name == pass.name)
    }

    fn pass_ended(&mut self, run: &PassRun) {
        let Some((before, after)) = &run.dump else {
            return;
        };
        let (method, pass) = (self.method, run.pass.name);
        // Writing to a text cannot fail.
        let _ = match self.arguments.print_changed {
            Some(_) if before == after => writeln!(self.text, "; {method} after {pass}: no change"),
            Some(Changes::Diff) => writeln!(self.text, "; {method} after {pass}\n{}", run.diff()),
            Some(Changes::Whole) | None => writeln!(self.text, "; {method} after {pass}\n{after}"),
        };
    }
}
