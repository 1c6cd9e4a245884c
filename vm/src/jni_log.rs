//! `-verbose:jni` and `-Xlog:jni+resolve=debug`: which functions native methods are bound to.

use crate::log;
use vm_runtime::method::Method;

fn line(text: &str) {
    log::emit(&["jni", "resolve"], "debug", text);
}

fn name(method: &Method) -> String {
    format!("{}.{}", method.class.external_name(), method.name)
}

/// A method was bound to the function that a library exports for it.
pub(crate) fn linked(method: &Method) {
    if crate::options::get().log_jni {
        line(&format!(
            "[Dynamic-linking native method {} ... JNI]",
            name(method)
        ));
    }
}

/// A method was bound by `RegisterNatives`.
pub(crate) fn registered(method: &Method) {
    if crate::options::get().log_jni {
        line(&format!("[Registering JNI native method {}]", name(method)));
    }
}
