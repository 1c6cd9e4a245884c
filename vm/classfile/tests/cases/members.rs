//! Malformed fields, methods and code.

use super::super::writer::{ClassWriter, u2s};
use super::{Case, case};

pub fn fields() -> Vec<Case> {
    let constant = |message, descriptor: &'static str, pick: fn(&mut ClassWriter) -> u16| {
        case(message, move |w| {
            let index = pick(w);
            let attribute = w.attribute("ConstantValue", &u2s(&[index]));
            w.field(8, "f", descriptor, &[attribute]);
        })
    };
    vec![
        case("Illegal field modifiers in class T: 0x3", |w| {
            w.field(3, "f", "I", &[])
        }),
        case("Illegal field modifiers in class T: 0x50", |w| {
            w.field(0x50, "f", "I", &[])
        }),
        case("Illegal field modifiers in class T: 0x1", |w| {
            w.access_flags = 0x601;
            w.field(1, "f", "I", &[]);
        }),
        case("Illegal field name \"a/b\" in class T", |w| {
            w.field(0, "a/b", "I", &[])
        }),
        case("Field \"f\" in class T has illegal signature \"II\"", |w| {
            w.field(0, "f", "II", &[]);
        }),
        case(
            "Invalid constant pool index 2 for field name in class file T",
            |w| {
                w.fields.push(u2s(&[0, 2, 1, 0]));
            },
        ),
        case(
            "Invalid constant pool index 0 for field signature in class file T",
            |w| {
                w.fields.push(u2s(&[0, 1, 0, 0]));
            },
        ),
        case(
            "Duplicate field name \"f\" with signature \"Ljava.lang.String;\" in class file T",
            |w| {
                w.field(0, "f", "Ljava/lang/String;", &[]);
                w.field(8, "f", "Ljava/lang/String;", &[]);
            },
        ),
        constant(
            "Inconsistent constant value type in class file T",
            "J",
            |w| w.int(1),
        ),
        constant(
            "Inconsistent constant value type in class file T",
            "Z",
            |w| w.long(1),
        ),
        constant(
            "Bad string initial value in class file T",
            "Ljava/lang/String;",
            |w| w.int(1),
        ),
        constant("Bad string initial value in class file T", "LT;", |w| {
            w.string("s")
        }),
        constant("Unable to set initial value 5 in class file T", "[I", |w| {
            w.int(1)
        }),
        constant(
            "Bad initial value index 99 in ConstantValue attribute in class file T",
            "I",
            |_| 99,
        ),
        case("Duplicate ConstantValue attribute in class file T", |w| {
            let one = w.int(1);
            let attribute = w.attribute("ConstantValue", &u2s(&[one]));
            w.field(8, "f", "I", &[attribute.clone(), attribute]);
        }),
        case(
            "Invalid ConstantValue field attribute length 3 in class file T",
            |w| {
                let attribute = w.attribute("ConstantValue", &[0, 1, 0]);
                w.field(8, "f", "I", &[attribute]);
            },
        ),
        case(
            "Invalid Synthetic field attribute length 1 in class file T",
            |w| {
                let attribute = w.attribute("Synthetic", &[0]);
                w.field(0, "f", "I", &[attribute]);
            },
        ),
        case(
            "Wrong size 3 for field's Signature attribute in class file T",
            |w| {
                let attribute = w.attribute("Signature", &[0; 3]);
                w.field(0, "f", "I", &[attribute]);
            },
        ),
        case(
            "Invalid Signature attribute at constant pool index 2 in class file T",
            |w| {
                let attribute = w.attribute("Signature", &u2s(&[2]));
                w.field(0, "f", "I", &[attribute]);
            },
        ),
        case(
            "Multiple RuntimeVisibleAnnotations attributes for field in class file T",
            |w| {
                let attribute = w.attribute("RuntimeVisibleAnnotations", &[0, 0]);
                w.field(0, "f", "I", &[attribute.clone(), attribute]);
            },
        ),
        case("Invalid field attribute index 0 in class file T", |w| {
            w.field(0, "f", "I", &[vec![0; 6]]);
        }),
    ]
}

