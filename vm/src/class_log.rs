//! `-verbose:class` and `-Xlog:class+load`: one line for each class that is defined.

use crate::output;
use std::sync::OnceLock;
use std::time::Instant;
use vm_runtime::class::Class;

static START: OnceLock<Instant> = OnceLock::new();

/// Prints class definitions from now on.
pub(crate) fn start() {
    START.get_or_init(Instant::now);
    vm_runtime::loader::set_load_observer(log);
}

fn log(class: &'static Class) {
    let seconds = START
        .get()
        .map_or(0.0, |start| start.elapsed().as_secs_f64());
    output::vm_line(&format!(
        "[{seconds:.3}s][info][class,load] {} source: {}",
        class.external_name(),
        source(class)
    ));
}

/// Where a class is from. Hidden classes of programs are made for the host of their nest.
fn source(class: &'static Class) -> String {
    if let Some(source) = class.cold.source.get() {
        return source.clone();
    }
    match class.cold.nest_host.get() {
        Some(host) if !std::ptr::eq(*host, class) => host.external_name(),
        _ if class.cold.hidden_original.is_some() => "__JVM_LookupDefineClass__".to_owned(),
        _ => "__JVM_DefineClass__".to_owned(),
    }
}
