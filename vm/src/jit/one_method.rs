//! `--compile=METHOD`: the VM compiles one method that never ran, and ends. `kiln compile` starts
//! such a VM to get a recording, which `--profile-out` writes.
//!
//! The method's class is initialized first and the classes that it names are loaded, so that the
//! code is like that of a program in which they are in use: nothing else is known of it, and no
//! profile.

use super::compile;
use super::recordings::Record;
use super::report::{self, Compilation};
use super::tiers::Place;
use crate::options;
use crate::output;
use crate::tiering::{Reason, nearest};
use std::path::Path;
use vm_runtime::class::Class;
use vm_runtime::init;
use vm_runtime::loader;
use vm_runtime::method::Method;
use vm_runtime::safepoint;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, Thrown};

/// Compiles the method on the main thread, once the VM is ready, and ends the process: 0 if the
/// compiler was asked, even if it declined.
pub(crate) fn compile_and_exit(cx: &mut Cx, method: &str) -> ! {
    let code = match find(cx, method).and_then(|method| compile_once(cx, method)) {
        Ok(()) => 0,
        Err(message) => {
            output::error_line(&format!("{method}: {message}"));
            1
        }
    };
    output::exit_process(code)
}

/// What the exception says that is pending.
fn thrown(cx: &mut Cx) -> String {
    crate::boot::describe_pending(cx)
}

/// The method with a name such as `a.B::f`, or `a.B::f(I)V`.
fn find(cx: &mut Cx, method: &str) -> Result<&'static Method, String> {
    let (path, descriptor) = match method.find('(') {
        Some(at) => (&method[..at], Some(&method[at..])),
        None => (method, None),
    };
    let split = path.split_once("::").or_else(|| path.rsplit_once('.'));
    let (class, name) = split.ok_or("must be CLASS::NAME")?;
    let class = load(cx, class)?;
    init::initialize(cx, class).map_err(|Thrown| thrown(cx))?;
    let of_name: Vec<&Method> = class
        .methods()
        .iter()
        .filter(|method| &*method.name.text() == name)
        .collect();
    if of_name.is_empty() {
        return Err(no_method(class, name));
    }
    let is_meant = |method: &&&Method| descriptor.is_none_or(|d| &*method.descriptor.text() == d);
    let meant: Vec<&&Method> = of_name.iter().filter(is_meant).collect();
    match meant[..] {
        [one] => Ok(one),
        _ => {
            let all: Vec<String> = of_name
                .iter()
                .map(|method| format!("{name}{}", method.descriptor))
                .collect();
            Err(format!("there are {}: which one?", all.join(", ")))
        }
    }
}

/// What is said of a method that does not exist: the nearest names, or all.
fn no_method(class: &Class, name: &str) -> String {
    let methods = class.methods().iter();
    let mut texts: Vec<_> = methods.map(|method| method.name.text()).collect();
    texts.sort_unstable();
    texts.dedup();
    let names: Vec<&str> = texts.iter().map(|text| &**text).collect();
    let all = || format!("it has {}", names.join(", "));
    let help = nearest(name, &names).unwrap_or_else(all);
    format!("{} has no method {name}; {help}", class.external_name())
}

/// What is said of a class that does not exist: the nearest names in its package, as far as the
/// class path has directories.
fn no_class(name: &str, why: &str) -> String {
    let path = name.replace('.', "/");
    let (package, simple) = path.rsplit_once('/').unwrap_or(("", &path));
    let places = options::get().property("java.class.path").unwrap_or("");
    let places = places.split(':');
    let files = places.filter_map(|place| std::fs::read_dir(Path::new(place).join(package)).ok());
    let names: Vec<String> = files
        .flatten()
        .filter_map(|file| {
            let name = file.ok()?.file_name().into_string().ok()?;
            Some(name.strip_suffix(".class")?.to_owned())
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let help = nearest(simple, &names).map_or_else(String::new, |help| format!("; {help}"));
    let first = why.lines().next().unwrap_or_default();
    format!("{first}{help}")
}

/// The class of this name, and those that it names.
fn load(cx: &mut Cx, name: &str) -> Result<&'static Class, String> {
    let loader = crate::jni::classes::system_loader(cx).map_err(|Thrown| thrown(cx))?;
    let symbol = Symbol::intern(name.replace('.', "/").as_bytes());
    let class = loader::load_class(cx, symbol, loader);
    let class = class.map_err(|Thrown| no_class(name, &thrown(cx)))?;
    if class.is_array() {
        return Err("arrays have no code".to_owned());
    }
    let pool = &class.class_file().pool;
    for index in 1..pool.len() as u16 {
        let Some(named) = pool.class_name(index) else {
            continue;
        };
        if loader::load_class(cx, Symbol::intern(named), class.loader).is_err() {
            // Code that needs it is left at run time, as in a program that lacks it.
            let _ = cx.take_pending();
        }
    }
    Ok(class)
}

/// Compiles the method, and records that.
fn compile_once(cx: &mut Cx, method: &'static Method) -> Result<(), String> {
    interp::compiled::prepare(cx, method).map_err(|Thrown| thrown(cx))?;
    if !interp::compiled::is_plain(method) {
        return Err("it has no bytecode of its own".to_owned());
    }
    let tiers = super::tiers();
    let tier = options::get().jit.settings.best_tier();
    let compilation = Compilation::begin(Place::of(method, None), tier, Reason::Always, true);
    let record = Record::default();
    let thread = cx.thread();
    safepoint::enter_native(thread);
    let compiled = crate::tiering::contain_panic(|| {
        compile::compile(thread, &tiers.settings, compilation, &record)
    });
    safepoint::leave_native(thread);
    match compiled {
        Ok(Ok(_)) => {}
        Ok(Err(refusal)) => record.declined(&compilation, &refusal.to_string()),
        Err(panic) => {
            let file = record.panicked(&compilation, &panic.to_string());
            report::panicked(compilation.place, tier, &panic, file.as_deref());
            return Err("the compiler panicked".to_owned());
        }
    }
    Ok(())
}
