//! Attributes of the class (JVMS §4.7).
//!
//! Like the reference VM, most tables are only located while the attributes are walked and parsed
//! afterwards, in a fixed order; the order decides which of several defects is reported.

use std::collections::HashMap;

use crate::access_flags as flags;
use crate::attribute::{AttributeHeader, RawAttribute};
use crate::class::{Context, Seen};
use crate::constants::{Constant, ConstantPool};
use crate::error::{Error, ErrorKind};
use crate::module::{Module, indices};
use crate::reader::Reader;
use crate::record::RecordComponent;

/// What the class attributes say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassAttributes<'a> {
    /// `Utf8` index of the source file's name.
    pub source_file: Option<u16>,
    /// `Utf8` index of the generic signature.
    pub signature: Option<u16>,
    /// Member classes and every other nested class mentioned in the constant pool.
    pub inner_classes: Vec<InnerClass>,
    /// Where a local or anonymous class stands.
    pub enclosing_method: Option<EnclosingMethod>,
    /// Bootstrap methods of dynamic constants and call sites.
    pub bootstrap_methods: Vec<BootstrapMethod>,
    /// `Class` index of the nest host.
    pub nest_host: Option<u16>,
    /// `Class` indices of the other classes of the nest.
    pub nest_members: Vec<u16>,
    /// Record components; present and empty for a record without any.
    pub record: Option<Vec<RecordComponent<'a>>>,
    /// `Class` indices of what a sealed class permits.
    pub permitted_subclasses: Option<Vec<u16>>,
    /// Body of `RuntimeVisibleAnnotations`.
    pub runtime_visible_annotations: Option<&'a [u8]>,
    /// Body of `RuntimeVisibleTypeAnnotations`.
    pub runtime_visible_type_annotations: Option<&'a [u8]>,
    /// Body of `SourceDebugExtension`.
    pub source_debug_extension: Option<&'a [u8]>,
    /// The module declaration of a `module-info`.
    pub module: Option<Box<Module>>,
    /// Has a `Synthetic` attribute.
    pub synthetic: bool,
    /// Has a `Deprecated` attribute.
    pub deprecated: bool,
    /// Every attribute, in file order; empty unless
    /// [`ParseOptions::keep_raw_attributes`](crate::ParseOptions::keep_raw_attributes).
    pub attributes: Vec<RawAttribute<'a>>,
}

/// A row of `InnerClasses` (JVMS §4.7.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InnerClass {
    /// `Class` index.
    pub inner: u16,
    /// `Class` index of the class it is a member of, or 0.
    pub outer: u16,
    /// `Utf8` index of its simple name; 0 for an anonymous class.
    pub name: u16,
    /// Flags as declared in the source.
    pub flags: u16,
}

/// `EnclosingMethod` (JVMS §4.7.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnclosingMethod {
    /// `Class` index.
    pub class: u16,
    /// `NameAndType` index, or 0 outside of any method.
    pub method: u16,
}

/// A row of `BootstrapMethods` (JVMS §4.7.23).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BootstrapMethod {
    /// `MethodHandle` index.
    pub method_ref: u16,
    /// Indices of loadable constants.
    pub arguments: Vec<u16>,
}

/// A table whose parsing is put off.
type Located<'a> = Option<(Reader<'a>, AttributeHeader<'a>)>;

#[derive(Default)]
struct Postponed<'a> {
    inner_classes: Located<'a>,
    nest_members: Located<'a>,
    record: Located<'a>,
    permitted_subclasses: Located<'a>,
}

const PLACE: &str = "";

