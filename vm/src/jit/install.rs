//! Making machine code that of its method, and taking it away again.

use super::code::{self, Code, Names};
use super::dependencies::{self, Dependency};
use super::jitdump;
use super::links;
use super::perf_map;
use super::reclamation;
use super::report::Compilation;
use codegen::{Artifact, DirectCall};
use ir::entities::{Entity, ObjectRef};
use std::fmt;
use std::sync::atomic::Ordering;
use vm_codecache::{InstallError, Relocation, RelocationKind, Target};
use vm_runtime::method::Method;
use vm_runtime::thread::Cx;

/// What a compilation made.
pub(super) struct Product {
    /// The compilation.
    pub(super) compilation: Compilation,
    /// Code and tables.
    pub(super) artifact: Artifact,
    /// What its entities denote.
    pub(super) names: Names,
    /// What it relies on.
    pub(super) dependencies: Vec<Dependency>,
}

/// Why code was not installed.
#[derive(Debug)]
pub(super) enum Rejection {
    /// There is no room for it.
    Cache(InstallError),
    /// What it relies on has ended meanwhile.
    Outdated(String),
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejection::Cache(error) => error.fmt(f),
            Rejection::Outdated(what) => write!(f, "no more true: {what}"),
        }
    }
}

/// Copies the code into the cache and lets callers use it; returns the address of its entry.
/// `object` tells the addresses of constant objects, which do not move meanwhile.
///
/// # Errors
/// When the cache is full, or the code is outdated.
pub(super) fn install(
    _cx: &Cx,
    product: Product,
    object: impl Fn(ObjectRef) -> u64,
) -> Result<usize, Rejection> {
    let Product {
        compilation,
        mut artifact,
        names,
        dependencies,
    } = product;
    let mut bytes = std::mem::take(&mut artifact.bytes);
    for (constant, offset) in &artifact.objects {
        let cell = *offset as usize;
        bytes[cell..cell + size_of::<u64>()].copy_from_slice(&object(*constant).to_ne_bytes());
    }
    let calls = stub_calls(&artifact.calls, &names.methods).map_err(Rejection::Cache)?;
    // No class begins to count until the code is in the table of what relies on classes.
    let mut dependents = dependencies::lock();
    if let Some(broken) = dependents.first_broken(&dependencies) {
        return Err(Rejection::Outdated(broken.to_string()));
    }
    let blob = code::cache()
        .install(&bytes, &calls, |start| {
            Code::new(compilation, artifact, names, dependencies, start)
        })
        .map_err(Rejection::Cache)?;
    let code = blob.data();
    dependents.add(code.name(), &code.dependencies);
    drop(dependents);
    perf_map::installed(blob);
    jitdump::installed(blob);
    code.link();
    if compilation.place.loop_bci().is_none() {
        let method = compilation.place.method();
        let before = method.compiled_entry.swap(code.entry, Ordering::AcqRel);
        links::entry_changed(method);
        if let Some(replaced) = code::find(before) {
            code::cache().retire(replaced);
        }
        method
            .interpreter_entry
            .store(interp::compiled::entry_word(), Ordering::Release);
    }
    super::tiers().installed(compilation, code.entry);
    Ok(code.entry)
}

/// Takes the code away from its method, if it is still the method's: nobody enters it any more.
/// Whoever is in it stays.
pub(super) fn withdraw(code: &Code) -> bool {
    let method = code.compilation.place.method();
    if method.compiled_entry.load(Ordering::Acquire) != code.entry {
        return false;
    }
    // The interpreter's entry goes first: with it alone the interpreter would call the stub that
    // calls the interpreter.
    method.interpreter_entry.store(
        interp::compiled::interpreted_entry_word(method),
        Ordering::Release,
    );
    let initial = vm_runtime::call::initial_compiled_entry();
    let withdrawn = method.compiled_entry.compare_exchange(
        code.entry,
        initial,
        Ordering::AcqRel,
        Ordering::Acquire,
    );
    links::entry_changed(method);
    withdrawn.is_ok()
}

/// Direct calls as relocations: to the stubs of their methods.
fn stub_calls(
    calls: &[DirectCall],
    methods: &[&'static Method],
) -> Result<Vec<Relocation>, InstallError> {
    let relocation = |call: &DirectCall| {
        Ok(Relocation {
            offset: call.place,
            kind: RelocationKind::Relative32,
            target: Target::Address(links::stub_of(methods[call.method.index()])?),
        })
    };
    calls.iter().map(relocation).collect()
}

/// Visits the words of installed code that hold constant objects, in the view that can be written,
/// at each scan of the roots. Frees code that is dead before.
pub(super) fn visit_constants(visit: &mut dyn FnMut(*mut u64)) {
    let Some(cache) = code::cache_if_made() else {
        return;
    };
    reclamation::scan();
    cache.for_each(|blob| {
        for cell in blob.data().cells() {
            let word = cache.writable(cell).expect("cells are in the cache");
            visit(word.cast());
        }
    });
}
