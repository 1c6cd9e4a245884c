//! The whole class file (JVMS §4.1).

use std::collections::HashSet;

use crate::access_flags as flags;
use crate::class_attributes::ClassAttributes;
use crate::constants::{Constant, ConstantPool};
use crate::error::{Error, ErrorKind};
use crate::field::FieldInfo;
use crate::method::MethodInfo;
use crate::reader::Reader;
use crate::{MAX_MAJOR, MIN_MAJOR, PREVIEW_MINOR, mutf8};

pub(crate) use crate::attribute::Seen;

/// How strictly to parse.
#[derive(Clone, Copy, Debug)]
pub struct ParseOptions<'n> {
    /// Make every check of JVMS §4. Without it only those are made that the VM needs to be safe;
    /// meant for the boot loader's classes, as in HotSpot.
    pub verify: bool,
    /// Do not check names for illegal characters, which HotSpot leaves out for the platform
    /// loader's classes.
    pub relaxed_names: bool,
    /// The name of the class that is being looked for, in internal form. It stands in messages,
    /// and another name in the file is an error.
    pub expected_name: Option<&'n [u8]>,
    /// Accept the preview features of version 61 (`--enable-preview`).
    pub enable_preview: bool,
    /// Accept `module-info` classes, for tools. A VM cannot define them.
    pub allow_modules: bool,
    /// Fill the `attributes` lists. Costs memory that only tools need.
    pub keep_raw_attributes: bool,
}

impl Default for ParseOptions<'_> {
    fn default() -> Self {
        Self {
            verify: true,
            relaxed_names: false,
            expected_name: None,
            enable_preview: false,
            allow_modules: false,
            keep_raw_attributes: false,
        }
    }
}

/// A parsed class file.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassFile<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// Minor version.
    pub minor: u16,
    /// Major version.
    pub major: u16,
    /// The constant pool.
    pub pool: ConstantPool<'a>,
    /// Flags, only those that mean something for a class.
    pub access_flags: u16,
    /// All the flag bits that stand in the file.
    pub raw_access_flags: u16,
    /// `Class` index of this class.
    pub this_class: u16,
    /// `Class` index of the superclass; 0 for `java/lang/Object`.
    pub super_class: u16,
    /// `Class` indices of the direct superinterfaces.
    pub interfaces: Vec<u16>,
    /// Fields in file order.
    pub fields: Vec<FieldInfo<'a>>,
    /// Methods in file order.
    pub methods: Vec<MethodInfo<'a>>,
    /// What the attributes say.
    pub attributes: ClassAttributes<'a>,
}

/// What the parsers of the parts need to know about the file.
pub(crate) struct Context<'n> {
    pub(crate) options: ParseOptions<'n>,
    pub(crate) major: u16,
    pub(crate) access_flags: u16,
    pub(crate) is_interface: bool,
}

const UNKNOWN_NAME: &[u8] = b"<Unknown>";

impl<'a> ClassFile<'a> {
    /// Parses `bytes`.
    pub fn parse(bytes: &'a [u8], options: ParseOptions<'_>) -> Result<Self, Error> {
        // The name for messages is known better as parsing goes on.
        let mut name = options.expected_name.unwrap_or(UNKNOWN_NAME).to_vec();
        parse(bytes, options, &mut name).map_err(|mut error| {
            error.class_name = mutf8::to_string(&name).into_boxed_str();
            error
        })
    }

    /// Names of the class and its superinterfaces, as far as `bytes` are well-formed. A VM loads each
    /// interface before it looks at the rest of the file, and its error comes first.
    pub fn head_names(
        bytes: &'a [u8],
        options: ParseOptions<'_>,
    ) -> Option<(&'a [u8], Vec<&'a [u8]>)> {
        let mut reader = Reader::new(bytes);
        let head = parse_head(&mut reader, options, &mut Vec::new()).ok()?;
        let mut interfaces = Vec::new();
        // What is wrong there has been reported.
        let _ = parse_interfaces(&mut reader, &head.pool, &head.cx, &mut interfaces);
        let indices = interfaces.iter();
        let names = indices.filter_map(|&index| head.pool.class_name(index));
        Some((head.this_name, names.collect()))
    }

