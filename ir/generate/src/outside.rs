//! Names of what lies outside of generated functions.

use crate::random::Random;
use ir::entities::{ClassRef, FieldRef, MethodRef, ObjectRef};
use ir::{Function, Type};

/// Classes, fields, methods and objects.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    /// The method that the states are of.
    pub own: MethodRef,
    pub classes: Vec<ClassRef>,
    pub array_class: ClassRef,
    pub fields: Vec<FieldRef>,
    pub statics: Vec<FieldRef>,
    /// Where the locals go at the end, one static field for each.
    pub results: Vec<FieldRef>,
    pub methods: Vec<MethodRef>,
    pub object: ObjectRef,
}

impl Outside {
    /// Declares them.
    pub(crate) fn declare(func: &mut Function, random: &mut Random, locals: &[Type]) -> Outside {
        let mut class = |name: &str| func.classes.push(name.to_owned());
        let classes = vec![class("A"), class("B"), class("A")];
        let array_class = class("[LA;");
        let mut field = |name: &str| func.fields.push(name.to_owned());
        let fields = vec![
            field("A.i:I"),
            field("A.j:J"),
            field("A.d:D"),
            field("A.next:LA;"),
            field("A.z:Z"),
            field("A.b:B"),
            field("A.c:C"),
            field("A.s:S"),
        ];
        let statics = vec![field("S.i:I"), field("S.f:F"), field("S.object:LA;")];
        let results = locals.iter().enumerate();
        let results = results
            .map(|(index, ty)| field(&format!("S.local{index}:{}", descriptor(*ty))))
            .collect();
        let mut method = |name: &str| func.methods.push(name.to_owned());
        let own = method("Random.function()V");
        let methods = vec![
            method("Random.nothing()V"),
            method("Random.int(IJ)I"),
            method("Random.long(JD)J"),
            method("Random.object(LA;I)LA;"),
        ];
        let object = func.objects.push(format!("object {}", random.below(3)));
        Outside {
            own,
            classes,
            array_class,
            fields,
            statics,
            results,
            methods,
            object,
        }
    }
}

fn descriptor(ty: Type) -> &'static str {
    match ty {
        Type::I32 => "I",
        Type::I64 => "J",
        Type::F32 => "F",
        Type::F64 => "D",
        Type::Ref | Type::Guard => "LA;",
    }
}
