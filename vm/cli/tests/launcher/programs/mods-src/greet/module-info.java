module greet {
    requires java.logging;
    exports greet;
}
