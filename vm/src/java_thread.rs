//! `java.lang.Thread` objects for threads that Java has not started: attached ones, and the VM's own.

use crate::thread_groups;
use vm_runtime::call::{self, Arg};
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::threads;

/// `Thread.NORM_PRIORITY`.
pub(crate) const NORMAL_PRIORITY: i32 = 5;
/// Priority of the VM's own threads.
pub(crate) const HIGH_PRIORITY: i32 = 9;

/// What a thread object is made with.
pub(crate) struct Description<'a> {
    /// Name; `None`: the class library makes one up.
    pub(crate) name: Option<&'a str>,
    /// Thread group; `None`: that of the main thread.
    pub(crate) group: Option<Handle<'a>>,
    /// Priority.
    pub(crate) priority: i32,
    /// Is it a daemon?
    pub(crate) daemon: bool,
}

/// Makes the `Thread` object of the current thread, which has none: it is made current before its
/// constructor runs, because that asks for the current thread.
pub(crate) fn create_current(cx: &mut Cx, description: &Description<'_>) -> JResult<()> {
    let scope = HandleScope::enter(cx);
    let class = KnownClass::Thread.get();
    init::initialize(cx, class)?;
    let object = heap::alloc_instance(cx, class)?;
    let object = scope.handle(object);
    object
        .get(cx)
        .store_i32(known::THREAD_PRIORITY.offset(), description.priority);
    threads::set_thread_object(cx, object.get(cx));
    let group = description
        .group
        .unwrap_or_else(|| scope.handle(thread_groups::main(cx)));
    let (descriptor, last) = match description.name {
        Some(name) => {
            let name = strings::new_string(cx, name)?;
            (
                "(Ljava/lang/ThreadGroup;Ljava/lang/String;)V",
                Arg::Ref(scope.handle(name)),
            )
        }
        None => ("(Ljava/lang/ThreadGroup;Ljava/lang/Runnable;)V", Arg::Null),
    };
    let constructor = class
        .declared_method(Symbol::from("<init>"), Symbol::from(descriptor))
        .expect("java.lang.Thread has this constructor");
    call::invoke(cx, constructor, &[Arg::Ref(object), Arg::Ref(group), last])?;
    if description.daemon {
        object.get(cx).store_u8(known::THREAD_DAEMON.offset(), 1);
    }
    call::invoke_virtual(
        cx,
        "add",
        "(Ljava/lang/Thread;)V",
        &[Arg::Ref(group), Arg::Ref(object)],
    )?;
    threads::set_status(cx, threads::JavaThreadStatus::Runnable);
    Ok(())
}
