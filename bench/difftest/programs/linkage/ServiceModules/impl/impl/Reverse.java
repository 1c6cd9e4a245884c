package impl;

import api.Codec;

public class Reverse implements Codec {
    public String encode(String s) {
        return new StringBuilder(s).reverse().toString();
    }
}
