//! Creating the VM: from the command line to a booted class library (System.initPhase1-3).
//!
//! The order is the one the class library expects; JDK 17's `System`, `Thread` and `Finalizer` say
//! what each step relies on.

use crate::jit;
use crate::options::{self, VmOptions};
use crate::startup_times;
use std::path::{Path, PathBuf};
use vm_runtime::call::{self, Arg};
use vm_runtime::class::Class;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::known::{KnownClass, THREAD_PRIORITY, THREAD_STATUS};
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult, Thread, Thrown};
use vm_runtime::{define, exceptions, heap, init, link, loader, strings, threads};

/// Name of the VM in `-version`.
pub const VM_NAME: &str = "Kiln 64-Bit VM";

/// Why the VM was not created.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BootError {
    /// A bad option: what standard error says, with its line ends; the launcher adds its own lines.
    Options(String),
    /// Anything else: said on standard output before the process ends.
    Failed(String),
}

/// Creates the VM on the current thread, which becomes the main thread, in native state at the
/// end.
pub fn create(
    arguments: &[String],
    ignore_unrecognized: bool,
) -> Result<&'static Thread, BootError> {
    startup_times::mark("begin");
    let options = read_options(arguments, ignore_unrecognized)?;
    options::set(options);
    let options = options::get();
    let home = java_home(options).ok_or_else(|| {
        BootError::Failed("no JDK 17 was found: set JAVA_HOME to its directory".to_owned())
    })?;
    crate::tracing::start(options).map_err(BootError::Failed)?;
    crate::crash::install();
    crate::out_of_memory::install();
    startup_times::mark("options");
    vm_runtime::link::set_verification(options.verify_local, options.verify_remote);
    interp::initialize();
    crate::jit::connect();
    interp::entry::set_native_caller(crate::natives::call);
    heap::init(&options.heap).map_err(|error| BootError::Failed(error.to_string()))?;
    if let Some(size) = options.stack_size {
        threads::stacks::set_default_size(size);
    }
    if let Ok(size) = options.flags.get("CompressedClassSpaceSize").parse() {
        vm_runtime::define::set_class_space(size);
    }
    startup_times::mark("heap and interpreter");
    strings::set_compact(options.flags.is_on("CompactStrings"));
    threads::set_jni_functions(crate::jni::table::functions());
    if options.jit.deopt_every > 0 || options.jit.invalidate_every > 0 {
        vm_runtime::safepoint::poll_always();
    }
    let thread = threads::attach_current("main", false)
        .map_err(|error| BootError::Failed(error.to_string()))?;
    // SAFETY: the thread was attached just now, no other token exists.
    let cx = unsafe { thread.cx() };
    let image = home.join("lib/modules");
    loader::configure(&image, options.boot_append.as_deref(), &options.patches)
        .map_err(|error| BootError::Failed(format!("{}: {error}", image.display())))?;
    if options.log_class_load || crate::tracing::is_on() {
        crate::class_log::start();
    }
    if options.enable_preview {
        loader::enable_preview();
    }
    boot_library(cx).map_err(|Thrown| BootError::Failed(describe_pending(cx)))?;
    startup_times::mark("phase 3, loaders");
    startup_times::print();
    if let Some(method) = &options.jit.compile_one {
        crate::jit::one_method::compile_and_exit(cx, method);
    }
    vm_runtime::safepoint::enter_native(thread);
    Ok(thread)
}

fn read_options(arguments: &[String], ignore_unrecognized: bool) -> Result<VmOptions, BootError> {
    let mut options = VmOptions::new();
    for (key, value) in [
        (
            "java.vm.specification.name",
            "Java Virtual Machine Specification",
        ),
        ("java.vm.specification.vendor", "Oracle Corporation"),
        ("java.vm.specification.version", "17"),
        ("java.vm.name", VM_NAME),
        ("java.vm.version", env!("CARGO_PKG_VERSION")),
        ("java.vm.vendor", "Kiln"),
        // References are shifted offsets from address 0.
        ("java.vm.compressedOopsMode", "Zero based"),
        ("jdk.debug", "release"),
        ("java.class.path", ""),
    ] {
        options.set_property(key, value);
    }
    options::read(&mut options, arguments, ignore_unrecognized)
        .map_err(|error| BootError::Options(error.0))?;
    options.set_property("java.vm.info", options.jit.mode_name());
    if options.jit.has_compiler() {
        options.set_property("sun.management.compiler", jit::COMPILER_NAME);
    }
    heap::log::set_messages(|tags, text| crate::log::emit(tags, "info", text));
    if options.log_gc {
        options.heap.log = true;
    }
    if let Some(home) = java_home(&options) {
        let home = home.display().to_string();
        options.set_property("java.home", &home);
        if options.property("sun.boot.library.path").is_none() {
            options.set_property("sun.boot.library.path", &format!("{home}/lib"));
        }
    }
    if options.property("java.library.path").is_none() {
        let mut path = "/usr/java/packages/lib:/usr/lib/x86_64-linux-gnu/jni:/lib/x86_64-linux-gnu:/usr/lib/x86_64-linux-gnu:/usr/lib/jni:/lib:/usr/lib".to_owned();
        if let Ok(extra) = std::env::var("LD_LIBRARY_PATH")
            && !extra.is_empty()
        {
            path = format!("{extra}:{path}");
        }
        options.set_property("java.library.path", &path);
    }
    if let Some(append) = options.boot_append.clone() {
        options.set_property("jdk.boot.class.path.append", &append);
    }
    Ok(options)
}

