//! `-verbose:class` and `-Xlog:class+load`: one line for each class that is defined; and the event
//! of the trace.

use crate::{log, options, tracing};
use vm_events::Event;
use vm_runtime::class::Class;

/// Tells of class definitions from now on.
pub(crate) fn start() {
    vm_runtime::loader::set_load_observer(loaded);
}

fn loaded(class: &'static Class) {
    if options::get().log_class_load {
        let text = format!("{} source: {}", class.external_name(), source(class));
        log::emit(&["class", "load"], "info", &text);
    }
    tracing::emit(|| Event::ClassLoaded {
        class: class.external_name(),
        source: source(class),
    });
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
