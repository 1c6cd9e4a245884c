//! Failed resolutions: recorded, thrown again, and the errors of method selection.

use crate::class::Class;
use crate::exceptions;
use crate::handle::HandleScope;
use crate::known::{self, KnownClass};
use crate::method::Method;
use crate::oop::Oop;
use crate::pool::ResolutionError;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};

const CALL_SITES: u32 = 0x1_0000;

/// Key of the errors of a call site: call sites fail one by one, not by constant-pool entry.
pub(super) fn call_site_key(slot: u32) -> u32 {
    CALL_SITES + slot
}

/// Throws the recorded error of an earlier attempt.
pub(super) fn rethrow(cx: &mut Cx, holder: &'static Class, key: u32) -> Option<Thrown> {
    let error = holder.pool().errors.lock().get(&key).cloned()?;
    let class = error.class.text();
    let scope = HandleScope::enter(cx);
    if let Some((cause, message)) = &error.cause {
        let thrown = exceptions::throw(cx, &cause.text(), message.as_deref());
        let pending = scope.handle(cx.take_pending());
        // The cause may be of a class that cannot be made: then that error is what is thrown.
        if pending.get(cx).class().name != *cause {
            let _ = cx.set_pending(pending.get(cx));
            return Some(thrown);
        }
        return Some(exceptions::throw_with_cause(
            cx,
            &class,
            error.message.as_deref(),
            pending,
        ));
    }
    Some(exceptions::throw(cx, &class, error.message.as_deref()))
}

fn message_of(exception: Oop<'_>) -> Option<String> {
    known::THROWABLE_MESSAGE
        .load(exception)
        .non_null()
        .map(strings::to_rust)
}

/// What is to be recorded of the pending exception: `LinkageError`s of the class library; after
/// other exceptions the next attempt tries again.
fn describe(cx: &mut Cx, key: u32) -> Option<ResolutionError> {
    let exception = cx.pending();
    let class = exception.class();
    if !class.is_subtype_of(KnownClass::LinkageError.get()) || !class.loader.is_boot {
        return None;
    }
    let cause = known::THROWABLE_CAUSE.load(exception);
    // The reference VM forgets the causes of call-site errors.
    let cause = if key >= CALL_SITES
        || cause.is_null()
        || cause == exception
        || !cause.class().loader.is_boot
    {
        None
    } else {
        Some((cause.class().name, message_of(cause)))
    };
    Some(ResolutionError {
        class: class.name,
        message: message_of(exception),
        cause,
    })
}

/// Records the pending exception as the outcome of the resolution.
pub(super) fn record(cx: &mut Cx, holder: &'static Class, key: u32) -> Thrown {
    if let Some(error) = describe(cx, key) {
        holder.pool().errors.lock().entry(key).or_insert(error);
    }
    Thrown
}

/// Records the pending exception as the outcome for the class constant at `index`, unless another
/// thread has resolved the constant meanwhile: then this thread's failure is forgotten.
pub(super) fn record_class(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
) -> JResult<&'static Class> {
    let pool = holder.pool();
    let Some(error) = describe(cx, u32::from(index)) else {
        return Err(Thrown);
    };
    let mut errors = pool.errors.lock();
    if let Some(class) = pool.class(index) {
        drop(errors);
        cx.take_pending();
        return Ok(class);
    }
    errors.entry(u32::from(index)).or_insert(error);
    Err(Thrown)
}

pub(super) fn incompatible(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IncompatibleClassChangeError", Some(message))
}

/// `'void a.B.c(int)'`: how messages name a method.
pub(super) fn quoted(holder: &Class, name: Symbol, descriptor: Symbol) -> String {
    format!(
        "'{}'",
        crate::method::external_method_name(holder.name, name, descriptor)
    )
}

/// "Class X does not implement the requested interface Y".
pub fn missing_interface_error(
    cx: &mut Cx,
    receiver: &'static Class,
    interface: &'static Class,
) -> Thrown {
    let message = format!(
        "Class {} does not implement the requested interface {}",
        receiver.external_name(),
        interface.external_name()
    );
    incompatible(cx, &message)
}

/// `IllegalAccessError`: an interface call selected a method that is not public.
pub fn non_public_selection_error(
    cx: &mut Cx,
    receiver: &'static Class,
    selected: &'static Method,
) -> Thrown {
    let message = quoted(receiver, selected.name, selected.descriptor);
    exceptions::throw(cx, "java/lang/IllegalAccessError", Some(&message))
}

/// `AbstractMethodError`, or the error of conflicting default methods: `selected` has no body.
pub fn abstract_method_error(
    cx: &mut Cx,
    receiver: Option<&'static Class>,
    resolved: &'static Method,
    selected: &'static Method,
) -> Thrown {
    use crate::method::{MethodKind, OverpassError};
    if selected.kind == MethodKind::Overpass(OverpassError::Conflict) {
        let candidates = crate::define::vtable::maximally_specific(
            selected.class.interfaces,
            selected.name,
            selected.descriptor,
        );
        let names: Vec<String> = candidates
            .iter()
            .filter(|method| !method.is_abstract())
            .map(|method| format!("{}.{}", method.class.name, method.name))
            .collect();
        let message = format!("Conflicting default methods: {}", names.join(" "));
        return incompatible(cx, &message);
    }
    let subject = match receiver {
        Some(class) => format!(
            "Receiver class {} does not define or inherit an implementation of the",
            class.external_name()
        ),
        None => "Missing implementation of".to_owned(),
    };
    let modifiers = |method: &Method| {
        let is_abstract = if method.is_abstract() {
            "abstract "
        } else {
            ""
        };
        let is_private = if method.is_private() { "private " } else { "" };
        format!("{is_abstract}{is_private}")
    };
    let holder = resolved.class;
    let kind = holder.kind_name();
    // The method without its holder: "void m(int)".
    let full = resolved.external_name();
    let bare = full.replacen(&format!("{}.", holder.name.external()), "", 1);
    let mut message = format!(
        "{subject} resolved method '{}{bare}' of {kind} {}.",
        modifiers(resolved),
        holder.external_name()
    );
    if !std::ptr::eq(resolved, selected) {
        let more = format!(
            " Selected method is '{}{}'.",
            modifiers(selected),
            selected.external_name()
        );
        message.push_str(&more);
    }
    exceptions::throw(cx, "java/lang/AbstractMethodError", Some(&message))
}
