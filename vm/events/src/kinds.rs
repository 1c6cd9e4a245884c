//! The kinds of events, as one table: the enum, its JSON form, the documentation and the text
//! that tools show derive from it.
//!
//! Fields that several kinds have mean the same in each: `method` is a name for people
//! (`java.lang.String::hashCode`), `id` the number of a compilation, `tier` one of `T0`, `quick`
//! and `full`, `osr` the loop header of an OSR compilation.

use serde::{Deserialize, Serialize};

/// A kind, for documentation and text.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The value of `kind` in a line.
    pub name: &'static str,
    /// What has happened.
    pub about: &'static str,
    /// What is told, in order.
    pub fields: &'static [Field],
}

/// A field of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name.
    pub name: &'static str,
    /// Type, as in Rust.
    pub r#type: &'static str,
    /// What it means.
    pub about: &'static str,
}

macro_rules! events {
    ($(
        #[doc = $about:literal]
        $variant:ident $name:literal {
            $(#[doc = $field_about:literal] $field:ident: $type:ty,)+
        }
    )+) => {
        /// What happened.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum Event {
            $(
                #[doc = $about]
                #[serde(rename = $name)]
                $variant { $(#[doc = $field_about] $field: $type,)+ },
            )+
        }

        /// All kinds.
        pub const KINDS: &[Kind] = &[
            $(Kind {
                name: $name,
                about: $about.trim_ascii(),
                fields: &[$(Field {
                    name: stringify!($field),
                    r#type: stringify!($type),
                    about: $field_about.trim_ascii(),
                },)+],
            },)+
        ];

        impl Event {
            /// Its kind.
            pub fn kind(&self) -> &'static Kind {
                let name = match self {
                    $(Event::$variant { .. } => $name,)+
                };
                KINDS
                    .iter()
                    .find(|kind| kind.name == name)
                    .expect("the table has every variant")
            }
        }
    };
}

events! {
    /// The tiering policy was asked and wants something to be done.
    PolicyDecision "policy_decision" {
        /// The method.
        method: String,
        /// What had happened: `call`, `back_edge`, `deoptimized` or `waiting`.
        event: String,
        /// What is to be done: `compile`, `keep` or `discard`.
        action: String,
        /// The tier, if it is to be compiled.
        tier: Option<String>,
        /// The loop header, if a loop is to be compiled.
        osr: Option<u32>,
        /// Why.
        reason: String,
        /// Calls counted.
        calls: u64,
        /// Back edges counted.
        back_edges: u64,
        /// Requests that waited.
        n_waiting: u32,
        /// Bytes of bytecode; absent from traces of earlier versions.
        size: Option<u32>,
    }
    /// A compilation was requested.
    CompileQueued "compile_queued" {
        /// The method.
        method: String,
        /// The tier.
        tier: String,
        /// The loop header.
        osr: Option<u32>,
        /// Why.
        reason: String,
        /// Greater goes first.
        priority: u64,
        /// Does the requester wait?
        is_blocking: bool,
    }
    /// A compiler has begun.
    CompileStarted "compile_started" {
        /// The compilation.
        id: u32,
        /// The method.
        method: String,
        /// The tier.
        tier: String,
        /// The loop header.
        osr: Option<u32>,
        /// Nanoseconds in the queue.
        waited_ns: u64,
    }
    /// Code is installed, and calls or loops enter it.
    CompileInstalled "compile_installed" {
        /// The compilation.
        id: u32,
        /// The method.
        method: String,
        /// The tier.
        tier: String,
        /// The loop header.
        osr: Option<u32>,
        /// Bytes of bytecode, without what was inlined.
        size: u32,
        /// Bytes of machine code, constants included.
        code_size: u32,
        /// Nanoseconds of the compiler.
        compile_ns: u64,
    }
    /// The compiler has declined, and nothing runs differently.
    CompileBailout "compile_bailout" {
        /// The compilation.
        id: u32,
        /// The method.
        method: String,
        /// The tier.
        tier: String,
        /// The loop header.
        osr: Option<u32>,
        /// Why.
        reason: String,
        /// Would it decline again?
        is_final: bool,
    }
    /// A request was dropped, because its method was not used any more.
    CompileDropped "compile_dropped" {
        /// The method.
        method: String,
        /// The tier.
        tier: String,
        /// The loop header.
        osr: Option<u32>,
        /// Why.
        reason: String,
    }
    /// The compiler has panicked: a mistake in it, which costs this method its code.
    CompilePanicked "compile_panicked" {
        /// The method.
        method: String,
        /// The tier.
        tier: String,
        /// What it said, and where.
        message: String,
    }
    /// Compiled code was left for the interpreter.
    Deoptimized "deoptimized" {
        /// The method of the innermost frame.
        method: String,
        /// The instruction that the interpreter goes on with.
        bci: u32,
        /// Why, in the words of the IR.
        reason: String,
        /// The compilation.
        id: u32,
        /// Interpreter frames that were written.
        n_frames: u32,
        /// Deoptimizations of this compilation so far.
        n_deopts: u32,
    }
    /// Code is not entered any more.
    Invalidated "invalidated" {
        /// The compilation.
        id: u32,
        /// The method.
        method: String,
        /// Why.
        reason: String,
        /// What it relied on, and what has ended that.
        cause: Option<String>,
    }
    /// A running loop has entered compiled code.
    OsrEntered "osr_entered" {
        /// The method.
        method: String,
        /// The loop header.
        bci: u32,
        /// The compilation.
        id: u32,
    }
    /// The compiler has put a callee in place of a call, or has not.
    Inlined "inlined" {
        /// The compilation.
        id: u32,
        /// The caller.
        method: String,
        /// The call.
        bci: u32,
        /// The callee.
        callee: String,
        /// Calls around it that were inlined.
        depth: u32,
        /// Was it inlined?
        is_inlined: bool,
        /// Why, or why not.
        reason: String,
    }
    /// An inline cache has changed its state.
    InlineCache "inline_cache" {
        /// The caller.
        method: String,
        /// The call.
        bci: u32,
        /// One of `uninitialized`, `monomorphic`, `polymorphic`, `megamorphic`.
        from: String,
        /// Likewise.
        to: String,
        /// The receiver's class.
        class: String,
    }
    /// A class was defined.
    ClassLoaded "class_loaded" {
        /// Its name, with points.
        class: String,
        /// Where it is from, in the words of `-Xlog:class+load`.
        source: String,
    }
    /// The heap was collected.
    Collection "collection" {
        /// Collections before it.
        number: u64,
        /// Were only young objects looked at?
        is_young: bool,
        /// Why, in the words of `-Xlog:gc`.
        cause: String,
        /// Bytes in use before.
        used_before: u64,
        /// Bytes in use after.
        used_after: u64,
        /// Nanoseconds that no thread ran.
        pause_ns: u64,
    }
    /// What is in the code cache.
    CodeCache "code_cache" {
        /// Bytes used.
        used: u64,
        /// Bytes free.
        free: u64,
        /// Pieces of code.
        n_blobs: u32,
    }
}

#[cfg(test)]
mod tests {
    use super::KINDS;

    #[test]
    fn names_are_words_and_sentences_end() {
        for kind in KINDS {
            let is_word = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            assert!(
                is_word(kind.name) && kind.about.ends_with('.'),
                "{}",
                kind.name
            );
            for field in kind.fields {
                assert!(is_word(field.name), "{}", field.name);
                assert!(field.about.ends_with(['.', '?']), "{}", field.name);
                assert!(!["t", "kind"].contains(&field.name), "of every line");
            }
        }
    }
}
