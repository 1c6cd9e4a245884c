//! Throwing, examining and describing exceptions.

use super::calls;
use super::entry::{Raw, jni_functions};
use super::types::{CText, Env, JNI_ERR, JNI_OK, Ref};
use crate::backtraces::captured;
use crate::thread_dump::frame_line;
use std::io::Write;
use vm_runtime::call::{self, Arg};
use vm_runtime::handle::HandleScope;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::Cx;

jni_functions! {
    fn throw(cx, _scope, exception: Ref) -> i32 {
        let exception = exception.oop(cx);
        if exception.is_null() {
            return Ok(JNI_ERR);
        }
        let _ = cx.set_pending(exception);
        Ok(JNI_OK)
    }

    fn throw_new(cx, scope, class: Ref, message: CText) -> i32 {
        let class = class.class(cx);
        let exception = calls::allocate(cx, scope, class)?;
        let (descriptor, argument) = if message.is_null() {
            ("()V", None)
        } else {
            let text = strings::from_modified_utf8(cx, message.bytes())?;
            ("(Ljava/lang/String;)V", Some(scope.handle(text)))
        };
        let Some(constructor) = class.declared_method(Symbol::from("<init>"), Symbol::from(descriptor)) else {
            let arguments = if message.is_null() { "" } else { "java.lang.String" };
            let message = format!("{}: method 'void <init>({arguments})' not found", class.external_name());
            return Err(vm_runtime::exceptions::throw(cx, "java/lang/NoSuchMethodError", Some(&message)));
        };
        let args = [Arg::Ref(exception), argument.map_or(Arg::Null, Arg::Ref)];
        call::invoke(cx, constructor, &args[..1 + usize::from(argument.is_some())])?;
        let _ = cx.set_pending(exception.get(cx));
        Ok(JNI_OK)
    }

    fn exception_occurred(cx, _scope) -> Ref {
        Ok(Raw::from(cx.pending()))
    }

    fn exception_describe(cx, scope) {
        describe(cx, scope);
        Ok(())
    }

    fn exception_clear(cx, _scope) {
        let _ = cx.take_pending();
        Ok(())
    }
}

/// Prints the pending exception with its trace on standard error and clears it.
fn describe(cx: &mut Cx, scope: &HandleScope) {
    let exception = scope.handle(cx.take_pending());
    if exception.is_null() || exception.get(cx).class().name() == "java/lang/ThreadDeath" {
        return;
    }
    let mut head = "Exception ".to_owned();
    if !cx.thread_object().is_null() {
        let name = known::THREAD_NAME.load(cx.thread_object());
        let name = if name.is_null() {
            String::new()
        } else {
            strings::to_rust(name)
        };
        head.push_str(&format!("in thread \"{name}\" "));
    }
    // Nothing can be done about a standard error that is closed.
    let _ = std::io::stderr().write_all(head.as_bytes());
    if exception
        .get(cx)
        .is_instance_of(KnownClass::Throwable.get())
        && call::invoke_virtual(cx, "printStackTrace", "()V", &[Arg::Ref(exception)]).is_err()
    {
        let _ = cx.take_pending();
    }
}

pub(in crate::jni) extern "C" fn exception_check(env: Env) -> u8 {
    u8::from(env.thread().has_pending())
}

/// Prints the message and the calling Java frames on standard output, and aborts.
pub(in crate::jni) extern "C" fn fatal_error(env: Env, message: CText) {
    let mut text = format!("FATAL ERROR in native method: {}\n", message.text());
    for element in captured(env.thread()) {
        text.push_str(&frame_line(element));
    }
    // Nothing can be done about a standard output that is closed.
    let _ = std::io::stdout().write_all(text.as_bytes());
    let _ = std::io::stdout().flush();
    std::process::abort();
}
