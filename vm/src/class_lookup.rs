//! Finding classes by name or descriptor on behalf of native code and reflection.

use vm_runtime::class::Class;
use vm_runtime::define::{self, DefineRequest};
use vm_runtime::handle::Handle;
use vm_runtime::layout::BasicType;
use vm_runtime::loader::{self, LoaderData};
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// The class of the first type in `descriptor`.
pub(crate) fn of_descriptor(
    cx: &mut Cx,
    descriptor: &[u8],
    loader: &'static LoaderData,
) -> JResult<&'static Class> {
    match descriptor.first() {
        Some(b'L') => {
            let end = descriptor
                .iter()
                .position(|&byte| byte == b';')
                .unwrap_or(descriptor.len());
            loader::resolve_class(cx, Symbol::intern(&descriptor[1..end]), loader)
        }
        Some(b'[') => loader::resolve_class(cx, Symbol::intern(descriptor), loader),
        Some(&first) => Ok(define::primitive(
            BasicType::from_descriptor_char(first)
                .expect("descriptors are checked when a class is parsed"),
        )),
        None => unreachable!("descriptors are checked when a class is parsed"),
    }
}

/// The boot class `name`, initialized.
pub(crate) fn boot_initialized(cx: &mut Cx, name: &str) -> JResult<&'static Class> {
    let class = loader::resolve_class(cx, Symbol::from(name), loader::boot())?;
    vm_runtime::init::initialize(cx, class)?;
    Ok(class)
}

/// Defines a class of the loader (null: the boot loader) from bytes, which are copied and kept for
/// ever.
pub(crate) fn define(
    cx: &mut Cx,
    name: Option<Symbol>,
    bytes: &[u8],
    loader: Handle<'_>,
    protection_domain: Handle<'_>,
) -> JResult<&'static Class> {
    let loader = loader.get(cx).raw();
    let request = DefineRequest {
        name,
        bytes: Box::leak(bytes.to_vec().into_boxed_slice()),
        loader: define::loader_data(cx, loader),
        protection_domain: (!protection_domain.is_null()).then_some(protection_domain),
        source: None,
        hidden: None,
    };
    define::define_class(cx, &request)
}
