//! The compiled tier, connected to the VM.
//!
//! Place in the pipeline: `ir_build` makes the intermediate representation of a method, `opt`
//! improves it, `codegen` makes machine code. This module answers their questions, keeps the code,
//! and moves execution between the tiers. Nobody else in the VM knows of compiled code but through
//! what the runtime and the interpreter let register: a caller, a walker of frames, roots.
//!
//! *Main types:* [`compile::Settings`], [`environment::Environment`], [`code::Code`].
//!
//! *Start reading at* `compile.rs`; then `stubs.rs` for what happens at run time.

mod assembly;
mod bisect;
mod calls;
mod code;
mod compile;
mod constants;
mod deopt;
mod dependencies;
mod dumps;
mod environment;
mod facts;
pub(crate) mod faults;
mod hierarchy;
mod inline_caches;
mod inlining;
mod install;
mod intrinsics;
mod invalidation;
mod jitdump;
mod linkers;
mod links;
mod lookup;
pub(crate) mod null_checks;
pub(crate) mod one_method;
mod perf_map;
mod print_inlining;
mod reclamation;
mod recordings;
mod rematerialize;
mod report;
mod routines;
mod shape;
mod speculation;
mod stack;
pub(crate) mod statistics;
mod stress;
mod stubs;
mod tiers;
mod vm_calls;
mod worker;

use crate::options::JitOptions;
use crate::output;
use crate::tiering::{self, Tier};
use compile::{DumpSettings, Settings};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use tiers::Tiers;
use vm_codecache::CodeCache;
use vm_runtime::call;
use vm_runtime::compiled_frames;
use vm_runtime::heap;
use vm_runtime::known::KnownClass;
use vm_runtime::link;
use vm_runtime::method::Method;
use vm_runtime::threads;
pub(crate) use worker::total_time as total_compile_time;

/// The compiler's name for management.
pub(crate) const COMPILER_NAME: &str = "Kiln 64-Bit Optimizing Compiler";

static ANSWERS: OnceLock<stack::Answers> = OnceLock::new();
static TIERS: OnceLock<Tiers> = OnceLock::new();

/// The tiers. Nothing asks before they are there.
fn tiers() -> &'static Tiers {
    TIERS.get().expect("the compiled tier is started at boot")
}

/// Where the lowest compiled frame of a segment returns to.
fn bottom_return_address() -> usize {
    ANSWERS
        .get()
        .expect("the compiled tier is connected at boot")
        .bottom
}

/// Connects the compiled tier: before any class or thread is made.
pub(crate) fn connect() {
    let entry: unsafe extern "sysv64" fn() = stubs::compiled_to_interpreter;
    call::set_initial_compiled_entry(entry as usize);
    call::set_special_entries(special_entry);
    threads::set_helpers(&facts::helper_table());
    let answers = ANSWERS.get_or_init(|| stack::Answers {
        bottom: stubs::find_bottom_return_address(),
    });
    compiled_frames::set_compiled_frames(answers);
    link::set_link_observer(invalidation::class_appears);
    heap::roots::set_code_roots(install::visit_constants);
    interp::compiled::set_compiled_caller(calls::call_compiled);
}

/// The compiled entry of a method that is not executed as bytecode.
fn special_entry(method: &'static Method) -> Option<usize> {
    if interp::entry::calls_native(method) {
        let entry: unsafe extern "sysv64" fn() = stubs::compiled_to_native;
        return Some(entry as usize);
    }
    linkers::entry(method)
}

/// Makes the code cache and lets methods be compiled, if the policy wants that: once the class
/// library's first classes exist, and before any Java code has run.
pub(crate) fn start(options: &JitOptions) {
    if options.time_passes || options.stats.is_some() {
        statistics::start();
    }
    if options.settings.best_tier() == Tier::Interpreter && options.osr_every == 0 {
        return;
    }
    stress::configure(options);
    let reserved = links::start().and_then(|()| CodeCache::reserve(options.code_cache_size));
    let cache = match reserved {
        Ok(cache) => cache,
        Err(error) => {
            // Without a place for code everything stays in the interpreter.
            output::warning(&format!("nothing is compiled: {error}"));
            return;
        }
    };
    code::set_cache(cache);
    if options.perf_map {
        perf_map::start();
    }
    if options.jitdump {
        jitdump::start();
    }
    recordings::start();
    if let Some(limit) = options.bisect_limit {
        bisect::start(limit);
    }
    let pipeline = |preset| {
        let pipeline = options.pipeline(preset);
        pipeline.expect("pipelines are checked when options are read")
    };
    let settings = Settings {
        layout: facts::layout(),
        quick: pipeline("quick"),
        full: pipeline("full"),
        implicit_null_checks: options.implicit_null_checks,
        dumps: DumpSettings {
            passes: options.print_after.clone(),
            changed: options.print_changed,
            filter: options.dump_filter.clone(),
        },
    };
    let constructor: unsafe extern "sysv64" fn() = stubs::object_constructor;
    let methods = KnownClass::Object.get().methods().iter();
    for method in methods.filter(|method| method.is_constructor()) {
        let entry = constructor as usize;
        method.compiled_entry.store(entry, Ordering::Release);
    }
    linkers::start();
    let tiers = Tiers::new(settings, options);
    assert!(TIERS.set(tiers).is_ok(), "the tier is started once");
    let first = tiering::rules::first_question(&options.settings);
    let first_back_edge = stress::back_edges().unwrap_or(first.back_edges);
    interp::tier::set_tier_hooks(tiers::HOOKS, first.calls, first_back_edge);
}
