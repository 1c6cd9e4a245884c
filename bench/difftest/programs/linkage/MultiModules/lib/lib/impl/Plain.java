package lib.impl;

import lib.api.Codec;

public class Plain implements Codec {
    public String name() {
        return "plain";
    }

    public String encode(String s) {
        return s;
    }
}