pub fn methods() -> Vec<Case> {
    let modifiers = |message, flags, name: &'static str| {
        case(message, move |w| w.method(flags, name, "()V", &[]))
    };
    vec![
        modifiers("Method m in class T has illegal modifiers: 0x3", 3, "m"),
        modifiers(
            "Method m in class T has illegal modifiers: 0x410",
            0x410,
            "m",
        ),
        modifiers(
            "Method <init> in class T has illegal modifiers: 0x8",
            8,
            "<init>",
        ),
        modifiers(
            "Method <clinit> is not static in class file T",
            0,
            "<clinit>",
        ),
        modifiers("Illegal method name \"<m>\" in class T", 0, "<m>"),
        modifiers(
            "Absent Code attribute in method that is not native or abstract in class file T",
            0,
            "m",
        ),
        case("Method m in class T has illegal modifiers: 0x400", |w| {
            w.access_flags = 0x601;
            w.method(0x400, "m", "()V", &[]);
        }),
        case(
            "Interface cannot have a method named <init>, class file T",
            |w| {
                w.access_flags = 0x601;
                w.method(1, "<init>", "()V", &[]);
            },
        ),
        case(
            "Illegal constant pool index 2 for method name in class file T",
            |w| {
                w.methods.push(u2s(&[0, 2, 1, 0]));
            },
        ),
        case(
            "Illegal constant pool index 2 for method signature in class file T",
            |w| {
                w.methods.push(u2s(&[0, 1, 2, 0]));
            },
        ),
        case(
            "Method \"<clinit>\" in class T has illegal signature \"(I)V\"",
            |w| {
                w.method(8, "<clinit>", "(I)V", &[]);
            },
        ),
        case(
            "Too many arguments in method signature in class file T",
            |w| {
                w.method(0, "m", &format!("({})V", "J".repeat(128)), &[]);
            },
        ),
        case(
            "Duplicate method name \"m\" with signature \"()V\" in class file T",
            |w| {
                w.method(0x100, "m", "()V", &[]);
                w.method(0x101, "m", "()V", &[]);
            },
        ),
        case(
            "Code attribute in native or abstract methods in class file T",
            |w| {
                let code = w.code(&[0xb1], &[], &[]);
                w.method(0x108, "m", "()V", &[code]);
            },
        ),
        case("Multiple Code attributes in class file T", |w| {
            let code = w.code(&[0xb1], &[], &[]);
            w.method(8, "m", "()V", &[code.clone(), code]);
        }),
        case(
            "Exception name has bad type at constant pool 1 in class file T",
            |w| {
                let exceptions = w.attribute("Exceptions", &u2s(&[1, 1]));
                w.method(0x108, "m", "()V", &[exceptions]);
            },
        ),
        case(
            "Exceptions attribute has wrong length in class file T",
            |w| {
                let exceptions = w.attribute("Exceptions", &u2s(&[1, 2, 0]));
                w.method(0x108, "m", "()V", &[exceptions]);
            },
        ),
        case("Multiple Exceptions attributes in class file T", |w| {
            let exceptions = w.attribute("Exceptions", &u2s(&[0]));
            w.method(0x108, "m", "()V", &[exceptions.clone(), exceptions]);
        }),
        case(
            "Invalid MethodParameters method attribute length 2 in class file",
            |w| {
                let parameters = w.attribute("MethodParameters", &[0, 0]);
                w.method(0x108, "m", "()V", &[parameters]);
            },
        ),
        case(
            "Multiple AnnotationDefault attributes for method in class file T",
            |w| {
                let default = w.attribute("AnnotationDefault", b"I\0\0");
                w.method(0x108, "m", "()V", &[default.clone(), default]);
            },
        ),
        case(
            "Invalid Signature attribute length 0 in class file T",
            |w| {
                let signature = w.attribute("Signature", &[]);
                w.method(0x108, "m", "()V", &[signature]);
            },
        ),
        case(
            "Invalid method attribute name index 0 in class file T",
            |w| {
                w.method(0x108, "m", "()V", &[vec![0; 6]]);
            },
        ),
    ]
}