/// Where the JDK is: said by `-Djava.home`, beside the launcher's own library, the running
/// executable, or `JAVA_HOME`.
fn java_home(options: &VmOptions) -> Option<PathBuf> {
    let is_home = |path: &Path| path.join("lib/modules").is_file();
    let mut candidates: Vec<PathBuf> = Vec::new();
    candidates.extend(options.property("java.home").map(PathBuf::from));
    candidates.extend(
        crate::output::library_of("JLI_Launch")
            .and_then(|path| Some(path.parent()?.parent()?.to_owned())),
    );
    candidates.extend(
        std::fs::read_link("/proc/self/exe")
            .ok()
            .and_then(|path| Some(path.parent()?.parent()?.to_owned())),
    );
    candidates.extend(std::env::var_os("JAVA_HOME").map(PathBuf::from));
    candidates
        .into_iter()
        .map(|path| path.canonicalize().unwrap_or(path))
        .find(|path| is_home(path))
}

/// The stack trace of the pending exception as far as it can be had without Java.
pub(crate) fn describe_pending(cx: &mut Cx) -> String {
    let exception = cx.take_pending();
    if exception.is_null() {
        return "no exception is pending".to_owned();
    }
    let mut text = exception.class().external_name();
    let message = vm_runtime::known::THROWABLE_MESSAGE.load(exception);
    if !message.is_null() {
        text.push_str(": ");
        text.push_str(&strings::to_rust(message));
    }
    for element in vm_runtime::backtrace::elements(exception) {
        text.push_str(&format!(
            "\n\tat {}:{}",
            element.method.display(),
            element.line_number()
        ));
    }
    text
}

fn boot_library(cx: &mut Cx) -> JResult<()> {
    define::boot_classes(cx)?;
    crate::jit::start(&options::get().jit);
    let scope = HandleScope::enter(cx);
    for class in [
        KnownClass::String,
        KnownClass::System,
        KnownClass::Class,
        KnownClass::ThreadGroup,
    ] {
        init::initialize(cx, class.get())?;
    }
    let is_compact = options::get().flags.is_on("CompactStrings");
    overwrite_final(
        cx,
        KnownClass::String.get(),
        ("COMPACT_STRINGS", "Z", i32::from(is_compact)),
    );
    let system_group = new_object(cx, &scope, KnownClass::ThreadGroup.get(), "()V", &[])?;
    let main_name = strings::new_string(cx, "main")?;
    let main_name = scope.handle(main_name);
    let main_group = new_object(
        cx,
        &scope,
        KnownClass::ThreadGroup.get(),
        "(Ljava/lang/ThreadGroup;Ljava/lang/String;)V",
        &[Arg::Ref(system_group), Arg::Ref(main_name)],
    )?;
    crate::thread_groups::set(cx, system_group, main_group);
    main_thread_object(cx, main_group, main_name)?;
    init::initialize(cx, KnownClass::Module.get())?;
    fix_unsafe_constants(cx)?;
    init::initialize(cx, KnownClass::Method.get())?;
    init::initialize(cx, KnownClass::Finalizer.get())?;
    call::invoke_static(cx, KnownClass::System.get(), "initPhase1", "()V", &[])?;
    for class in [
        KnownClass::OutOfMemoryError,
        KnownClass::NullPointerException,
        KnownClass::ClassCastException,
        KnownClass::ArrayStoreException,
        KnownClass::ArithmeticException,
        KnownClass::StackOverflowError,
        KnownClass::IllegalMonitorStateException,
        KnownClass::IllegalArgumentException,
    ] {
        init::initialize(cx, class.get())?;
    }
    startup_times::mark("classes and phase 1");
    exceptions::preallocate(cx)?;
    crate::signals::start_dispatcher(cx)?;
    for class in [
        KnownClass::MethodHandle,
        KnownClass::ResolvedMethodName,
        KnownClass::MemberName,
        KnownClass::MethodHandleNatives,
    ] {
        init::initialize(cx, class.get())?;
    }
    let options = options::get();
    let to_stderr = i32::from(options.flags.is_on("DisplayVMOutputToStderr"));
    let with_trace = i32::from(options.logging.is_on(&["init"], "debug"));
    let result = call::invoke_static(
        cx,
        KnownClass::System.get(),
        "initPhase2",
        "(ZZ)I",
        &[Arg::Int(to_stderr), Arg::Int(with_trace)],
    )?;
    if result.int() != 0 {
        // Java has printed why.
        crate::output::exit_process(1);
    }
    startup_times::mark("phase 2 (modules)");
    loader::modules_are_ready();
    call::invoke_static(cx, KnownClass::System.get(), "initPhase3", "()V", &[])?;
    for (name, descriptor) in [
        ("getSystemClassLoader", "()Ljava/lang/ClassLoader;"),
        ("getPlatformClassLoader", "()Ljava/lang/ClassLoader;"),
    ] {
        call::invoke_static(cx, KnownClass::ClassLoader.get(), name, descriptor, &[])?;
    }
    Ok(())
}

