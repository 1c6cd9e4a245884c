//! What compiled code relies on that class loading may end.
//!
//! An answer about the class hierarchy is noted at the question, in the environment of the
//! compilation. When the code is installed all answers are looked at again, under the lock that a
//! class takes before it counts; from then on each such class is compared with the code that relies on
//! one of its supertypes. So no class is missed: it counts before the second look, or after it.

use super::hierarchy::{self, address};
use hashbrown::HashMap;
use parking_lot::{Mutex, MutexGuard};
use std::fmt;
use std::sync::LazyLock;
use vm_runtime::class::{Class, ClassFlag};
use vm_runtime::method::Method;

/// What code relies on: a call of `method` runs `target` on all instances of `top`.
#[derive(Clone, Copy)]
pub(super) struct Dependency {
    /// The class, or interface, of the receivers.
    pub(super) top: &'static Class,
    /// The method that is called.
    pub(super) method: &'static Method,
    /// The method that runs.
    pub(super) target: &'static Method,
}

impl PartialEq for Dependency {
    fn eq(&self, other: &Dependency) -> bool {
        std::ptr::eq(self.top, other.top)
            && std::ptr::eq(self.method, other.method)
            && std::ptr::eq(self.target, other.target)
    }
}

impl Dependency {
    /// Does it hold for all classes that count?
    pub(super) fn holds(&self) -> bool {
        hierarchy::unique_target(self.top, self.method)
            .is_some_and(|found| std::ptr::eq(found, self.target))
    }

    /// Does it still hold with a new class below its top?
    fn allows(&self, class: &'static Class) -> bool {
        class.is_abstract()
            || hierarchy::target_in(class, self.method)
                .is_some_and(|found| std::ptr::eq(found, self.target))
    }
}

impl fmt::Display for Dependency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "every {} runs {} for {}",
            self.top.external_name(),
            self.target.display(),
            self.method.display()
        )
    }
}

/// Installed code, by the address of its first byte and the number of its compilation: another one
/// may have taken its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CodeName {
    /// Address of the first byte.
    pub(super) start: usize,
    /// Number of the compilation.
    pub(super) id: u32,
}

/// Who relies on what.
#[derive(Default)]
pub(super) struct Dependents {
    by_class: HashMap<usize, Vec<(CodeName, Dependency)>>,
}

static DEPENDENTS: LazyLock<Mutex<Dependents>> = LazyLock::new(Mutex::default);

/// Locks the hierarchy: no class begins to count meanwhile. No safepoint may be reached.
pub(super) fn lock() -> MutexGuard<'static, Dependents> {
    DEPENDENTS.lock()
}

impl Dependents {
    /// The first of these that does not hold any more.
    pub(super) fn first_broken(&self, dependencies: &[Dependency]) -> Option<Dependency> {
        dependencies
            .iter()
            .find(|dependency| !dependency.holds())
            .copied()
    }

    /// Notes that the code relies on these.
    pub(super) fn add(&mut self, code: CodeName, dependencies: &[Dependency]) {
        for dependency in dependencies {
            let rows = self.by_class.entry(address(dependency.top)).or_default();
            rows.push((code, *dependency));
        }
    }

    /// Forgets code that is not there any more.
    pub(super) fn forget_unless(&mut self, is_there: impl Fn(CodeName) -> bool) {
        self.by_class.retain(|_, rows| {
            rows.retain(|(code, _)| is_there(*code));
            !rows.is_empty()
        });
    }

    /// The class counts from now on. Tells the code that relied on its not being there, each with the
    /// first thing that holds no more.
    pub(super) fn enter(&mut self, class: &'static Class) -> Vec<(CodeName, Dependency)> {
        class.set(ClassFlag::InHierarchy);
        if self.by_class.is_empty() {
            return Vec::new();
        }
        let mut broken: Vec<(CodeName, Dependency)> = Vec::new();
        let supertypes = class.super_chain().chain(class.interfaces.iter().copied());
        for top in supertypes {
            let rows = self.by_class.get(&address(top));
            for (code, dependency) in rows.into_iter().flatten() {
                let is_known = broken.iter().any(|(known, _)| known == code);
                if !is_known && !dependency.allows(class) {
                    broken.push((*code, *dependency));
                }
            }
        }
        broken
    }
}
