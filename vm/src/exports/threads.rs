//! `java.lang.Thread`.

use crate::backtraces::stack_traces;
use crate::jni::entry::jvm_functions;
use crate::jni::types::{Env, Ref};
use crate::reflection::object_array;
use std::time::Duration;
use vm_runtime::exceptions;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::monitor;
use vm_runtime::oop::Oop;
use vm_runtime::parker;
use vm_runtime::strings;
use vm_runtime::threads::{self, stop};

jvm_functions! {
    fn JVM_StartThread(cx, scope, thread: Ref) {
        let thread = thread.handle(cx, scope);
        threads::start_java_thread(cx, thread)
    }

    fn JVM_SetThreadPriority(cx, _scope, thread: Ref, priority: i32) {
        thread.oop(cx).store_i32(known::THREAD_PRIORITY.offset(), priority);
        Ok(())
    }

    fn JVM_Sleep(cx, _scope, _class: Ref, millis: i64) {
        let Ok(millis) = u64::try_from(millis) else {
            let message = "timeout value is negative";
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(message)));
        };
        parker::sleep(cx, Duration::from_millis(millis))
    }

    fn JVM_CurrentThread(cx, _scope, _class: Ref) -> Ref {
        Ok(cx.thread_object().into())
    }

    fn JVM_Interrupt(cx, scope, thread: Ref) {
        let thread = thread.handle(cx, scope);
        parker::interrupt_object(cx, thread);
        Ok(())
    }

    fn JVM_HoldsLock(cx, _scope, _class: Ref, object: Ref) -> u8 {
        let object = object.oop(cx);
        if object.is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        Ok(u8::from(monitor::holds(cx, object)))
    }

    fn JVM_GetAllThreads(cx, scope, _class: Ref) -> Ref {
        // Counted first: allocation may stop the world, and threads may end meanwhile.
        let expected = threads::java_threads(cx).len();
        let array = object_array(cx, scope, KnownClass::Thread.get(), expected)?;
        let live = threads::java_threads(cx);
        for (index, thread) in live.iter().take(expected).enumerate() {
            // SAFETY: the object of a listed thread is a root; no safepoint is reached here.
            array.get(cx).store_element(index, unsafe { Oop::from_raw(thread.object.get()) });
        }
        if live.len() >= expected {
            return Ok(array.get(cx).into());
        }
        let exact = object_array(cx, scope, KnownClass::Thread.get(), live.len())?;
        for index in 0..live.len() {
            exact.get(cx).store_element(index, array.get(cx).load_element(index));
        }
        Ok(exact.get(cx).into())
    }

    fn JVM_SetNativeThreadName(cx, _scope, thread: Ref, name: Ref) {
        let is_current = thread.oop(cx) == cx.thread_object();
        let name = name.oop(cx);
        if is_current && !name.is_null() {
            // The kernel keeps 15 bytes.
            let mut bytes = strings::to_rust(name).into_bytes();
            bytes.truncate(15);
            if let Ok(text) = std::ffi::CString::new(bytes) {
                // SAFETY: the name is terminated and short enough; the thread is the current one.
                unsafe { libc::pthread_setname_np(libc::pthread_self(), text.as_ptr()) };
            }
        }
        Ok(())
    }

    fn JVM_DumpThreads(cx, scope, _class: Ref, wanted: Ref) -> Ref {
        if wanted.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        let wanted = wanted.handle(cx, scope);
        if wanted.get(cx).array_length() == 0 {
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", None));
        }
        Ok(stack_traces(cx, scope, wanted)?.get(cx).into())
    }

    fn JVM_DumpAllStacks(cx, _scope, _class: Ref) {
        crate::thread_dump::print(cx);
        Ok(())
    }

    fn JVM_StopThread(cx, scope, thread: Ref, exception: Ref) {
        let (thread, exception) = (thread.handle(cx, scope), exception.handle(cx, scope));
        stop::stop(cx, thread, exception)
    }

    fn JVM_SuspendThread(cx, scope, thread: Ref) {
        let thread = thread.handle(cx, scope);
        stop::suspend(cx, thread);
        Ok(())
    }

    fn JVM_ResumeThread(cx, scope, thread: Ref) {
        let thread = thread.handle(cx, scope);
        stop::resume(cx, thread);
        Ok(())
    }
}

#[unsafe(no_mangle)]
extern "C" fn JVM_Yield(_env: Env, _class: Ref) {
    std::thread::yield_now();
}
