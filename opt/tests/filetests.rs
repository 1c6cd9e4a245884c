//! The functions in `filetests`: one folder per pass, and `pipelines` for several together. What
//! passes ask about the world is answered from the file.

use ir::entities::{ClassRef, Entity, EntityMap, FieldRef, MethodRef, ObjectRef};
use ir::fold::Constant;
use ir::frame_state::FrameState;
use ir::immediate::Immediate;
use ir::{Function, Signature};
use ir_filetest::world::Classes;
use opt::environment::{Inlining, Known, Refusal, SeenCalls};
use opt::{CompileEnv, Options, Pipeline, Silent};
use std::cell::RefCell;
use std::path::PathBuf;

/// A file as the world of one of its functions.
struct FileEnv<'f> {
    file: &'f Classes,
    /// All names so far; only its tables are used.
    names: RefCell<Function>,
}

impl FileEnv<'_> {
    /// The entity with this name, which the function then has too.
    fn name<K: Entity>(
        &self,
        func: &mut Function,
        table: fn(&mut Function) -> &mut EntityMap<K, String>,
        name: &str,
    ) -> K {
        let mut names = self.names.borrow_mut();
        let all = table(&mut names);
        let known = all.iter().find(|(_, known)| *known == name);
        let entity = known.map(|(entity, _)| entity);
        let entity = entity.unwrap_or_else(|| all.push(name.to_owned()));
        table(func).adopt(all);
        entity
    }

    fn class(&self, func: &mut Function, name: &str) -> ClassRef {
        self.name(func, |func| &mut func.classes, name)
    }

    fn method(&self, func: &mut Function, name: &str) -> MethodRef {
        self.name(func, |func| &mut func.methods, name)
    }

    /// The method of another class, with the descriptor of the one that is called.
    fn selected(&self, func: &mut Function, method: MethodRef, class: &str) -> Option<MethodRef> {
        let called = func.methods[method].clone();
        let selected = self.file.selected(&called, class)?;
        let descriptor = &called[called.find('(')?..];
        Some(self.method(func, &format!("{selected}{descriptor}")))
    }

    /// Gives a function the numbers of the root.
    fn renumber(&self, callee: &Function) -> Function {
        let mut tables = self.names.borrow().clone();
        let mut func = callee.clone();
        for inst in (0..func.n_insts()).map(Entity::new) {
            let immediate = func.inst(inst).immediate;
            func.inst_mut(inst).immediate = match immediate {
                Immediate::Class(class) => {
                    Immediate::Class(self.class(&mut tables, &callee.classes[class]))
                }
                Immediate::Field(field) => {
                    let table: fn(&mut Function) -> &mut EntityMap<FieldRef, String> =
                        |func| &mut func.fields;
                    Immediate::Field(self.name(&mut tables, table, &callee.fields[field]))
                }
                Immediate::Method(method) => {
                    Immediate::Method(self.method(&mut tables, &callee.methods[method]))
                }
                Immediate::Object(object) => Immediate::Object(self.name(
                    &mut tables,
                    |func| &mut func.objects,
                    &callee.objects[object],
                )),
                other => other,
            };
        }
        let methods: Vec<MethodRef> = callee.states.iter().map(|(_, s)| s.method).collect();
        for (state, method) in func.states.values_mut().zip(methods) {
            let state: &mut FrameState = state;
            state.method = self.method(&mut tables, &callee.methods[method]);
        }
        func.classes = tables.classes;
        func.fields = tables.fields;
        func.methods = tables.methods;
        func.objects = tables.objects;
        func
    }

    fn known(&self, func: &mut Function, value: &str) -> Known {
        match value.parse() {
            Ok(number) => Known::Constant(Constant::I32(number)),
            Err(_) => Known::Object(self.name(func, |func| &mut func.objects, value)),
        }
    }
}

impl CompileEnv for FileEnv<'_> {
    fn is_plain(&self, _: &Function, _: ClassRef) -> bool {
        true
    }

    fn is_final(&self, func: &Function, class: ClassRef) -> bool {
        func.classes[class].starts_with("Final")
    }

    fn is_initialized(&self, func: &Function, class: ClassRef) -> bool {
        func.classes[class].starts_with("Ready")
    }

    fn class_of_mirror(&self, func: &mut Function, mirror: ObjectRef) -> Option<ClassRef> {
        let class = func.objects[mirror].strip_prefix("class ")?.to_owned();
        Some(self.class(func, &class))
    }

    fn inlining(&self, func: &Function, method: MethodRef) -> Inlining {
        let name = &func.methods[method];
        Inlining {
            is_forced: name.contains(".forced"),
            refused: name.contains(".refused").then_some("refused by its name"),
            n_code_bytes: 10,
            linker: None,
        }
    }

    fn callee_ir(&self, func: &Function, method: MethodRef) -> Result<Function, Refusal> {
        let callee = self.file.function(&func.methods[method]);
        callee.map(|callee| self.renumber(callee)).ok_or(Refusal {
            reason: "not in the file",
        })
    }

    fn resolve_virtual(
        &self,
        func: &mut Function,
        method: MethodRef,
        class: ClassRef,
    ) -> Option<MethodRef> {
        let class = func.classes[class].clone();
        self.selected(func, method, &class)
    }

    fn seen_calls(&self, func: &mut Function, caller: MethodRef, bci: u32) -> SeenCalls {
        let rows = self.file.seen(&func.methods[caller], bci);
        let classes: Vec<(ClassRef, u32)> = rows
            .iter()
            .filter(|(class, _)| class != "others")
            .map(|(class, count)| (self.class(func, class), *count))
            .collect();
        let others = rows.iter().find(|(class, _)| class == "others");
        SeenCalls {
            classes,
            n_others: others.map_or(0, |(_, count)| *count),
            ..SeenCalls::default()
        }
    }

    fn constant_field(
        &self,
        func: &mut Function,
        object: Option<ObjectRef>,
        field: FieldRef,
    ) -> Option<Known> {
        let object = object.map_or("", |object| func.objects[object].as_str());
        let value = self.file.final_field(object, &func.fields[field])?;
        Some(self.known(func, value))
    }
}

fn optimize(pipeline: &str, func: &mut Function, file: &Classes) -> Result<(), String> {
    let pipeline = Pipeline::parse(pipeline).map_err(|error| error.to_string())?;
    let mut names = Function::new("names", Signature::default());
    names.classes = func.classes.clone();
    names.fields = func.fields.clone();
    names.methods = func.methods.clone();
    names.objects = func.objects.clone();
    let env = FileEnv {
        file,
        names: RefCell::new(names),
    };
    let options = Options {
        verify: true,
        check_changed: true,
        bisect: None,
        env: &env,
        ..Options::default()
    };
    opt::run(&pipeline, func, &options, &mut Silent).map_err(|broken| broken.to_string())?;
    Ok(())
}

#[test]
fn functions_come_out_as_their_files_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("filetests");
    ir_filetest::transform(folder, &optimize);
}