    /// The name of the class, in internal form.
    pub fn name(&self) -> &'a [u8] {
        self.pool
            .class_name(self.this_class)
            .expect("checked by the parser")
    }

    /// The name of the superclass, in internal form.
    pub fn super_name(&self) -> Option<&'a [u8]> {
        self.pool.class_name(self.super_class)
    }

    /// The names of the direct superinterfaces, in internal form.
    pub fn interface_names(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.interfaces
            .iter()
            .filter_map(|&index| self.pool.class_name(index))
    }
}

/// What stands before the interfaces.
struct Head<'a, 'n> {
    cx: Context<'n>,
    minor: u16,
    pool: ConstantPool<'a>,
    /// Where the constant pool ends.
    start: usize,
    raw_access_flags: u16,
    this_class: u16,
    this_name: &'a [u8],
    super_class: u16,
}

fn parse_head<'a, 'n>(
    reader: &mut Reader<'a>,
    options: ParseOptions<'n>,
    name: &mut Vec<u8>,
) -> Result<Head<'a, 'n>, Error> {
    reader.require(8)?;
    let magic = reader.u4()?;
    if magic != 0xcafe_babe {
        return Err(Error::new(0, ErrorKind::BadMagic { magic }));
    }
    let (minor, major) = (reader.u2()?, reader.u2()?);
    check_version(major, minor, &options).map_err(|kind| Error::new(4, kind))?;
    let mut cx = Context {
        options,
        major,
        access_flags: 0,
        is_interface: false,
    };

    reader.require(3)?;
    let pool_size = reader.u2()?;
    if pool_size == 0 {
        return Err(Error::new(8, ErrorKind::BadPoolSize { size: 0 }));
    }
    let (pool, module_tag) = ConstantPool::parse(reader, pool_size, &cx)?;
    let module_tag = module_tag.filter(|_| !options.allow_modules);
    if module_tag.is_none() {
        cx.check_pool(&pool)?;
    }

    reader.require(8)?;
    let start = reader.position();
    let at_start = |kind| Error::new(start, kind);
    let raw_access_flags = reader.u2()?;
    let access_flags = cx.class_flags(raw_access_flags, flags::CLASS_FLAGS);
    cx.check_class_modifiers(access_flags).map_err(at_start)?;
    if let Some(tag) = module_tag {
        return Err(at_start(ErrorKind::UnknownTag { tag }));
    }
    cx.access_flags = access_flags;
    cx.is_interface = access_flags & flags::INTERFACE != 0;

    let this_class = reader.u2()?;
    let Some(this_name) = pool.class_name(this_class) else {
        return Err(at_start(ErrorKind::BadThisClass { index: this_class }));
    };
    if options.verify && this_name.first() == Some(&b'[') {
        return Err(at_start(ErrorKind::BadClassName));
    }
    if options
        .expected_name
        .is_some_and(|expected| expected != this_name)
    {
        let in_file = mutf8::to_string(this_name).into_boxed_str();
        return Err(at_start(ErrorKind::WrongName { in_file }));
    }
    *name = this_name.to_vec();

    let super_class = reader.u2()?;
    check_super(&pool, this_name, super_class, &cx).map_err(at_start)?;
    Ok(Head {
        cx,
        minor,
        pool,
        start,
        raw_access_flags,
        this_class,
        this_name,
        super_class,
    })
}

fn parse<'a>(
    bytes: &'a [u8],
    options: ParseOptions<'_>,
    name: &mut Vec<u8>,
) -> Result<ClassFile<'a>, Error> {
    let mut reader = Reader::new(bytes);
    let Head {
        cx,
        minor,
        pool,
        start,
        raw_access_flags,
        this_class,
        this_name,
        super_class,
    } = parse_head(&mut reader, options, name)?;
    let at_start = |kind| Error::new(start, kind);
    let mut interfaces = Vec::new();
    parse_interfaces(&mut reader, &pool, &cx, &mut interfaces)?;

    let mut fields = Vec::new();
    for _ in 0..reader.u2()? {
        fields.push(FieldInfo::parse(&mut reader, &pool, &cx)?);
    }
    let named = fields
        .iter()
        .map(|field| (field.name_index, field.descriptor_index));
    cx.check_duplicates(&pool, "field", named)
        .map_err(at_start)?;

    let mut methods = Vec::new();
    for _ in 0..reader.u2()? {
        methods.push(MethodInfo::parse(&mut reader, &pool, &cx)?);
    }
    methods.shrink_to_fit();
    let named = methods
        .iter()
        .map(|method| (method.name_index, method.descriptor_index));
    cx.check_duplicates(&pool, "method", named)
        .map_err(at_start)?;

    let attributes = ClassAttributes::parse(&mut reader, &pool, &cx)?;
    if !reader.is_at_end() {
        return Err(Error::new(reader.position(), ErrorKind::ExtraBytes));
    }
    if this_name == b"java/lang/Object" && !interfaces.is_empty() {
        return Err(at_start(ErrorKind::ObjectWithInterfaces));
    }
    let object_super = pool
        .class_name(super_class)
        .is_none_or(|name| name == b"java/lang/Object");
    if cx.is_interface && !object_super {
        return Err(at_start(ErrorKind::InterfaceSuper));
    }
    Ok(ClassFile {
        bytes,
        minor,
        major: cx.major,
        pool,
        access_flags: cx.access_flags,
        raw_access_flags,
        this_class,
        super_class,
        interfaces,
        fields,
        methods,
        attributes,
    })
}

