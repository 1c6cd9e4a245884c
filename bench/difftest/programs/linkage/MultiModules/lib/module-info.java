module lib {
    requires transitive java.logging;
    exports lib.api;
    exports lib.impl to plugin;
    opens lib.opened;
    uses lib.api.Codec;
    provides lib.api.Codec with lib.impl.Plain;
}
