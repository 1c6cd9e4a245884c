module plugin {
    requires lib;
    provides lib.api.Codec with plugin.Rot;
}
