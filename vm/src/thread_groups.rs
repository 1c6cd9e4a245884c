//! The two thread groups that the VM makes: "system" and "main".

use vm_runtime::handle::Handle;
use vm_runtime::heap::roots::Root;
use vm_runtime::oop::Oop;
use vm_runtime::thread::Cx;

static SYSTEM: Root = Root::new();
static MAIN: Root = Root::new();

/// Records the groups when the boot sequence has made them.
pub(crate) fn set(cx: &Cx, system: Handle<'_>, main: Handle<'_>) {
    SYSTEM.set(system.get(cx));
    MAIN.set(main.get(cx));
}

/// The group of the VM's own threads.
pub(crate) fn system(cx: &Cx) -> Oop<'_> {
    SYSTEM.get(cx)
}

/// The group of the main thread and of attached threads.
pub(crate) fn main(cx: &Cx) -> Oop<'_> {
    MAIN.get(cx)
}
