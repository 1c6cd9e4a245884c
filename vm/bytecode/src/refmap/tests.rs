//! Tests of oop maps. Code is given as bytes with the listing beside it.

use super::*;

/// Field and method descriptors by index; odd `ldc` indexes are strings.
struct Pool(&'static [&'static [u8]]);

impl ConstantTypes for Pool {
    fn field_descriptor(&self, cp_index: u16) -> Option<&[u8]> {
        self.0.get(usize::from(cp_index)).copied()
    }
    fn method_descriptor(&self, cp_index: u16) -> Option<&[u8]> {
        self.0.get(usize::from(cp_index)).copied()
    }
    fn constant_type(&self, cp_index: u16) -> Option<SlotType> {
        Some(if cp_index % 2 == 1 {
            SlotType::A
        } else {
            SlotType::I
        })
    }
}

const POOL: Pool = Pool(&[
    b"I",
    b"Ljava/lang/String;",
    b"(ILjava/lang/Object;J)[I",
    b"()V",
]);

fn method<'a>(code: &'a [u8], handlers: &'a [ExceptionHandler]) -> MethodCode<'a> {
    MethodCode {
        code,
        handlers,
        max_locals: 4,
        max_stack: 6,
        descriptor: b"(Ljava/lang/Object;J)V",
        is_static: true,
    }
}

/// The map as text: locals, a bar, the stack; `R` for references.
fn text_of(map: &RefMap) -> String {
    let letter = |is_ref| if is_ref { 'R' } else { '.' };
    let locals = (0..map.n_locals).map(|i| letter(map.local(i)));
    let stack = (0..map.stack_depth()).map(|i| letter(map.stack(i)));
    locals.chain(['|']).chain(stack).collect()
}

fn map(method: &MethodCode<'_>, bci: u16, state: FrameState) -> Result<String, RefMapError> {
    let maps = RefMaps::analyze(method, &POOL)?;
    let frame = maps.frame(method, &POOL, bci, state, &mut |_| panic!("no subroutines"))?;
    Ok(text_of(&frame.ref_map()))
}

#[test]
fn kinds_tell_numbers_from_dead_slots() {
    // 0 iconst_0; 1 aload_0; 2 lload_1; 3 pop2; 4 pop2; 5 return
    let code = [0x03, 0x2a, 0x1f, 0x58, 0x58, 0xb1];
    let method = method(&code, &[]);
    let maps = RefMaps::analyze(&method, &POOL).expect("the code is analyzed");
    let frame = maps
        .frame(&method, &POOL, 3, FrameState::Before, &mut |_| {
            panic!("no subroutines")
        })
        .expect("bci 3 is reached");
    let letters: String = frame
        .kinds()
        .into_iter()
        .map(|kind| match kind {
            SlotKind::Dead => '.',
            SlotKind::Number => 'N',
            SlotKind::Reference => 'R',
        })
        .collect();
    assert_eq!(letters, "RNN.NRNN");
}

#[test]
fn straight_line() {
    // 0 aload_0; 1 lload_1; 2 dup2_x1; 3 pop2; 4 pop; 5 pop2; 6 return
    let code = [0x2a, 0x1f, 0x5d, 0x58, 0x57, 0x58, 0xb1];
    let method = method(&code, &[]);
    let at = |bci| map(&method, bci, FrameState::Before).unwrap();
    assert_eq!(at(0), "R...|");
    assert_eq!(at(1), "R...|R");
    assert_eq!(at(2), "R...|R..");
    assert_eq!(at(3), "R...|..R..");
    assert_eq!(at(4), "R...|..R");
    assert_eq!(at(5), "R...|..");
}

#[test]
fn arguments_belong_to_the_callee_during_the_call() {
    // 0 aload_0; 1 iconst_0; 2 aload_0; 3 lconst_0; 4 invokestatic #2; 7 pop; 8 pop; 9 return
    let code = [0x2a, 0x03, 0x2a, 0x09, 0xb8, 0, 2, 0x57, 0x57, 0xb1];
    let method = method(&code, &[]);
    assert_eq!(map(&method, 4, FrameState::Before).unwrap(), "R...|R.R..");
    assert_eq!(map(&method, 4, FrameState::InCall).unwrap(), "R...|R");
    assert_eq!(map(&method, 7, FrameState::Before).unwrap(), "R...|RR");
    assert_eq!(map(&method, 7, FrameState::InCall).unwrap(), "R...|RR");
}

#[test]
fn a_slot_with_two_kinds_is_dead() {
    // 0 aload_0; 1 ifnull 9; 4 aload_0; 5 astore_3; 6 goto 11; 9 iconst_0; 10 istore_3; 11 return
    let code = [0x2a, 0xc6, 0, 8, 0x2a, 0x4e, 0xa7, 0, 5, 0x03, 0x3e, 0xb1];
    let method = method(&code, &[]);
    assert_eq!(map(&method, 6, FrameState::Before).unwrap(), "R..R|");
    assert_eq!(map(&method, 11, FrameState::Before).unwrap(), "R...|");
}

