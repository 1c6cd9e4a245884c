package plugin;

import lib.api.Codec;

public class Rot implements Codec {
    public String name() {
        return "rot";
    }

    public String encode(String s) {
        StringBuilder sb = new StringBuilder();
        for (char c : s.toCharArray()) sb.append((char) ((c - 'a' + 13) % 26 + 'a'));
        return sb + lib.impl.Hidden.secret();
    }
}
