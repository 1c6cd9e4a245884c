//! Descriptors and generic signatures (JVMS §4.7.9.1) as Java types.

use vm_classfile::descriptor::{FieldType, MethodDescriptor};

/// A type in a signature. Class names keep their slashes, which the caller may replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A primitive type, `void` or a type variable.
    Simple(String),
    Array(Box<Type>),
    Class(Vec<ClassPart>),
    /// `?`
    Any,
    Extends(Box<Type>),
    Super(Box<Type>),
}

/// A class and its arguments; an inner class of a parameterized one is a further part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassPart {
    name: String,
    arguments: Vec<Type>,
}

/// A type parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeParameter {
    name: String,
    class_bound: Option<Type>,
    interface_bounds: Vec<Type>,
}

/// The signature of a class.
pub struct ClassSignature {
    pub type_parameters: Vec<TypeParameter>,
    pub superclass: Type,
    pub interfaces: Vec<Type>,
}

/// The signature of a method.
pub struct MethodSignature {
    pub type_parameters: Vec<TypeParameter>,
    pub parameters: Vec<Type>,
    pub result: Type,
    pub exceptions: Vec<Type>,
}

impl Type {
    /// Whether it is plain `Object`.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Class(parts)
            if matches!(&parts[..], [part]
                if part.name == "java/lang/Object" && part.arguments.is_empty()))
    }
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Simple(name) => f.write_str(name),
            Self::Array(element) => write!(f, "{element}[]"),
            Self::Any => f.write_str("?"),
            Self::Extends(bound) => write!(f, "? extends {bound}"),
            Self::Super(bound) => write!(f, "? super {bound}"),
            Self::Class(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    let dot = if i > 0 { "." } else { "" };
                    write!(f, "{dot}{}", part.name)?;
                    if !part.arguments.is_empty() {
                        write!(f, "<{}>", join(&part.arguments))?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl TypeParameter {
    /// `T extends Bound & Bound`; a bound `Object` only if `verbose`.
    fn text(&self, verbose: bool) -> String {
        let class_bound = self
            .class_bound
            .iter()
            .filter(|bound| verbose || !bound.is_object());
        let bounds: Vec<_> = class_bound
            .chain(&self.interface_bounds)
            .map(Type::to_string)
            .collect();
        if bounds.is_empty() {
            return self.name.clone();
        }
        format!("{} extends {}", self.name, bounds.join(" & "))
    }
}

/// `A, B`
pub fn join(types: &[Type]) -> String {
    types
        .iter()
        .map(Type::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// `<T, U>`, or nothing; with dots.
pub fn type_parameters(parameters: &[TypeParameter], verbose: bool) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let texts: Vec<_> = parameters
        .iter()
        .map(|parameter| parameter.text(verbose))
        .collect();
    format!("<{}>", texts.join(", ")).replace('/', ".")
}

/// Parses a class signature.
pub fn parse_class(signature: &str) -> Option<ClassSignature> {
    let mut parser = Parser {
        rest: signature,
        depth: 0,
    };
    let type_parameters = parser.type_parameters()?;
    let superclass = parser.parse_type()?;
    let mut interfaces = Vec::new();
    while !parser.rest.is_empty() {
        interfaces.push(parser.parse_type()?);
    }
    Some(ClassSignature {
        type_parameters,
        superclass,
        interfaces,
    })
}

/// Parses a method signature.
pub fn parse_method(signature: &str) -> Option<MethodSignature> {
    let mut parser = Parser {
        rest: signature,
        depth: 0,
    };
    let type_parameters = parser.type_parameters()?;
    parser.rest = parser.rest.strip_prefix('(')?;
    let parameters = parser.types_until(')')?;
    let result = parser.parse_type()?;
    let mut exceptions = Vec::new();
    while let Some(rest) = parser.rest.strip_prefix('^') {
        parser.rest = rest;
        exceptions.push(parser.parse_type()?);
    }
    Some(MethodSignature {
        type_parameters,
        parameters,
        result,
        exceptions,
    })
}

/// Parses the signature of a field or record component.
pub fn parse_field(signature: &str) -> Option<Type> {
    let mut parser = Parser {
        rest: signature,
        depth: 0,
    };
    let field_type = parser.parse_type()?;
    parser.rest.is_empty().then_some(field_type)
}

/// Deeper than any compiler goes; damaged files are not followed further.
const MAX_DEPTH: usize = 300;

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn parse_type(&mut self) -> Option<Type> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let parsed = self.nested_type();
        self.depth -= 1;
        parsed
    }

    fn nested_type(&mut self) -> Option<Type> {
        let boxed = |parsed: Option<Type>| parsed.map(Box::new);
        Some(match self.next()? {
            'L' => self.class_type()?,
            'T' => {
                let (name, rest) = self.rest.split_once(';')?;
                self.rest = rest;
                Type::Simple(name.into())
            }
            '[' => Type::Array(boxed(self.parse_type())?),
            '*' => Type::Any,
            '+' => Type::Extends(boxed(self.parse_type())?),
            '-' => Type::Super(boxed(self.parse_type())?),
            c => Type::Simple(primitive(c)?.into()),
        })
    }

    fn types_until(&mut self, end: char) -> Option<Vec<Type>> {
        let mut types = Vec::new();
        loop {
            if let Some(rest) = self.rest.strip_prefix(end) {
                self.rest = rest;
                return Some(types);
            }
            types.push(self.parse_type()?);
        }
    }

    fn class_type(&mut self) -> Option<Type> {
        let mut parts = Vec::new();
        let mut name = String::new();
        let mut arguments = Vec::new();
        loop {
            match self.next()? {
                '<' => arguments = self.types_until('>')?,
                c @ ('.' | ';') => {
                    let (name, arguments) =
                        (std::mem::take(&mut name), std::mem::take(&mut arguments));
                    parts.push(ClassPart { name, arguments });
                    if c == ';' {
                        return Some(Type::Class(parts));
                    }
                }
                c => name.push(c),
            }
        }
    }

    fn type_parameters(&mut self) -> Option<Vec<TypeParameter>> {
        let mut parameters = Vec::new();
        let Some(rest) = self.rest.strip_prefix('<') else {
            return Some(parameters);
        };
        self.rest = rest;
        loop {
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Some(parameters);
            }
            let (name, rest) = self.rest.split_once(':')?;
            let name = name.to_owned();
            self.rest = rest;
            let class_bound = match self.rest.starts_with(':') {
                true => None,
                false => Some(self.parse_type()?),
            };
            let mut interface_bounds = Vec::new();
            while let Some(rest) = self.rest.strip_prefix(':') {
                self.rest = rest;
                interface_bounds.push(self.parse_type()?);
            }
            parameters.push(TypeParameter {
                name,
                class_bound,
                interface_bounds,
            });
        }
    }
}

