//! `StackWalker`: filling the buffers of `java.lang.StackStreamFactory` with frames.
//!
//! A walk begins in `callStackWalk`, which fills the first batch, calls back `doStackWalk` and
//! returns its result; `fetchStackFrames` fills further batches while that call lasts. A walk is
//! identified by a number, and by a marker in element 0 of the buffer. The frames that are walked
//! are below the native frame of `callStackWalk`, so they stay where they are.

use crate::live_frames;
use std::cell::RefCell;
use std::iter::Peekable;
use vm_runtime::call::{self, Arg};
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::known::{self, KnownClass};
use vm_runtime::method::{Method, MethodFlag};
use vm_runtime::oop::Oop;
use vm_runtime::resolve::member_names;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult, Thrown};
use vm_runtime::walk::{self, Frames, JavaFrame};

/// Mode bit: the buffer takes classes.
const CLASSES_ONLY: i64 = 0x2;
/// Mode bit: asked by `StackWalker.getCallerClass`.
const GET_CALLER_CLASS: i64 = 0x4;
/// Mode bit: hidden frames are shown.
const SHOW_HIDDEN: i64 = 0x20;
/// Mode bit: the buffer takes `LiveStackFrameInfo`, which shows locals, operands and monitors.
const LIVE: i64 = 0x100;
/// Element of the buffer that holds the marker.
const MARKER: usize = 0;

/// A walk that is going on.
#[derive(Clone)]
struct Walk {
    /// What Java knows it by.
    anchor: i64,
    /// The frames that have not been shown.
    rest: Peekable<Frames>,
}

thread_local! {
    static WALKS: RefCell<Vec<Walk>> = const { RefCell::new(Vec::new()) };
}

/// What Java asks of one batch.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    /// Mode bits.
    pub(crate) mode: i64,
    /// Most frames.
    pub(crate) count: i32,
    /// First element to fill.
    pub(crate) start: i32,
    /// `Class[]` or `StackFrameInfo[]`.
    pub(crate) buffer: Handle<'a>,
}

fn internal_error(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/InternalError", Some(message))
}

/// Does the frame belong to the stack walker itself?
fn is_walker(method: &Method) -> bool {
    let walker = KnownClass::AbstractStackWalker.get();
    let class = method.class;
    class == walker
        || class.super_class.is_some_and(|parent| parent == walker)
        || (class.loader.is_boot && class.name == "java/lang/StackWalker")
}

/// `callStackWalk`: fills the first batch and lets Java consume it.
pub(crate) fn walk(
    cx: &mut Cx,
    scope: &HandleScope,
    stream: Handle<'_>,
    skip: i32,
    batch: Batch<'_>,
) -> JResult<u64> {
    if batch.buffer.is_null() {
        let message = Some("frames_array is NULL");
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            message,
        ));
    }
    let mut rest = walk::frames(cx.thread()).peekable();
    while rest.next_if(|frame| is_walker(frame.method)).is_some() {}
    for _ in 0..skip {
        rest.next();
    }
    let mut end = batch.start;
    if rest.peek().is_some() {
        end = fill(cx, &mut rest, batch)?;
        if end == batch.start {
            return Err(internal_error(cx, "stack walk: decode failed"));
        }
    }
    let anchor = WALKS.with_borrow_mut(|walks| {
        let anchor = walks.len() as i64 + 1;
        walks.push(Walk { anchor, rest });
        anchor
    });
    batch
        .buffer
        .get(cx)
        .store_element(MARKER, cx.thread_object());
    let method = KnownClass::AbstractStackWalker
        .get()
        .declared_method(
            Symbol::from("doStackWalk"),
            Symbol::from("(JIIII)Ljava/lang/Object;"),
        )
        .expect("AbstractStackWalker has doStackWalk");
    let arguments = [
        Arg::Ref(stream),
        Arg::Long(anchor),
        Arg::Int(skip),
        Arg::Int(batch.count),
        Arg::Int(batch.start),
        Arg::Int(end),
    ];
    let result = call::invoke(cx, method, &arguments);
    WALKS.with_borrow_mut(|walks| walks.pop());
    let result = scope.handle(result?.oop(cx));
    let is_intact = batch.buffer.get(cx).load_element(MARKER) == cx.thread_object();
    batch.buffer.get(cx).store_element(MARKER, Oop::NULL);
    if !is_intact {
        return Err(internal_error(cx, "doStackWalk: corrupted buffers on exit"));
    }
    Ok(result.get(cx).raw())
}

