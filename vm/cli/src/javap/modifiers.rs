//! Access flags in words: as source modifiers and as `ACC_` names.

use vm_classfile::access_flags as f;

/// What the flags belong to; some bits mean different things.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Class,
    Field,
    Method,
}

/// Modifiers of a class, without `abstract` if it is an interface.
pub fn of_class(flags: u16) -> Vec<&'static str> {
    pick(
        without_implied(flags),
        &[f::PUBLIC, f::FINAL, f::ABSTRACT],
        Kind::Class,
    )
}

/// Modifiers of a nested class.
pub fn of_inner_class(flags: u16) -> Vec<&'static str> {
    let shown = [
        f::PUBLIC,
        f::PRIVATE,
        f::PROTECTED,
        f::STATIC,
        f::FINAL,
        f::ABSTRACT,
    ];
    pick(without_implied(flags), &shown, Kind::Class)
}

/// Modifiers of a field.
pub fn of_field(flags: u16) -> Vec<&'static str> {
    let shown = [
        f::PUBLIC,
        f::PRIVATE,
        f::PROTECTED,
        f::STATIC,
        f::FINAL,
        f::VOLATILE,
        f::TRANSIENT,
    ];
    pick(flags, &shown, Kind::Field)
}

/// Modifiers of a method.
pub fn of_method(flags: u16) -> Vec<&'static str> {
    let shown = [
        f::PUBLIC,
        f::PRIVATE,
        f::PROTECTED,
        f::STATIC,
        f::FINAL,
        f::SYNCHRONIZED,
        f::NATIVE,
        f::ABSTRACT,
        f::STRICT,
    ];
    pick(flags, &shown, Kind::Method)
}

fn without_implied(flags: u16) -> u16 {
    if flags & f::INTERFACE != 0 {
        flags & !f::ABSTRACT
    } else {
        flags
    }
}

fn pick(flags: u16, shown: &[u16], kind: Kind) -> Vec<&'static str> {
    shown
        .iter()
        .filter(|&&bit| flags & bit != 0)
        .map(|&bit| modifier(bit, kind))
        .collect()
}

fn modifier(bit: u16, kind: Kind) -> &'static str {
    match bit {
        f::PUBLIC => "public",
        f::PRIVATE => "private",
        f::PROTECTED => "protected",
        f::STATIC => "static",
        f::FINAL => "final",
        f::SYNCHRONIZED => "synchronized",
        f::VOLATILE => "volatile",
        f::TRANSIENT if kind == Kind::Field => "transient",
        f::NATIVE => "native",
        f::ABSTRACT => "abstract",
        f::STRICT => "strictfp",
        _ => "",
    }
}

/// `(0x0021) ACC_PUBLIC, ACC_SUPER`
pub fn names(flags: u16, kind: Kind) -> String {
    let known: &[(u16, &str)] = match kind {
        Kind::Class => &[
            (f::PUBLIC, "ACC_PUBLIC"),
            (f::FINAL, "ACC_FINAL"),
            (f::SUPER, "ACC_SUPER"),
            (f::INTERFACE, "ACC_INTERFACE"),
            (f::ABSTRACT, "ACC_ABSTRACT"),
            (f::SYNTHETIC, "ACC_SYNTHETIC"),
            (f::ANNOTATION, "ACC_ANNOTATION"),
            (f::ENUM, "ACC_ENUM"),
            (f::MODULE, "ACC_MODULE"),
        ],
        Kind::Field => &[
            (f::PUBLIC, "ACC_PUBLIC"),
            (f::PRIVATE, "ACC_PRIVATE"),
            (f::PROTECTED, "ACC_PROTECTED"),
            (f::STATIC, "ACC_STATIC"),
            (f::FINAL, "ACC_FINAL"),
            (f::VOLATILE, "ACC_VOLATILE"),
            (f::TRANSIENT, "ACC_TRANSIENT"),
            (f::SYNTHETIC, "ACC_SYNTHETIC"),
            (f::ENUM, "ACC_ENUM"),
        ],
        Kind::Method => &[
            (f::PUBLIC, "ACC_PUBLIC"),
            (f::PRIVATE, "ACC_PRIVATE"),
            (f::PROTECTED, "ACC_PROTECTED"),
            (f::STATIC, "ACC_STATIC"),
            (f::FINAL, "ACC_FINAL"),
            (f::SYNCHRONIZED, "ACC_SYNCHRONIZED"),
            (f::BRIDGE, "ACC_BRIDGE"),
            (f::VARARGS, "ACC_VARARGS"),
            (f::NATIVE, "ACC_NATIVE"),
            (f::ABSTRACT, "ACC_ABSTRACT"),
            (f::STRICT, "ACC_STRICT"),
            (f::SYNTHETIC, "ACC_SYNTHETIC"),
        ],
    };
    let mut names = Vec::new();
    let mut rest = flags;
    for (bit, name) in known.iter().filter(|(bit, _)| flags & bit != 0) {
        names.push((*name).to_owned());
        rest &= !bit;
    }
    // Bits without a meaning, the highest first.
    for bit in (0..16)
        .rev()
        .map(|i| 1u16 << i)
        .filter(|bit| rest & bit != 0)
    {
        names.push(format!("0x{bit:x}"));
    }
    format!("(0x{flags:04x}) {}", names.join(", "))
}
