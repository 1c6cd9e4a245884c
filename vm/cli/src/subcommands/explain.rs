//! `kiln explain`: what became of a method, from a trace: when it was compiled and why, what was
//! inlined into it, and when and why its code was left.

use super::USAGE_ERROR;
use super::trace::{TraceError, records};
use crate::launcher::bytes::Word;
use crate::launcher::message::error;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use vm_events::{Clock, Event, Record};

const USAGE: &str = "usage: kiln explain FILE METHOD";
/// Most methods that one call explains.
const MOST_METHODS: usize = 20;

/// Explains the methods whose names contain a text.
pub fn run(_program: &Path, words: &[Word]) -> i32 {
    let [file, method] = words else {
        error(&[USAGE.as_bytes()]);
        return USAGE_ERROR;
    };
    let part = String::from_utf8_lossy(method).into_owned();
    let (clock, records) = match records(file) {
        Ok(all) => all,
        Err(TraceError(cause)) => {
            error(&[b"kiln explain: ", file, b": ", cause.as_bytes()]);
            return 1;
        }
    };
    let methods = methods(&records, &part);
    if methods.is_empty() {
        let message = format!("kiln explain: the trace says nothing of a method {part}");
        error(&[message.as_bytes()]);
        return 1;
    }
    let mut text = String::new();
    for method in methods.iter().take(MOST_METHODS) {
        text.push_str(&explain(clock, &records, method));
    }
    if methods.len() > MOST_METHODS {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "... and {} more", methods.len() - MOST_METHODS);
    }
    // Nobody may be listening.
    let _ = write!(std::io::stdout(), "{text}");
    0
}

/// The methods of the trace that were compiled or asked about, and whose names have this part.
fn methods(records: &[Record], part: &str) -> BTreeSet<String> {
    let of = |record: &Record| match &record.event {
        Event::PolicyDecision { method, .. }
        | Event::CompileInstalled { method, .. }
        | Event::CompileBailout { method, .. }
        | Event::Deoptimized { method, .. } => Some(method.clone()),
        _ => None,
    };
    let names = records.iter().filter_map(of);
    names.filter(|name| name.contains(part)).collect()
}

/// The story of one method.
fn explain(clock: Clock, records: &[Record], method: &str) -> String {
    let mut story = Vec::new();
    let (mut n_compiled, mut n_deopts, mut tier) = (0, 0, "T0".to_owned());
    let mut ids = BTreeSet::new();
    for record in records {
        match &record.event {
            Event::CompileInstalled {
                id,
                method: of,
                tier: to,
                osr,
                code_size,
                ..
            } if of == method => {
                n_compiled += 1;
                ids.insert(*id);
                if osr.is_none() {
                    tier.clone_from(to);
                }
                let size = format!("{code_size} bytes of code");
                story.push((record.t, format!("{to}{}  installed, {size}", at(*osr))));
            }
            Event::Deoptimized { id, method: at, .. } if ids.contains(id) || at == method => {
                n_deopts += 1;
                story.push((record.t, line(&record.event)));
            }
            Event::Invalidated { id, .. } if ids.contains(id) => {
                "T0".clone_into(&mut tier);
                story.push((record.t, line(&record.event)));
            }
            event if is_about(event, method) => story.push((record.t, line(event))),
            _ => {}
        }
    }
    let mut text =
        format!("{method}   {n_compiled} compiled, {n_deopts} deoptimized, now {tier}\n");
    for (number, (t, what)) in story.iter().enumerate() {
        let time = match clock {
            Clock::Nanoseconds => format!("{:.1} ms", *t as f64 / 1e6),
            Clock::Logical => t.to_string(),
        };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{:>3}  {time:>10}  {what}", number + 1);
    }
    if let Some(last) = ids.last() {
        text.push_str(&inlining(records, *last));
    }
    text
}

/// Does the story tell this event in the general form?
fn is_about(event: &Event, name: &str) -> bool {
    match event {
        Event::PolicyDecision { method, .. }
        | Event::CompileBailout { method, .. }
        | Event::CompileDropped { method, .. }
        | Event::CompilePanicked { method, .. }
        | Event::InlineCache { method, .. } => method == name,
        _ => false,
    }
}

/// An event in words.
fn line(event: &Event) -> String {
    match event {
        Event::PolicyDecision {
            action,
            tier,
            osr,
            reason,
            ..
        } => {
            let tier = tier.as_deref().unwrap_or_default();
            format!("{action} {tier}{}  {reason}", at(*osr))
        }
        Event::CompileBailout { tier, reason, .. } => format!("{tier}  DECLINED  {reason}"),
        Event::CompileDropped { tier, reason, .. } => format!("{tier}  dropped  {reason}"),
        Event::CompilePanicked { message, .. } => format!("PANIC  {message}"),
        Event::Deoptimized {
            method,
            bci,
            reason,
            n_frames,
            ..
        } => format!("DEOPT  {reason} in {method} @{bci}, {n_frames} frames"),
        Event::Invalidated { reason, .. } => format!("INVALIDATED  {reason}"),
        Event::InlineCache {
            bci,
            from,
            to,
            class,
            ..
        } => {
            format!("call @{bci}  {from} -> {to}  {class}")
        }
        other => other.kind().name.to_owned(),
    }
}

fn at(osr: Option<u32>) -> String {
    osr.map_or_else(String::new, |bci| format!(" @{bci}"))
}

/// The calls that a compilation has inlined, or has not, as a tree.
fn inlining(records: &[Record], id: u32) -> String {
    let mut text = String::new();
    for record in records {
        let Event::Inlined {
            id: of,
            bci,
            callee,
            depth,
            is_inlined,
            reason,
            ..
        } = &record.event
        else {
            continue;
        };
        if *of != id {
            continue;
        }
        if text.is_empty() {
            text.push_str("  inlining of the last compilation\n");
        }
        let indent = "  ".repeat(*depth as usize);
        let word = if *is_inlined {
            "inlined"
        } else {
            "NOT inlined"
        };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "    {indent}@{bci} {callee}   {word}: {reason}");
    }
    text
}
