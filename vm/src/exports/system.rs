//! `java.lang.System`, `Runtime` and what `jdk.internal.misc.VM` asks of the VM.

use crate::array_copy::array_copy;
use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::{Env, Ref};
use crate::options;
use crate::reflection::object_array;
use vm_runtime::call::{self, Arg};
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::known::KnownClass;
use vm_runtime::strings;
use vm_runtime::thread::{Cx, JResult, Thread};

fn clock(id: libc::clockid_t) -> libc::timespec {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable, the clock exists.
    unsafe { libc::clock_gettime(id, &raw mut time) };
    time
}

/// `System.nanoTime`.
pub(crate) fn nano_time() -> i64 {
    let time = clock(libc::CLOCK_MONOTONIC);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// `System.currentTimeMillis`.
pub(crate) fn current_time_millis() -> i64 {
    let time = clock(libc::CLOCK_REALTIME);
    time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

/// A `String[]` of these texts.
pub(crate) fn string_array<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    texts: &[String],
) -> JResult<Handle<'s>> {
    let array = object_array(cx, scope, KnownClass::String.get(), texts.len())?;
    for (index, text) in texts.iter().enumerate() {
        let raw = strings::new_string(cx, text)?.raw();
        // SAFETY: the string was just made, with no safepoint since.
        array
            .get(cx)
            .store_element(index, unsafe { vm_runtime::oop::Oop::from_raw(raw) });
    }
    Ok(array)
}

#[unsafe(no_mangle)]
extern "C" fn JVM_CurrentTimeMillis(_env: Env, _class: Ref) -> i64 {
    current_time_millis()
}

#[unsafe(no_mangle)]
extern "C" fn JVM_NanoTime(_env: Env, _class: Ref) -> i64 {
    nano_time()
}

/// Nanoseconds between `offset_seconds` and now; -1 when they are 2^32 seconds or more apart.
#[unsafe(no_mangle)]
extern "C" fn JVM_GetNanoTimeAdjustment(_env: Env, _class: Ref, offset_seconds: i64) -> i64 {
    let now = clock(libc::CLOCK_REALTIME);
    let difference = now.tv_sec.wrapping_sub(offset_seconds);
    let limit = 1i64 << 32;
    if difference >= limit || difference <= -limit {
        return -1;
    }
    difference * 1_000_000_000 + now.tv_nsec
}

#[unsafe(no_mangle)]
extern "C" fn JVM_BeforeHalt() {}

#[unsafe(no_mangle)]
extern "C" fn JVM_Halt(code: i32) {
    crate::output::exit_process(code)
}

#[unsafe(no_mangle)]
extern "C" fn JVM_GC() {
    if options::get().disable_explicit_gc {
        return;
    }
    if let Some(thread) = Thread::current() {
        crate::jni::entry::enter(Env(thread), |cx, _| {
            heap::collect_exhaustively(cx);
            Ok(())
        })
    }
}

#[unsafe(no_mangle)]
extern "C" fn JVM_MaxObjectInspectionAge() -> i64 {
    0
}

#[unsafe(no_mangle)]
extern "C" fn JVM_TotalMemory() -> i64 {
    heap::statistics::total_memory() as i64
}

#[unsafe(no_mangle)]
extern "C" fn JVM_FreeMemory() -> i64 {
    heap::statistics::free_memory() as i64
}

#[unsafe(no_mangle)]
extern "C" fn JVM_MaxMemory() -> i64 {
    heap::statistics::max_memory() as i64
}

#[unsafe(no_mangle)]
extern "C" fn JVM_ActiveProcessorCount() -> i32 {
    match options::get().flags.get("ActiveProcessorCount").parse() {
        Ok(asked_for) if asked_for > 0 => asked_for,
        _ => std::thread::available_parallelism().map_or(1, |count| count.get() as i32),
    }
}

/// May the class library read the metrics of the container? It finds them by itself.
#[unsafe(no_mangle)]
extern "C" fn JVM_IsUseContainerSupport() -> u8 {
    u8::from(options::get().flags.is_on("UseContainerSupport"))
}

jvm_functions! {
    fn JVM_InternString(cx, scope, string: Ref) -> Ref {
        let string = string.handle(cx, scope);
        if string.is_null() {
            return Ok(Raw::NULL);
        }
        Ok(strings::intern(cx, string)?.into())
    }

    fn JVM_ArrayCopy(cx, scope, _class: Ref, source: Ref, from: i32, target: Ref, to: i32, length: i32) {
        let (source, target) = (source.handle(cx, scope), target.handle(cx, scope));
        array_copy(cx, source, from, target, to, length)
    }

    fn JVM_GetProperties(cx, scope) -> Ref {
        let texts: Vec<String> = options::properties().into_iter().flat_map(|(key, value)| [key, value]).collect();
        Ok(string_array(cx, scope, &texts)?.get(cx).into())
    }

    fn JVM_GetVmArguments(cx, scope) -> Ref {
        let arguments = options::vm_arguments();
        if arguments.is_empty() {
            return Ok(Raw::NULL);
        }
        Ok(string_array(cx, scope, &arguments)?.get(cx).into())
    }

    fn JVM_GetTemporaryDirectory(cx, _scope) -> Ref {
        Ok(strings::new_string(cx, "/tmp")?.into())
    }

    fn JVM_InitAgentProperties(cx, scope, properties: Ref) -> Ref {
        if properties.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        let properties = properties.handle(cx, scope);
        let command = options::properties().into_iter().find(|(key, _)| key == "sun.java.command");
        let values = [
            ("sun.java.command", command.map_or(String::new(), |(_, value)| value)),
            ("sun.jvm.args", options::vm_arguments().join(" ")),
            ("sun.jvm.flags", String::new()),
        ];
        for (key, value) in values {
            let inner = HandleScope::enter(cx);
            let key = strings::new_string(cx, key)?;
            let key = inner.handle(key);
            let value = strings::new_string(cx, &value)?;
            let value = inner.handle(value);
            call::invoke_virtual(
                cx,
                "put",
                "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                &[Arg::Ref(properties), Arg::Ref(key), Arg::Ref(value)],
            )?;
        }
        Ok(properties.get(cx).into())
    }
}
