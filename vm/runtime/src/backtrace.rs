//! Backtraces: what `Throwable.fillInStackTrace` captures and `StackTraceElement`s are made of.
//!
//! `Throwable.backtrace` holds a `long[]`: one element a frame, the address of the immortal
//! `Method` in the low 48 bits and the bytecode index in the high 16 (`0xffff`: native). Bit 0 of the
//! first element says that hidden frames lay above it.

use crate::class::Class;
use crate::define;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::known::{self, KnownClass, THROWABLE_BACKTRACE, THROWABLE_DEPTH, THROWABLE_STACK_TRACE};
use crate::layout::BasicType;
use crate::method::{Method, MethodFlag};
use crate::oop::Oop;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thread};
use crate::walk::{self, JavaFrame};
use vm_bytecode::instruction::opcode;

/// Frames kept in a backtrace (`MaxJavaStackTraceDepth`).
pub const MAX_DEPTH: usize = 1024;
const NATIVE_BCI: u16 = 0xffff;
/// Methods are aligned, so the low bit of their address is free.
const BELOW_HIDDEN: u64 = 1;

/// One captured frame.
#[derive(Clone, Copy)]
pub struct Element {
    /// The method.
    pub method: &'static Method,
    /// Bytecode index, `None` in native methods.
    pub bci: Option<u16>,
}

impl Element {
    /// Where the frame is.
    pub fn of(frame: JavaFrame) -> Element {
        Element {
            method: frame.method,
            bci: frame.bci(),
        }
    }

    /// Where the frame of a thread is that was stopped. One that waits to enter a monitor is shown
    /// behind the instruction, as HotSpot's interpreter does, which has passed it by then.
    pub fn of_stopped(frame: JavaFrame) -> Element {
        let mut element = Element::of(frame);
        if let (Some(bci), Some(code)) = (&mut element.bci, frame.method.code())
            && code.code.get(usize::from(*bci)) == Some(&opcode::MONITORENTER)
        {
            *bci += 1;
        }
        element
    }

    fn pack(self) -> u64 {
        let address = std::ptr::from_ref(self.method).expose_provenance() as u64;
        debug_assert!(address < 1 << 48, "user-space addresses have 47 bits");
        address | u64::from(self.bci.unwrap_or(NATIVE_BCI)) << 48
    }

    fn unpack(word: u64) -> Element {
        let address = (word & ((1 << 48) - 1) & !BELOW_HIDDEN) as usize;
        let bci = (word >> 48) as u16;
        // SAFETY: backtraces hold addresses of immortal methods.
        let method = unsafe { &*std::ptr::with_exposed_provenance::<Method>(address) };
        Element {
            method,
            bci: (bci != NATIVE_BCI).then_some(bci),
        }
    }

    /// Line number as `StackTraceElement` has it: -2 native, -1 unknown.
    pub fn line_number(self) -> i32 {
        match self.bci {
            None => -2,
            Some(bci) => self.method.line_number(bci).map_or(-1, i32::from),
        }
    }
}

/// The frames of a thread as stack traces show them (hidden ones are left out).
pub fn visible_frames(thread: &Thread) -> impl Iterator<Item = JavaFrame> {
    walk::frames(thread).filter(|frame| !frame.method.has(MethodFlag::Hidden))
}

/// Captures the current stack into the throwable, as `fillInStackTrace` does: without the frames of
/// `fillInStackTrace` itself and of the throwable's constructors.
pub fn fill_in(cx: &mut Cx, throwable: Handle<'_>) -> JResult<()> {
    let class = throwable.get(cx).class();
    THROWABLE_BACKTRACE.store(throwable.get(cx), Oop::NULL);
    THROWABLE_STACK_TRACE.store(throwable.get(cx), Oop::NULL);
    let (elements, is_below_hidden) = capture(cx.thread(), class);
    let array = heap::alloc_array(cx, define::primitive_array(BasicType::Long), elements.len())?;
    for (index, element) in elements.iter().enumerate() {
        let mark = if index == 0 && is_below_hidden {
            BELOW_HIDDEN
        } else {
            0
        };
        array.store_u64(
            Oop::element_offset(BasicType::Long, index),
            element.pack() | mark,
        );
    }
    let array = array.raw();
    // SAFETY: the array was just allocated, no safepoint since.
    let array = unsafe { Oop::new(cx, array) };
    let throwable = throwable.get(cx);
    THROWABLE_BACKTRACE.store(throwable, array);
    throwable.store_i32(THROWABLE_DEPTH.offset(), elements.len() as i32);
    Ok(())
}

/// The frames to keep, and whether hidden ones lay above the first.
fn capture(thread: &Thread, class: &'static Class) -> (Vec<Element>, bool) {
    let throwable = KnownClass::Throwable.get();
    let is_fill_in = |method: &Method| {
        method.name == "fillInStackTrace" && method.class.is_subtype_of(throwable)
    };
    let is_constructor =
        |method: &Method| method.is_constructor() && class.is_subtype_of(method.class);
    let mut frames = walk::frames(thread).peekable();
    while frames.next_if(|frame| is_fill_in(frame.method)).is_some() {}
    while frames
        .next_if(|frame| is_constructor(frame.method))
        .is_some()
    {}
    let is_below_hidden = frames
        .peek()
        .is_some_and(|frame| frame.method.has(MethodFlag::Hidden));
    let elements = frames
        .filter(|frame| !frame.method.has(MethodFlag::Hidden))
        .take(MAX_DEPTH)
        .map(Element::of)
        .collect();
    (elements, is_below_hidden)
}

