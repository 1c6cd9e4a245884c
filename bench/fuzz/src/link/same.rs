//! Whether two VMs say the same of a class.

/// What separates the answers to the questions about a class that was accepted.
const BETWEEN: &str = " | ";

/// What differs in the verdicts on `image`, for people; `None` if nothing does.
pub fn difference(image: &[u8], stock: &str, ours: &str) -> Option<String> {
    if reads_past_the_end(image, ours) {
        return None;
    }
    difference_of(stock, ours)
}

/// The stock JDK does not notice that a file ends inside a `MethodParameters` attribute, and goes on
/// with whatever lies behind it in memory.
fn reads_past_the_end(image: &[u8], ours: &str) -> bool {
    let name = b"MethodParameters";
    ours.ends_with("Truncated class file") && image.windows(name.len()).any(|w| w == name)
}

fn difference_of(stock: &str, ours: &str) -> Option<String> {
    if stock == ours || fail_in_different_methods(stock, ours) || reads_on(stock, ours) {
        return None;
    }
    let (stock, ours): (Vec<_>, Vec<_>) = (
        stock.split(BETWEEN).collect(),
        ours.split(BETWEEN).collect(),
    );
    if stock.len() != ours.len() {
        return Some(told(stock[0], ours[0]));
    }
    let differences = stock
        .iter()
        .zip(&ours)
        .filter(|(stock, ours)| stock != ours);
    Some(
        differences
            .map(|(stock, ours)| told(stock, ours))
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

/// The stock JDK verifies methods in the order of addresses of their names: of two bad methods it
/// may find either first, or load a class first that is not there.
fn fail_in_different_methods(stock: &str, ours: &str) -> bool {
    match (verified_method(stock), verified_method(ours)) {
        (Some(stock), Some(ours)) => stock != ours,
        (None, None) => is_without_method(stock) && is_without_method(ours),
        (Some(_), None) => is_without_method(ours),
        (None, Some(_)) => is_without_method(stock),
    }
}

/// Where a stack map has fewer frames than it says, the stock JDK prints what lies behind it.
fn reads_on(stock: &str, ours: &str) -> bool {
    ours.contains("  Stackmap Table:") && stock.starts_with(ours.trim_end())
}

/// Whether it is an error of verification that does not name the method.
fn is_without_method(told: &str) -> bool {
    [
        "java.lang.ClassFormatError: StackMapTable format error",
        "java.lang.ClassFormatError: Illegal exception table",
        "java.lang.NoClassDefFoundError",
    ]
    .iter()
    .any(|start| told.starts_with(start))
}

/// The method in which a `VerifyError` was found.
fn verified_method(told: &str) -> Option<&str> {
    let text = told.strip_prefix("java.lang.VerifyError: ")?;
    match text.split_once("  Location:\\u000a    ") {
        Some((_, rest)) => rest.split(" @").next(),
        None => {
            let (_, rest) = text.split_once("(class: ")?;
            rest.split(" signature").next()
        }
    }
}

fn told(stock: &str, ours: &str) -> String {
    format!("differs\n  stock: {stock}\n  ours:  {ours}")
}

#[cfg(test)]
mod tests {
    use super::{difference, difference_of};

    #[test]
    fn verification_may_begin_with_any_method() {
        let error = |method| {
            format!(
                "java.lang.VerifyError: Bad\\u000aException Details:\\u000a  Location:\\u000a    {method} @2: pop"
            )
        };
        assert_eq!(difference_of(&error("A.f()V"), &error("A.g()V")), None);
        assert_ne!(
            difference_of(&error("A.f()V"), "java.lang.VerifyError: Bad"),
            None
        );
        let old = |method| {
            format!("java.lang.VerifyError: (class: A, method: {method} signature: ()V) Bad")
        };
        assert_eq!(difference_of(&old("f"), &old("g")), None);
    }

    #[test]
    fn nobody_agrees_with_what_lies_behind_a_file() {
        let ours = "java.lang.ClassFormatError: Truncated class file";
        let stock = "java.lang.ClassFormatError: Illegal constant pool index 0";
        assert_eq!(difference(b"..MethodParameters..", stock, ours), None);
        assert_ne!(difference(b"..", stock, ours), None);
    }

    #[test]
    fn only_what_differs_is_told() {
        assert_eq!(difference_of("ok A | x 1 | y 2", "ok A | x 1 | y 2"), None);
        let told = difference_of("ok A | x 1 | y 2", "ok A | x 1 | y 3").unwrap();
        assert!(told.contains("stock: y 2") && told.contains("ours:  y 3"));
        assert!(!told.contains("x 1"));
        let told = difference_of("ok A | x 1", "java.lang.VerifyError: no").unwrap();
        assert!(told.contains("stock: ok A\n") && told.contains("VerifyError"));
    }
}
