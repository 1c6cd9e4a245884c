package impl;

import api.Codec;

public class Factory {
    private Factory() {}

    public static Codec provider() {
        return new Codec() {
            public String encode(String s) {
                return s.toUpperCase() + getClass().getModule();
            }

            public int priority() {
                return 1;
            }
        };
    }
}
