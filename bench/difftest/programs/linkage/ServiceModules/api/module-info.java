module api {
    exports api;
    exports api.hidden to impl;
    uses api.Codec;
}
