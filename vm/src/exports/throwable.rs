//! `Throwable`, stack traces, callers, and access control contexts.

use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use crate::options::{self, managed_flags};
use crate::reflection::{class_array, object_array};
use crate::stack_walk::{self, Batch};
use vm_bytecode::null_message::{SourceMethod, null_pointer_message};
use vm_runtime::backtrace::{self, Element};
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::link;
use vm_runtime::method::{Method, MethodFlag};
use vm_runtime::oop::Oop;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::walk::{self, JavaFrame};

fn internal_error(cx: &mut Cx, message: &str) -> vm_runtime::thread::Thrown {
    exceptions::throw(cx, "java/lang/InternalError", Some(message))
}

/// The class that called the caller of `Reflection.getCallerClass`.
fn caller_class(cx: &mut Cx) -> JResult<Option<&'static Class>> {
    let mut walk = walk::frames(cx.thread())
        .enumerate()
        .filter(|(depth, frame)| {
            *depth < 2 || !backtrace::is_ignored_by_security_walk(frame.method)
        });
    for depth in 0..2 {
        let Some((_, frame)) = walk.next() else {
            return Ok(None);
        };
        if depth == 0 && frame.method.name != "getCallerClass" {
            let message = "JVM_GetCallerClass must only be called from Reflection.getCallerClass";
            return Err(internal_error(cx, message));
        }
        if !frame.method.has(MethodFlag::CallerSensitive) {
            let message = format!("CallerSensitive annotation expected at frame {depth}");
            return Err(internal_error(cx, &message));
        }
    }
    Ok(walk.next().map(|(_, frame)| frame.method.class))
}

/// Message for a NullPointerException that an instruction of its top frame has thrown.
fn npe_message(throwable: Oop<'_>) -> Option<String> {
    if !managed_flags::is_on("ShowCodeDetailsInExceptionMessages")
        || backtrace::is_below_hidden(throwable)
    {
        return None;
    }
    let Element { method, bci } = *backtrace::elements(throwable).first()?;
    if method.class.name == "jdk/internal/reflect/NativeConstructorAccessorImpl" {
        return None;
    }
    let source = SourceMethod {
        code: method.code()?,
        pool: &method.class.class_file().pool,
        descriptor: method.descriptor.as_bytes(),
        is_static: method.is_static(),
    };
    null_pointer_message(&source, bci?)
}

/// The method that a `StackFrameInfo`'s member name denotes.
fn method_of_frame_info(info: Oop<'_>) -> Option<&'static Method> {
    let member = known::STACK_FRAME_MEMBER_NAME.load(info).non_null()?;
    let resolved = known::MEMBER_METHOD.load(member).non_null()?;
    let address = resolved.load_u64(known::RESOLVED_METHOD_TARGET.offset()) as usize;
    // SAFETY: the hidden field is 0 or the address of an immortal method.
    unsafe { std::ptr::with_exposed_provenance::<Method>(address).as_ref() }
}

/// What a privileged frame passes on: its context.
fn privileged_context<'a>(cx: &'a Cx, frame: JavaFrame) -> (Oop<'a>, Oop<'a>) {
    // SAFETY: `executePrivileged(action, context, caller)` is static; its arguments are the first locals,
    // which its code keeps alive.
    unsafe { (Oop::new(cx, frame.local(1)), Oop::new(cx, frame.local(2))) }
}

/// The protection domains on the stack up to the first privileged frame, without repetitions, and
/// whether there is a privileged frame, whose context goes to `context`.
fn domains<'s>(cx: &Cx, scope: &'s HandleScope, context: Handle<'_>) -> (Vec<Handle<'s>>, bool) {
    let mut found: Vec<Handle<'s>> = Vec::new();
    let controller = KnownClass::AccessController.get();
    for frame in walk::frames(cx.thread()) {
        let is_privileged =
            frame.method.class == controller && frame.method.name == "executePrivileged";
        let mirror = if is_privileged {
            let (privileged, caller) = privileged_context(cx, frame);
            context.set(privileged);
            caller
        } else {
            frame.method.class.mirror(cx)
        };
        let domain = known::MIRROR_PROTECTION_DOMAIN.load(mirror);
        let is_new = found.last().is_none_or(|last| last.get(cx) != domain);
        if !domain.is_null() && is_new {
            found.push(scope.handle(domain));
        }
        if is_privileged {
            return (found, true);
        }
    }
    (found, false)
}

