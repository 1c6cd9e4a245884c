@Deprecated(since = "2", forRemoval = true)
open module demo {
    requires java.logging;
    exports demo;
    uses java.util.function.Supplier;
}
