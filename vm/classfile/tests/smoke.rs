//! Damaged files do not make the parser panic, loop, or use memory out of proportion.

mod cases;
mod check;
mod mutation;
mod rich;
mod writer;

use check::check;
use mutation::{Rng, damage};
use rich::rich;

fn malformed() -> Vec<Vec<u8>> {
    let cases = cases::all();
    assert!(cases.iter().all(|case| !case.message.is_empty()));
    cases.into_iter().map(|case| case.image).collect()
}

#[test]
fn smoke() {
    let original = rich();
    assert_eq!(check(&original), Ok(true));
    let mut originals = malformed();
    originals.resize_with(originals.len() * 4, rich);
    let mut rng = Rng::new(0xf00d);
    let mut n_accepted = 0;
    for i in 0..40_000 {
        let mut image = originals[i % originals.len()].clone();
        damage(&mut image, &mut rng);
        match check(&image) {
            Ok(accepted) => n_accepted += usize::from(accepted),
            Err(message) => panic!("mutation {i}: {message}"),
        }
    }
    assert!(n_accepted > 1000, "{n_accepted}");
}