/// Was the throwable created by a hidden frame, which its backtrace leaves out?
pub fn is_below_hidden(throwable: Oop<'_>) -> bool {
    THROWABLE_BACKTRACE
        .load(throwable)
        .non_null()
        .is_some_and(|array| {
            array.array_length() > 0
                && array.load_u64(Oop::element_offset(BasicType::Long, 0)) & BELOW_HIDDEN != 0
        })
}

/// Frames that the backtrace of a preallocated exception has room for.
const RESERVED_DEPTH: usize = 32;

/// Gives a preallocated exception room for a backtrace, which is empty until [`fill_reserved`].
pub fn reserve(cx: &mut Cx, throwable: Handle<'_>) -> JResult<()> {
    let array = heap::alloc_array(cx, define::primitive_array(BasicType::Long), RESERVED_DEPTH)?;
    let array = array.raw();
    // SAFETY: the array was just allocated, no safepoint since.
    let array = unsafe { Oop::new(cx, array) };
    let throwable = throwable.get(cx);
    THROWABLE_BACKTRACE.store(throwable, array);
    throwable.store_i32(THROWABLE_DEPTH.offset(), 0);
    Ok(())
}

/// Captures the current stack into the room that [`reserve`] made, without allocating in the heap.
pub fn fill_reserved(cx: &Cx, throwable: Oop<'_>) {
    let Some(array) = THROWABLE_BACKTRACE.load(throwable).non_null() else {
        return;
    };
    let elements = visible_frames(cx.thread()).map(Element::of);
    let mut depth = 0;
    for element in elements.take(array.array_length()) {
        array.store_u64(Oop::element_offset(BasicType::Long, depth), element.pack());
        depth += 1;
    }
    throwable.store_i32(THROWABLE_DEPTH.offset(), depth as i32);
}

/// Removes the backtrace (preallocated exceptions have none).
pub fn clear(throwable: Oop<'_>) {
    THROWABLE_BACKTRACE.store(throwable, Oop::NULL);
    THROWABLE_STACK_TRACE.store(throwable, Oop::NULL);
    throwable.store_i32(THROWABLE_DEPTH.offset(), 0);
}

/// The frames in a throwable's backtrace.
pub fn elements(throwable: Oop<'_>) -> Vec<Element> {
    let Some(array) = THROWABLE_BACKTRACE.load(throwable).non_null() else {
        return Vec::new();
    };
    let depth = throwable.load_i32(THROWABLE_DEPTH.offset()) as usize;
    (0..array.array_length().min(depth))
        .map(|index| Element::unpack(array.load_u64(Oop::element_offset(BasicType::Long, index))))
        .collect()
}

/// Fills a `StackTraceElement` for `element`; Java computes its `format` afterwards.
pub fn fill_element(cx: &mut Cx, target: Handle<'_>, element: Element) -> JResult<()> {
    let class = element.method.class;
    let mirror = class.mirror(cx);
    known::STE_DECLARING_CLASS_OBJECT.store(target.get(cx), mirror);
    let name = Symbol::from(class.external_name().as_str());
    let set = |cx: &mut Cx, field: &known::KnownField, text: Option<Symbol>| -> JResult<()> {
        let raw = match text {
            Some(text) => strings::intern_symbol(cx, text)?.raw(),
            None => 0,
        };
        // SAFETY: the string was just found, no safepoint since.
        field.store(target.get(cx), unsafe { Oop::new(cx, raw) });
        Ok(())
    };
    set(cx, &known::STE_DECLARING_CLASS, Some(name))?;
    set(cx, &known::STE_METHOD_NAME, Some(element.method.name))?;
    let file = class.file.and_then(|file| {
        let name = file.pool.utf8(file.attributes.source_file?)?;
        Some(Symbol::intern(name))
    });
    set(cx, &known::STE_FILE_NAME, file)?;
    let loader = class.loader.oop(cx);
    let loader_name = if loader.is_null() {
        Oop::NULL.raw()
    } else {
        known::LOADER_NAME.load(loader).raw()
    };
    // SAFETY: read just now.
    known::STE_CLASS_LOADER_NAME.store(target.get(cx), unsafe { Oop::new(cx, loader_name) });
    let module = known::CLASS_MODULE.load(class.mirror(cx));
    if !module.is_null() {
        let name = known::MODULE_NAME.load(module);
        known::STE_MODULE_NAME.store(target.get(cx), name);
        let version = crate::modules::version_of(module);
        set(cx, &known::STE_MODULE_VERSION, version)?;
    }
    target
        .get(cx)
        .store_i32(known::STE_LINE_NUMBER.offset(), element.line_number());
    Ok(())
}

/// Fills an array of `StackTraceElement`s from a throwable's backtrace.
pub fn fill_elements(cx: &mut Cx, array: Handle<'_>, throwable: Handle<'_>) -> JResult<()> {
    let elements = elements(throwable.get(cx));
    let n = elements.len().min(array.get(cx).array_length());
    for (index, element) in elements.into_iter().take(n).enumerate() {
        let scope = HandleScope::enter(cx);
        let target = scope.handle(array.get(cx).load_element(index));
        fill_element(cx, target, element)?;
    }
    Ok(())
}

/// Is the frame left out by caller-sensitive walks: reflection and compiled lambda forms?
pub fn is_ignored_by_security_walk(method: &Method) -> bool {
    method.has(MethodFlag::CompiledLambdaForm)
        || (method.name == "invoke" && *method.class == *KnownClass::Method.get())
        || method
            .class
            .is_subtype_of(KnownClass::MethodAccessorImpl.get())
}