#[test]
fn handlers_see_the_locals_of_every_covered_instruction() {
    // 0 aload_0; 1 astore_3; 2 nop; 3 iconst_0; 4 istore_0; 5 return; 6 athrow
    let code = [0x2a, 0x4e, 0x00, 0x03, 0x3b, 0xb1, 0xbf];
    let at_6 = |start, end| {
        let handlers = [ExceptionHandler {
            start,
            end,
            handler: 6,
            catch_type: 0,
        }];
        map(&method(&code, &handlers), 6, FrameState::Before).unwrap()
    };
    assert_eq!(at_6(0, 2), "R...|R"); // astore_3 itself sees the old local.
    assert_eq!(at_6(2, 4), "R..R|R");
    assert_eq!(at_6(2, 6), "...R|R");
}

#[test]
fn subroutines_keep_the_types_of_their_callers() {
    // 0 aload_0; 1 astore_3; 2 jsr 15; 5 iconst_0; 6 istore_3; 7 jsr 15; 10 return
    // 15 astore_1; 16 nop; 17 ret 1
    let mut code = vec![
        0x2a, 0x4e, 0xa8, 0, 13, 0x03, 0x3e, 0xa8, 0, 8, 0xb1, 0, 0, 0, 0,
    ];
    code.extend([0x4c, 0x00, 0xa9, 1]);
    let method = method(&code, &[]);
    let maps = RefMaps::analyze(&method, &POOL).unwrap();
    assert!(maps.has_subroutines());
    let at = |bci, address: u16| {
        let mut asked = Vec::new();
        let mut read = |slot| {
            asked.push(slot);
            address
        };
        let frame = maps
            .frame(&method, &POOL, bci, FrameState::Before, &mut read)
            .unwrap();
        (text_of(&frame.ref_map()), asked)
    };
    assert_eq!(at(5, 0), ("R..R|".to_owned(), vec![]));
    assert_eq!(at(15, 5), ("R..R|.".to_owned(), vec![FrameSlot::Stack(0)]));
    assert_eq!(at(16, 5), ("R..R|".to_owned(), vec![FrameSlot::Local(1)]));
    assert_eq!(at(16, 10), ("R...|".to_owned(), vec![FrameSlot::Local(1)]));
    assert_eq!(at(10, 0), ("R...|".to_owned(), vec![]));
}

#[test]
fn bad_code_is_an_error() {
    let analyze = |code: &[u8]| RefMaps::analyze(&method(code, &[]), &POOL).map(|_| ());
    assert_eq!(
        analyze(&[0x57, 0xb1]),
        Err(RefMapError::StackDepth { bci: 0 })
    );
    assert_eq!(analyze(&[0x00]), Err(RefMapError::BadTarget { bci: 1 }));
    assert_eq!(
        analyze(&[0x15, 9, 0xb1]),
        Err(RefMapError::BadLocal { bci: 0 })
    );
    assert_eq!(
        analyze(&[0xa9, 0]),
        Err(RefMapError::BadReturnAddress { bci: 0 })
    );
    assert_eq!(
        analyze(&[0xb8, 0, 9]),
        Err(RefMapError::BadConstant { bci: 0 })
    );
    assert_eq!(
        analyze(&[0x03, 0xa7, 0xff, 0xff]),
        Err(RefMapError::StackMismatch { bci: 0 })
    );
    assert_eq!(analyze(&[]), Err(RefMapError::BadTarget { bci: 0 }));
    let unreachable = map(&method(&[0xb1, 0xb1], &[]), 1, FrameState::Before);
    assert_eq!(unreachable, Err(RefMapError::Unreachable { bci: 1 }));
}

#[test]
fn random_code_never_panics() {
    let mut seed = 0x1234_5678_9abc_def1_u64;
    let mut random = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 32) as u8
    };
    for _ in 0..20_000 {
        let n_bytes = usize::from(random() % 24) + 1;
        let code: Vec<u8> = (0..n_bytes)
            .map(|_| match random() {
                byte if byte < 0xca => byte,
                byte => byte % 8,
            })
            .collect();
        let handlers = [ExceptionHandler {
            start: 0,
            end: 5,
            handler: u16::from(random() % 8),
            catch_type: 0,
        }];
        let method = method(&code, &handlers);
        let Ok(maps) = RefMaps::analyze(&method, &POOL) else {
            continue;
        };
        for bci in 0..code.len() as u16 {
            let _ = maps.frame(&method, &POOL, bci, FrameState::InCall, &mut |_| 3);
        }
    }
}
