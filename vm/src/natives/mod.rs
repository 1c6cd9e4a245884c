//! Natives written in Rust: what the VM itself must supply, and a few that are hot.
//!
//! A native is a [`VmNative`]: it gets the raw argument slots and runs in VM state, without a
//! JNI transition. The tables below are keyed by class, name and descriptor; methods of other
//! classes are found in the JDK's libraries by the JNI rules. To add one: write the function in the
//! file of its family, add its row to that file's table.

pub(crate) mod guarded;
mod method_handles;
mod object;
mod perf;
mod scoped_memory;
mod system;
mod unsafe_atomics;
mod unsafe_memory;
mod unsafe_objects;

use hashbrown::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::Ordering;
use vm_runtime::call::Args;
use vm_runtime::method::{Method, MethodFlag, VmNative};
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// Rows of one class: name, descriptor, function.
type Rows = &'static [(&'static str, &'static str, VmNative)];

/// Every class with natives in Rust.
static TABLES: &[(&str, Rows)] = &[
    ("java/lang/Object", object::ROWS),
    ("java/lang/System", system::SYSTEM),
    ("java/lang/Thread", system::THREAD),
    ("java/lang/Class", object::CLASS),
    ("java/lang/Float", system::FLOAT),
    ("java/lang/Double", system::DOUBLE),
    ("java/lang/Runtime", system::RUNTIME),
    ("java/lang/ref/Reference", object::REFERENCE),
    ("java/lang/ref/PhantomReference", object::PHANTOM_REFERENCE),
    ("jdk/internal/misc/Unsafe", unsafe_memory::ROWS),
    ("jdk/internal/misc/Unsafe", unsafe_atomics::ROWS),
    ("jdk/internal/misc/Unsafe", unsafe_objects::ROWS),
    ("jdk/internal/misc/ScopedMemoryAccess", scoped_memory::ROWS),
    ("jdk/internal/perf/Perf", perf::ROWS),
    (
        "jdk/internal/vm/vector/VectorSupport",
        system::VECTOR_SUPPORT,
    ),
    (
        "jdk/internal/invoke/NativeEntryPoint",
        system::NATIVE_ENTRY_POINT,
    ),
    ("java/lang/invoke/MethodHandleNatives", method_handles::ROWS),
    (
        "java/lang/invoke/MethodHandle",
        method_handles::METHOD_HANDLE,
    ),
];

type Key = (Symbol, Symbol, Symbol);

static NATIVES: LazyLock<HashMap<Key, VmNative>> = LazyLock::new(|| {
    let mut natives = HashMap::new();
    for (class, rows) in TABLES {
        for (name, descriptor, native) in *rows {
            let key = (
                Symbol::from(*class),
                Symbol::from(*name),
                Symbol::from(*descriptor),
            );
            natives.insert(key, *native);
        }
    }
    natives
});

/// Binds `method` to its Rust native if there is one. Only classes of the boot loader have them.
pub(crate) fn bind(method: &Method) -> Option<VmNative> {
    if !method.class.loader.is_boot {
        return None;
    }
    let native = *NATIVES.get(&(method.class.name, method.name, method.descriptor))?;
    // The word first: the flag says how to read it.
    method
        .native_entry
        .store(native as usize, Ordering::Release);
    method.set(MethodFlag::VmNative);
    Some(native)
}

/// Called by the interpreter for natives that are not (or not yet) Rust natives.
pub(crate) fn call(cx: &mut Cx, method: &'static Method, args: Args<'_>) -> JResult<u64> {
    if method.native_entry.load(Ordering::Acquire) == 0
        && let Some(native) = bind(method)
    {
        return native(cx, args);
    }
    crate::native_call::invoke(cx, method, args.base())
}

/// The raw result of a native without a result.
const VOID: JResult<u64> = Ok(0);

/// The raw form of an `int` result.
fn int(value: i32) -> JResult<u64> {
    Ok(u64::from(value as u32))
}

/// The raw form of a `boolean` result.
fn boolean(value: bool) -> JResult<u64> {
    Ok(u64::from(value))
}

/// The raw form of a `long` result.
fn long(value: i64) -> JResult<u64> {
    Ok(value as u64)
}

#[cfg(test)]
mod tests {
    use super::{Rows, TABLES};
    use std::collections::BTreeSet;
    use vm_classfile::{ClassFile, ParseOptions};
    use vm_runtime::jimage::Image;

    /// A method's access flag (JVMS 4.6).
    const ACC_NATIVE: u16 = 0x0100;

    /// Names and descriptors of the native methods of a class of the JDK.
    fn natives_of(image: &Image, class: &str) -> BTreeSet<(String, String)> {
        let (package, _) = class.rsplit_once('/').expect("the class is in a package");
        let module = image
            .module_of_package(package.as_bytes())
            .unwrap_or_else(|| panic!("{package} is in a module"));
        let bytes = image
            .find_class(module, class.as_bytes())
            .unwrap_or_else(|| panic!("{class} is in the image"));
        let file = ClassFile::parse(bytes, ParseOptions::default()).expect("classes of the JDK");
        let text =
            |index| String::from_utf8_lossy(file.pool.utf8(index).unwrap_or_default()).into();
        file.methods
            .iter()
            .filter(|method| method.access_flags & ACC_NATIVE != 0)
            .map(|method| (text(method.name_index), text(method.descriptor_index)))
            .collect()
    }

    /// A row with a wrong name or descriptor would never be found, and say nothing. Of a name one row
    /// must fit: descriptors of a few methods changed between updates of JDK 17.
    #[test]
    fn every_name_is_that_of_a_native_method_of_the_jdk() {
        let Some(home) = std::env::var_os("JAVA_HOME") else {
            return;
        };
        let path = std::path::Path::new(&home).join("lib/modules");
        let image = Image::open(&path).expect("the JDK has an image");
        let mut unknown = BTreeSet::new();
        let mut known = BTreeSet::new();
        for (class, rows) in TABLES {
            let natives = natives_of(&image, class);
            let rows: Rows = rows;
            for (name, descriptor, _) in rows {
                let is_native = natives.contains(&((*name).to_owned(), (*descriptor).to_owned()));
                let names = if is_native { &mut known } else { &mut unknown };
                names.insert(format!("{class}.{name}"));
            }
        }
        let unknown: Vec<&String> = unknown.difference(&known).collect();
        assert_eq!(unknown, Vec::<&String>::new());
    }
}
