module demo.app {
    requires java.logging;
    exports demo;
    opens demo.internal to java.logging;
    uses demo.Service;
    provides demo.Service with demo.internal.One, demo.internal.Two;
}