/// `fetchStackFrames`: fills a further batch of the walk; returns the end of what is filled.
pub(crate) fn fetch(cx: &mut Cx, anchor: i64, batch: Batch<'_>) -> JResult<i32> {
    if batch.buffer.is_null() {
        let message = Some("frames_array is NULL");
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            message,
        ));
    }
    let walk = WALKS.with_borrow(|walks| walks.iter().find(|walk| walk.anchor == anchor).cloned());
    let is_ours = batch.buffer.get(cx).load_element(MARKER) == cx.thread_object();
    let Some(Walk { mut rest, .. }) = walk.filter(|_| is_ours) else {
        return Err(internal_error(cx, "doStackWalk: corrupted buffers"));
    };
    if batch.count <= 0 || rest.peek().is_none() {
        return Ok(batch.start);
    }
    let end = fill(cx, &mut rest, batch)?;
    WALKS.with_borrow_mut(|walks| {
        if let Some(walk) = walks.iter_mut().find(|walk| walk.anchor == anchor) {
            walk.rest = rest;
        }
    });
    if end == batch.start {
        return Err(internal_error(cx, "doStackWalk: later decode failed"));
    }
    Ok(end)
}

/// Fills one batch with frames of `rest`, which is advanced; returns the end of what is filled.
fn fill(cx: &mut Cx, rest: &mut Peekable<Frames>, batch: Batch<'_>) -> JResult<i32> {
    let skips_hidden = batch.mode & SHOW_HIDDEN == 0 || batch.mode & GET_CALLER_CLASS != 0;
    let mut end = batch.start;
    while end - batch.start < batch.count {
        let Some(frame) = rest.next() else { break };
        let method = frame.method;
        if skips_hidden && method.has(MethodFlag::Hidden) {
            continue;
        }
        let index = end;
        end += 1;
        if batch.mode & CLASSES_ONLY == 0 {
            fill_info(cx, batch, index as usize, frame)?;
            continue;
        }
        let asks_caller = batch.mode & GET_CALLER_CLASS != 0 && index == batch.start;
        if asks_caller && method.has(MethodFlag::CallerSensitive) {
            let message = format!(
                "StackWalker::getCallerClass called from @CallerSensitive '{}' method",
                method.external_name()
            );
            return Err(exceptions::throw(
                cx,
                "java/lang/UnsupportedOperationException",
                Some(&message),
            ));
        }
        let mirror = method.class.mirror(cx);
        batch.buffer.get(cx).store_element(index as usize, mirror);
    }
    Ok(end)
}

/// Fills the `StackFrameInfo` that Java has put into the buffer.
fn fill_info(cx: &mut Cx, batch: Batch<'_>, index: usize, frame: JavaFrame) -> JResult<()> {
    let scope = HandleScope::enter(cx);
    let info = scope.handle(batch.buffer.get(cx).load_element(index));
    let bci = frame.bci().map_or(0, i32::from);
    info.get(cx).store_i32(known::STACK_FRAME_BCI.offset(), bci);
    let member = scope.handle(known::STACK_FRAME_MEMBER_NAME.load(info.get(cx)));
    member_names::init_method(cx, member, frame.method)?;
    if batch.mode & LIVE != 0 {
        live_frames::fill(cx, info, frame)?;
    }
    Ok(())
}