impl<'a> ClassAttributes<'a> {
    pub(crate) fn parse(
        reader: &mut Reader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<Self, Error> {
        let start = reader.position();
        let mut this = Self::default();
        let mut seen = cx.seen();
        let mut postponed = Postponed::default();
        for _ in 0..reader.u2()? {
            let header =
                AttributeHeader::read(reader, pool, |index| ErrorKind::BadAttributeName { index })?;
            let body = header.body(&mut reader.clone());
            this.attribute(reader, header, pool, cx, &mut seen, &mut postponed)?;
            if cx.options.keep_raw_attributes {
                this.attributes.push(body?);
            }
        }
        this.finish(postponed, pool, cx)?;
        if !seen.has("BootstrapMethods") && cx.max_bootstrap_index(pool).is_some() {
            return Err(Error::new(start, ErrorKind::MissingBootstrapMethods));
        }
        Ok(this)
    }

    fn attribute(
        &mut self,
        reader: &mut Reader<'a>,
        header: AttributeHeader<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
        seen: &mut Seen,
        postponed: &mut Postponed<'a>,
    ) -> Result<(), Error> {
        let located = |reader: &mut Reader<'a>, header: AttributeHeader<'a>| {
            let start = reader.clone();
            header.body(reader)?;
            Ok::<_, Error>(Some((start, header)))
        };
        match header.name {
            b"SourceFile" => {
                if header.length != 2 && cx.options.verify {
                    let attribute = "SourceFile";
                    return Err(header.error(ErrorKind::WrongLength { attribute }));
                }
                seen.once(&header, "SourceFile", PLACE)?;
                let index = reader.u2()?;
                self.source_file = Some(header.utf8_index(pool, index, "SourceFile")?);
            }
            b"SourceDebugExtension" => {
                seen.once(&header, "SourceDebugExtension", PLACE)?;
                self.source_debug_extension = Some(header.body(reader)?.body);
            }
            b"InnerClasses" => {
                seen.once(&header, "InnerClasses", PLACE)?;
                postponed.inner_classes = located(reader, header)?;
            }
            b"Synthetic" => {
                header.empty("Synthetic", " classfile attribute")?;
                self.synthetic = true;
            }
            b"Deprecated" => {
                header.empty("Deprecated", " classfile attribute")?;
                self.deprecated = true;
            }
            b"Signature" if cx.major >= 49 => {
                let names = (PLACE, "Signature of component");
                header.signature(reader, pool, &mut self.signature, names, |length| {
                    ErrorKind::WrongLengthOf {
                        attribute: "Signature",
                        length,
                    }
                })?;
            }
            b"EnclosingMethod" if cx.major >= 49 => {
                seen.once(&header, "EnclosingMethod", PLACE)?;
                self.enclosing_method = Some(EnclosingMethod::parse(reader, &header, pool)?);
            }
            b"BootstrapMethods" if cx.major >= 51 => {
                seen.once(&header, "BootstrapMethods", PLACE)?;
                self.bootstrap_methods = parse_bootstrap_methods(reader, &header, pool, cx)?;
            }
            b"NestMembers" if cx.major >= 55 => {
                seen.once(&header, "NestMembers", PLACE)?;
                if self.nest_host.is_some() {
                    let (first, second) = ("NestHost", "NestMembers");
                    return Err(header.error(ErrorKind::ConflictingNest { first, second }));
                }
                postponed.nest_members = located(reader, header)?;
            }
            b"NestHost" if cx.major >= 55 => {
                seen.once(&header, "NestHost", PLACE)?;
                if postponed.nest_members.is_some() {
                    let (first, second) = ("NestMembers", "NestHost");
                    return Err(header.error(ErrorKind::ConflictingNest { first, second }));
                }
                if header.length != 2 && cx.options.verify {
                    let attribute = "NestHost";
                    return Err(header.error(ErrorKind::WrongLength { attribute }));
                }
                let index = reader.u2()?;
                if !pool.is_class(index) {
                    let what = "Nest-host class_info_index";
                    return Err(header.error(ErrorKind::BadConstantType { what, index }));
                }
                self.nest_host = Some(index);
            }
            b"Record" if cx.major >= 60 => {
                seen.once(&header, "Record", PLACE)?;
                postponed.record = located(reader, header)?;
            }
            b"PermittedSubclasses" if cx.major >= 61 => {
                seen.once(&header, "PermittedSubclasses", PLACE)?;
                if cx.access_flags & flags::FINAL != 0 {
                    return Err(header.error(ErrorKind::PermittedSubclassesInFinal));
                }
                postponed.permitted_subclasses = located(reader, header)?;
            }
            b"Module" if cx.options.allow_modules => {
                self.module = Some(Box::new(Module::parse(reader, &header)?));
            }
            _ => {
                let raw = header.body(reader)?;
                if cx.major >= 49 {
                    seen.annotations(&header, PLACE)?;
                    match header.name {
                        b"RuntimeVisibleAnnotations" => {
                            self.runtime_visible_annotations = Some(raw.body);
                        }
                        b"RuntimeVisibleTypeAnnotations" => {
                            self.runtime_visible_type_annotations = Some(raw.body);
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(
        &mut self,
        postponed: Postponed<'a>,
        pool: &ConstantPool<'a>,
        cx: &Context<'_>,
    ) -> Result<(), Error> {
        let wrong_length = |reader: &Reader<'a>, header: &AttributeHeader<'a>, attribute| {
            if cx.options.verify && !header.ends_at(reader) {
                return Err(header.error(ErrorKind::WrongLength { attribute }));
            }
            Ok(())
        };
        if let Some((mut reader, header)) = postponed.inner_classes {
            self.inner_classes = parse_inner_classes(&mut reader, &header, pool, cx)?;
            if cx.major >= 49 {
                wrong_length(&reader, &header, "InnerClasses")?;
            }
        }
        if let Some((mut reader, header)) = postponed.nest_members {
            let what = "Nest member class_info_index";
            self.nest_members = parse_classes(&mut reader, &header, pool, what)?;
            wrong_length(&reader, &header, "NestMembers")?;
        }
        if let Some((mut reader, header)) = postponed.record {
            self.record = Some(RecordComponent::parse_all(&mut reader, &header, pool, cx)?);
        }
        if let Some((mut reader, header)) = postponed.permitted_subclasses {
            let what = "Permitted subclass class_info_index";
            self.permitted_subclasses = Some(parse_classes(&mut reader, &header, pool, what)?);
            wrong_length(&reader, &header, "PermittedSubclasses")?;
        }
        Ok(())
    }
}

impl EnclosingMethod {
    fn parse<'a>(
        reader: &mut Reader<'a>,
        header: &AttributeHeader<'a>,
        pool: &ConstantPool<'a>,
    ) -> Result<Self, Error> {
        if header.length != 4 {
            let (attribute, length) = ("EnclosingMethod", header.length);
            return Err(header.error(ErrorKind::WrongLengthOf { attribute, length }));
        }
        let this = Self {
            class: reader.u2()?,
            method: reader.u2()?,
        };
        if this.class == 0 {
            return Err(header.error(ErrorKind::ZeroEnclosingClass));
        }
        if !pool.is_class(this.class) {
            return Err(header.error(ErrorKind::BadEnclosingClass));
        }
        let named = matches!(pool.get(this.method), Some(Constant::NameAndType { .. }));
        if this.method != 0 && !named {
            return Err(header.error(ErrorKind::BadEnclosingMethod));
        }
        Ok(this)
    }
}

/// A list of `Class` indices.
fn parse_classes<'a>(
    reader: &mut Reader<'a>,
    header: &AttributeHeader<'a>,
    pool: &ConstantPool<'a>,
    what: &'static str,
) -> Result<Vec<u16>, Error> {
    let classes = indices(reader)?;
    match classes.iter().find(|&&index| !pool.is_class(index)) {
        None => Ok(classes),
        Some(&index) => Err(header.error(ErrorKind::BadConstantType { what, index })),
    }
}

fn parse_bootstrap_methods<'a>(
    reader: &mut Reader<'a>,
    header: &AttributeHeader<'a>,
    pool: &ConstantPool<'a>,
    cx: &Context<'_>,
) -> Result<Vec<BootstrapMethod>, Error> {
    let length = header.length;
    if length < 2 {
        return Err(header.error(ErrorKind::BootstrapShort { length }));
    }
    reader.require(length as usize)?;
    let n_methods = reader.u2()?;
    if cx
        .max_bootstrap_index(pool)
        .is_some_and(|max| max >= n_methods)
    {
        return Err(header.error(ErrorKind::BootstrapTooShort));
    }
    // The reference VM copies the table into an array of this many u2s.
    let capacity = (length as usize - 2) / 2;
    let mut filled = 0;
    let mut methods = Vec::new();
    for _ in 0..n_methods {
        reader.require(4)?;
        let method_ref = reader.u2()?;
        let n_arguments = usize::from(reader.u2()?);
        if !matches!(pool.get(method_ref), Some(Constant::MethodHandle { .. })) {
            let what = "bootstrap_method_index";
            return Err(header.error(ErrorKind::BadConstantType {
                what,
                index: method_ref,
            }));
        }
        if filled + 1 + n_arguments >= capacity {
            return Err(header.error(ErrorKind::BootstrapNumbers));
        }
        filled += 2 + n_arguments;
        reader.require(2 * n_arguments)?;
        let mut arguments = Vec::with_capacity(n_arguments);
        for _ in 0..n_arguments {
            let index = reader.u2()?;
            if !pool.get(index).is_some_and(Constant::is_loadable) {
                let what = "argument_index";
                return Err(header.error(ErrorKind::BadConstantType { what, index }));
            }
            arguments.push(index);
        }
        methods.push(BootstrapMethod {
            method_ref,
            arguments,
        });
    }
    if !header.ends_at(reader) {
        return Err(header.error(ErrorKind::BootstrapLength));
    }
    Ok(methods)
}

fn parse_inner_classes<'a>(
    reader: &mut Reader<'a>,
    header: &AttributeHeader<'a>,
    pool: &ConstantPool<'a>,
    cx: &Context<'_>,
) -> Result<Vec<InnerClass>, Error> {
    let count = usize::from(reader.u2()?);
    reader.require(8 * count)?;
    let mut classes = Vec::with_capacity(count);
    for _ in 0..count {
        let bad = |what, index| header.error(ErrorKind::BadConstantType { what, index });
        let inner = reader.u2()?;
        if !pool.is_class(inner) {
            return Err(bad("inner_class_info_index", inner));
        }
        let outer = reader.u2()?;
        if outer != 0 {
            match pool.class_name(outer) {
                None => return Err(bad("outer_class_info_index", outer)),
                Some([b'[', ..]) => return Err(header.error(ErrorKind::OuterIsArray)),
                Some(_) => {}
            }
        }
        let name = reader.u2()?;
        if name != 0 && !pool.is_utf8(name) {
            return Err(bad("inner_name_index", name));
        }
        if cx.options.verify && inner == outer {
            return Err(header.error(ErrorKind::BothOuterAndInner));
        }
        let flags = cx.class_flags(reader.u2()?, flags::INNER_CLASS_FLAGS);
        cx.check_class_modifiers(flags)
            .map_err(|kind| header.error(kind))?;
        classes.push(InnerClass {
            inner,
            outer,
            name,
            flags,
        });
    }
    if cx.options.verify && is_circular(&classes, header, pool, cx)? {
        // Like the reference VM: a table that contradicts itself is as good as none.
        classes.clear();
    }
    Ok(classes)
}

/// Whether a class is its own outer class, directly or not, or stands in the table twice.
///
/// Linear in the size of the table: `walk` follows every row's chain of outer classes once.
fn is_circular(
    classes: &[InnerClass],
    header: &AttributeHeader<'_>,
    pool: &ConstantPool<'_>,
    cx: &Context<'_>,
) -> Result<bool, Error> {
    let name_of = |class| pool.class_name(class).unwrap_or_default();
    let mut first_of_name = HashMap::new();
    for (i, row) in classes.iter().enumerate() {
        first_of_name.entry(name_of(row.inner)).or_insert(i);
    }
    let next = |i: usize| match classes[i].outer {
        0 => None,
        outer => first_of_name.get(name_of(outer)).copied(),
    };
    // For each row, the next one with the same inner class index.
    let mut same_inner = vec![None; classes.len()];
    let mut last = HashMap::new();
    for (i, row) in classes.iter().enumerate().rev() {
        same_inner[i] = last.insert(row.inner, i);
    }
    let mut states = vec![ChainState::New; classes.len()];
    for (i, row) in classes.iter().enumerate() {
        let is_own_outer = row.outer != 0 && name_of(row.outer) == name_of(row.inner);
        if is_own_outer || walk(i, &mut states, next) {
            return Ok(true);
        }
        if let Some(other) = same_inner[i] {
            if *row == classes[other] && cx.major >= 49 {
                return Err(header.error(ErrorKind::DuplicateInnerClass));
            }
            return Ok(true);
        }
    }
    Ok(false)
}

#[derive(Clone, Copy, PartialEq)]
enum ChainState {
    New,
    OnPath,
    Ends,
}

/// Follows `next` from `start`; whether it goes round in a circle.
fn walk(start: usize, states: &mut [ChainState], next: impl Fn(usize) -> Option<usize>) -> bool {
    let mut path = Vec::new();
    let mut current = Some(start);
    while let Some(i) = current {
        match states[i] {
            ChainState::OnPath => return true,
            ChainState::Ends => break,
            ChainState::New => {
                states[i] = ChainState::OnPath;
                path.push(i);
                current = next(i);
            }
        }
    }
    for i in path {
        states[i] = ChainState::Ends;
    }
    false
}
