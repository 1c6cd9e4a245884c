//! The repository keeps the rules of `docs/style.md` that a program can check.

use xtask::repository::Repository;
use xtask::tidy;

#[test]
fn the_repository_is_tidy() {
    let repository = Repository::open().expect("the checkout is readable");
    let findings = tidy::check(&repository).expect("the rules are readable");
    let list: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "\n{}\n", list.join("\n"));
}