pub fn code() -> Vec<Case> {
    let table = |message, name: &'static str, body: fn(&mut ClassWriter) -> Vec<u16>| {
        case(message, move |w| {
            let body = u2s(&body(w));
            let attribute = w.attribute(name, &body);
            let code = w.code(&[0, 0xb1], &[], &[attribute]);
            w.static_method(code);
        })
    };
    let handler = |message, row| {
        case(message, move |w| {
            let code = w.code(&[0, 0xb1], &[row], &[]);
            w.static_method(code);
        })
    };
    const VARIABLES: &str = "LocalVariableTable";
    const TYPES: &str = "LocalVariableTypeTable";
    vec![
        case("Arguments can't fit into locals in class file T", |w| {
            let code = w.code(&[0xb1], &[], &[]);
            w.method(8, "m", "(III)V", &[code]);
        }),
        case("Invalid method Code length 0 in class file T", |w| {
            let code = w.code(&[], &[], &[]);
            w.static_method(code);
        }),
        case("Code segment has wrong length in class file T", |w| {
            let mut code = w.code(&[0xb1], &[], &[]);
            code[5] += 1;
            w.static_method(code);
        }),
        case("Invalid code attribute name index 0 in class file T", |w| {
            let code = w.code(&[0xb1], &[], &[vec![0; 6]]);
            w.static_method(code);
        }),
        handler(
            "Illegal exception table range in class file T",
            [1, 1, 0, 0],
        ),
        handler(
            "Illegal exception table range in class file T",
            [0, 3, 0, 0],
        ),
        handler(
            "Illegal exception table handler in class file T",
            [0, 2, 2, 0],
        ),
        handler(
            "Catch type in exception table has bad constant type in class file T",
            [0, 2, 0, 1],
        ),
        table(
            "Invalid pc in LineNumberTable in class file T",
            "LineNumberTable",
            |_| vec![1, 2, 7],
        ),
        table(
            "LineNumberTable attribute has wrong length in class file T",
            "LineNumberTable",
            |_| vec![1, 0, 7, 0],
        ),
        table(
            "LocalVariableTable has wrong length in class file T",
            VARIABLES,
            |_| vec![1],
        ),
        table(
            "Invalid start_pc 2 in LocalVariableTable in class file T",
            VARIABLES,
            |_| vec![1, 2, 0, 1, 1, 0],
        ),
        table(
            "Invalid length 2 in LocalVariableTable in class file T",
            VARIABLES,
            |_| vec![1, 1, 2, 1, 1, 0],
        ),
        table(
            "Name index 2 in LocalVariableTable has bad constant type in class file T",
            VARIABLES,
            |_| vec![1, 0, 1, 2, 1, 0],
        ),
        table(
            "Signature index 2 in LocalVariableTable has bad constant type in class file T",
            VARIABLES,
            |_| vec![1, 0, 1, 1, 2, 0],
        ),
        table(
            "Invalid index 1 in LocalVariableTable in class file T",
            VARIABLES,
            |w| vec![1, 0, 1, w.utf8("a"), w.utf8("J"), 1],
        ),
        table(
            "Duplicated LocalVariableTable attribute entry for 'a' in class file T",
            VARIABLES,
            |w| {
                let (name, int) = (w.utf8("a"), w.utf8("I"));
                vec![2, 0, 1, name, int, 0, 0, 1, name, int, 0]
            },
        ),
        case(
            "LVTT entry for 'b' in class file T does not match any LVT entry",
            |w| {
                let (a, b, int) = (w.utf8("a"), w.utf8("b"), w.utf8("I"));
                let variables = w.attribute(VARIABLES, &u2s(&[1, 0, 1, a, int, 0]));
                let types = w.attribute(TYPES, &u2s(&[1, 0, 1, b, int, 0]));
                let code = w.code(&[0xb1], &[], &[types, variables]);
                w.static_method(code);
            },
        ),
        case(
            "Duplicated LocalVariableTypeTable attribute entry for 'a' in class file T",
            |w| {
                let (a, int) = (w.utf8("a"), w.utf8("I"));
                let variables = w.attribute(VARIABLES, &u2s(&[1, 0, 1, a, int, 0]));
                let types = w.attribute(TYPES, &u2s(&[1, 0, 1, a, int, 0]));
                let code = w.code(&[0xb1], &[], &[variables, types.clone(), types]);
                w.static_method(code);
            },
        ),
        case("Multiple StackMapTable attributes in class file T", |w| {
            let map = w.attribute("StackMapTable", &u2s(&[0]));
            let code = w.code(&[0xb1], &[], &[map.clone(), map]);
            w.static_method(code);
        }),
    ]
}
