module app {
    requires impl;
    uses api.Codec;
}