jvm_functions! {
    fn JVM_FillInStackTrace(cx, scope, throwable: Ref) {
        let throwable = throwable.handle(cx, scope);
        if !options::get().stack_trace_in_throwable {
            return Ok(());
        }
        backtrace::fill_in(cx, throwable)
    }

    fn JVM_InitStackTraceElementArray(cx, scope, elements: Ref, throwable: Ref) {
        if elements.oop(cx).is_null() || throwable.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        let (elements, throwable) = (elements.handle(cx, scope), throwable.handle(cx, scope));
        backtrace::fill_elements(cx, elements, throwable)
    }

    fn JVM_InitStackTraceElement(cx, scope, element: Ref, info: Ref) {
        if element.oop(cx).is_null() || info.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        let Some(method) = method_of_frame_info(info.oop(cx)) else {
            return Err(internal_error(cx, "the stack frame has no method"));
        };
        let bci = info.oop(cx).load_i32(known::STACK_FRAME_BCI.offset());
        let bci = if method.is_native() { None } else { u16::try_from(bci).ok() };
        let element = element.handle(cx, scope);
        backtrace::fill_element(cx, element, Element { method, bci })
    }

    fn JVM_GetCallerClass(cx, _scope) -> Ref {
        let class = caller_class(cx)?;
        Ok(class.map_or(Raw::NULL, |class| class.mirror(cx).into()))
    }

    fn JVM_GetClassContext(cx, scope) -> Ref {
        let classes: Vec<&'static Class> = walk::frames(cx.thread())
            .filter(|frame| !frame.is_native() && !backtrace::is_ignored_by_security_walk(frame.method))
            .map(|frame| frame.method.class)
            .collect();
        Ok(class_array(cx, scope, &classes)?.get(cx).into())
    }

    fn JVM_LatestUserDefinedLoader(cx, _scope) -> Ref {
        let accessors = [KnownClass::MethodAccessorImpl.get(), KnownClass::ConstructorAccessorImpl.get()];
        let found = walk::frames(cx.thread()).map(|frame| frame.method.class).find(|class| {
            let is_system = class.loader.is_boot || class.loader.is_platform.load(std::sync::atomic::Ordering::Relaxed);
            !is_system && !accessors.iter().any(|accessor| class.is_subtype_of(accessor))
        });
        Ok(found.map_or(Raw::NULL, |class| class.loader.oop(cx).into()))
    }

    fn JVM_GetStackAccessControlContext(cx, scope, _class: Ref) -> Ref {
        let privileged = scope.handle(Oop::NULL);
        let (domains, is_privileged) = domains(cx, scope, privileged);
        // A null context stands for "all system code"; that is so, too, when a thread's first frames
        // are not privileged.
        if domains.is_empty() && privileged.is_null() {
            return Ok(Raw::NULL);
        }
        let array = if domains.is_empty() {
            scope.handle(Oop::NULL)
        } else {
            object_array(cx, scope, KnownClass::ProtectionDomain.get(), domains.len())?
        };
        for (index, domain) in domains.iter().enumerate() {
            array.get(cx).store_element(index, domain.get(cx));
        }
        let class = KnownClass::AccessControlContext.get();
        let object = heap::alloc_instance(cx, class)?;
        let object = scope.handle(object);
        let offset = |name: &str, descriptor: &str| {
            link::find_field(class, Symbol::from(name), Symbol::from(descriptor))
                .expect("java.security.AccessControlContext has this field")
                .offset as usize
        };
        let oop = object.get(cx);
        oop.store_ref(offset("context", "[Ljava/security/ProtectionDomain;"), array.get(cx));
        oop.store_ref(offset("privilegedContext", "Ljava/security/AccessControlContext;"), privileged.get(cx));
        oop.store_u8(offset("isPrivileged", "Z"), u8::from(is_privileged));
        oop.store_u8(offset("isAuthorized", "Z"), 1);
        Ok(object.get(cx).into())
    }

    fn JVM_GetInheritedAccessControlContext(cx, _scope, _class: Ref) -> Ref {
        Ok(known::THREAD_INHERITED_ACC.load(cx.thread_object()).into())
    }

    /// What was null, worked out from the code; null if the program made the exception itself.
    fn JVM_GetExtendedNPEMessage(cx, _scope, throwable: Ref) -> Ref {
        let Some(message) = npe_message(throwable.oop(cx)) else { return Ok(Raw::NULL) };
        Ok(strings::new_string(cx, &message)?.into())
    }

    fn JVM_CallStackWalk(
        cx, scope, stream: Ref, mode: i64, skip: i32, count: i32, start: i32, frames: Ref,
    ) -> Ref {
        let (stream, buffer) = (stream.handle(cx, scope), frames.handle(cx, scope));
        let batch = Batch { mode, count, start, buffer };
        stack_walk::walk(cx, scope, stream, skip, batch).map(Raw)
    }

    fn JVM_MoreStackWalk(
        cx, scope, _stream: Ref, mode: i64, anchor: i64, count: i32, start: i32, frames: Ref,
    ) -> i32 {
        let buffer = frames.handle(cx, scope);
        stack_walk::fetch(cx, anchor, Batch { mode, count, start, buffer })
    }
}