fn primitive(c: char) -> Option<&'static str> {
    Some(match c {
        'B' => "byte",
        'C' => "char",
        'D' => "double",
        'F' => "float",
        'I' => "int",
        'J' => "long",
        'S' => "short",
        'V' => "void",
        'Z' => "boolean",
        _ => return None,
    })
}

/// A field descriptor as a Java type.
pub fn java_type(descriptor: &[u8]) -> Option<String> {
    FieldType::parse(descriptor).map(spell)
}

/// The parameters of a method descriptor: `(int, java.lang.String[])`.
pub fn java_parameters(descriptor: &MethodDescriptor<'_>) -> String {
    let types: Vec<_> = descriptor.parameters().map(spell).collect();
    format!("({})", types.join(", "))
}

/// The result of a method descriptor.
pub fn java_result(descriptor: &MethodDescriptor<'_>) -> String {
    descriptor.return_type().map_or("void".into(), spell)
}

fn spell(field_type: FieldType<'_>) -> String {
    let simple = match field_type {
        FieldType::Byte => "byte",
        FieldType::Char => "char",
        FieldType::Double => "double",
        FieldType::Float => "float",
        FieldType::Int => "int",
        FieldType::Long => "long",
        FieldType::Short => "short",
        FieldType::Boolean => "boolean",
        FieldType::Object(name) => {
            return vm_classfile::mutf8::to_string(name).replace('/', ".");
        }
        FieldType::Array(descriptor) => {
            let dimensions = descriptor.iter().take_while(|&&b| b == b'[').count();
            let element = FieldType::parse(&descriptor[dimensions..]).map_or("".into(), spell);
            return element + &"[]".repeat(dimensions);
        }
    };
    simple.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        for (signature, text) in [
            ("I", "int"),
            ("[[TT;", "T[][]"),
            ("Ljava/util/List<-TT;>;", "java/util/List<? super T>"),
            (
                "Ljava/util/Map<*+Lx/Y;>;",
                "java/util/Map<?, ? extends x/Y>",
            ),
            ("La/B<TT;>.C<TU;>.D;", "a/B<T>.C<U>.D"),
        ] {
            assert_eq!(
                parse_field(signature).map(|t| t.to_string()).as_deref(),
                Some(text)
            );
        }
        for bad in ["", "L", "La<", "Q", "TT", "II"] {
            assert_eq!(parse_field(bad), None);
        }
    }

    #[test]
    fn classes_and_methods() {
        let class = parse_class("<T::Ljava/lang/Comparable<TT;>;U:Ljava/lang/Object;>La;Lb;")
            .expect("parses");
        assert_eq!(
            type_parameters(&class.type_parameters, false),
            "<T extends java.lang.Comparable<T>, U>"
        );
        assert_eq!(join(&class.interfaces), "b");
        let method = parse_method("<E:Ljava/lang/Exception;>(TE;[I)I^TE;^La/B;").expect("parses");
        assert_eq!(join(&method.parameters), "E, int[]");
        assert_eq!(join(&method.exceptions), "E, a/B");
    }
}