/// JVMS §4.1: which versions there are; HotSpot's leniency about old minor versions.
fn check_version(major: u16, minor: u16, options: &ParseOptions<'_>) -> Result<(), ErrorKind> {
    if major < MIN_MAJOR {
        return Err(ErrorKind::MajorTooOld { major, minor });
    }
    if major > MAX_MAJOR {
        return Err(ErrorKind::MajorTooNew { major, minor });
    }
    if major < 56 || minor == 0 {
        return Ok(());
    }
    if minor != PREVIEW_MINOR {
        return Err(ErrorKind::BadMinor { major, minor });
    }
    if major != MAX_MAJOR {
        return Err(ErrorKind::PreviewOfOtherVersion { major, minor });
    }
    if !options.enable_preview {
        return Err(ErrorKind::PreviewNotEnabled { major, minor });
    }
    Ok(())
}

fn check_super(
    pool: &ConstantPool<'_>,
    this_name: &[u8],
    index: u16,
    cx: &Context<'_>,
) -> Result<(), ErrorKind> {
    if index == 0 {
        if this_name != b"java/lang/Object" && cx.access_flags & flags::MODULE == 0 {
            return Err(ErrorKind::BadSuperIndex { index });
        }
        return Ok(());
    }
    match pool.class_name(index) {
        None => Err(ErrorKind::BadSuperIndex { index }),
        Some([b'[', ..]) if cx.options.verify => Err(ErrorKind::BadSuperName),
        Some(_) => Ok(()),
    }
}

fn parse_interfaces(
    reader: &mut Reader<'_>,
    pool: &ConstantPool<'_>,
    cx: &Context<'_>,
    interfaces: &mut Vec<u16>,
) -> Result<(), Error> {
    let offset = reader.position();
    let mut names = HashSet::new();
    let mut duplicate = None;
    for _ in 0..reader.u2()? {
        let offset = reader.position();
        let index = reader.u2()?;
        match pool.class_name(index) {
            None => return Err(Error::new(offset, ErrorKind::BadInterfaceIndex { index })),
            Some([b'[', ..]) => return Err(Error::new(offset, ErrorKind::BadInterfaceName)),
            Some(name) => {
                interfaces.push(index);
                if cx.options.verify && !names.insert(name) {
                    duplicate = duplicate.or(Some(name));
                }
            }
        }
    }
    if let Some(name) = duplicate {
        let name = mutf8::to_string(name).into_boxed_str();
        return Err(Error::new(offset, ErrorKind::DuplicateInterface { name }));
    }
    Ok(())
}

impl Context<'_> {
    /// The flags of `raw` that mean something; old interfaces become abstract.
    pub(crate) fn class_flags(&self, raw: u16, known: u16) -> u16 {
        let module = if self.major >= 53 { flags::MODULE } else { 0 };
        let flags = raw & (known | module);
        if flags & flags::INTERFACE != 0 && self.major < 50 {
            return flags | flags::ABSTRACT;
        }
        flags
    }

    pub(crate) fn seen(&self) -> Seen {
        Seen::default()
    }

    /// The greatest index into `BootstrapMethods` that the pool mentions.
    pub(crate) fn max_bootstrap_index(&self, pool: &ConstantPool<'_>) -> Option<u16> {
        pool.entries()
            .iter()
            .filter_map(Constant::bootstrap_index)
            .max()
    }
}
