package lib.api;

public interface Codec {
    String name();

    String encode(String s);
}