/// `new C(args)` for a class of the class library.
pub(crate) fn new_object<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static Class,
    descriptor: &str,
    args: &[Arg<'_>],
) -> JResult<Handle<'s>> {
    init::initialize(cx, class)?;
    let object = heap::alloc_instance(cx, class)?;
    let object = scope.handle(object);
    let constructor = link::find_method(class, Symbol::from("<init>"), Symbol::from(descriptor))
        .unwrap_or_else(|| panic!("{} has a constructor {descriptor}", class.name()));
    let mut all = vec![Arg::Ref(object)];
    all.extend_from_slice(args);
    call::invoke(cx, constructor, &all)?;
    Ok(object)
}

/// The `Thread` object of the main thread: allocated and made current before its constructor
/// runs, because that asks for the current thread.
fn main_thread_object(cx: &mut Cx, group: Handle<'_>, name: Handle<'_>) -> JResult<()> {
    let class = KnownClass::Thread.get();
    init::initialize(cx, class)?;
    let scope = HandleScope::enter(cx);
    let thread = heap::alloc_instance(cx, class)?;
    let thread = scope.handle(thread);
    thread.get(cx).store_i32(THREAD_PRIORITY.offset(), 5);
    threads::set_thread_object(cx, thread.get(cx));
    let constructor = class
        .declared_method(
            Symbol::from("<init>"),
            Symbol::from("(Ljava/lang/ThreadGroup;Ljava/lang/String;)V"),
        )
        .expect("Thread(ThreadGroup, String) exists");
    call::invoke(
        cx,
        constructor,
        &[Arg::Ref(thread), Arg::Ref(group), Arg::Ref(name)],
    )?;
    const RUNNABLE: i32 = 5;
    thread.get(cx).store_i32(THREAD_STATUS.offset(), RUNNABLE);
    Ok(())
}

/// Finals of `UnsafeConstants` that the VM overwrites before `Unsafe` is initialized.
fn fix_unsafe_constants(cx: &mut Cx) -> JResult<()> {
    let class = KnownClass::UnsafeConstants.get();
    init::initialize(cx, class)?;
    // SAFETY: sysconf has no preconditions.
    let page_size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as i32;
    for (name, descriptor, value) in [
        ("ADDRESS_SIZE0", "I", 8),
        ("PAGE_SIZE", "I", page_size),
        ("BIG_ENDIAN", "Z", 0),
        ("UNALIGNED_ACCESS", "Z", 1),
        ("DATA_CACHE_LINE_FLUSH_SIZE", "I", 0),
    ] {
        overwrite_final(cx, class, (name, descriptor, value));
    }
    Ok(())
}

/// Stores into a static final `boolean` or `int` whose value the VM decides: (name, descriptor, value).
fn overwrite_final(cx: &Cx, class: &'static Class, (name, descriptor, value): (&str, &str, i32)) {
    let field = class
        .declared_field(Symbol::from(name), Symbol::from(descriptor))
        .unwrap_or_else(|| panic!("{}.{name} exists", class.name()));
    let mirror = class.mirror(cx);
    if descriptor == "Z" {
        mirror.store_u8(field.offset as usize, value as u8);
    } else {
        mirror.store_i32(field.offset as usize, value);
    }
}
