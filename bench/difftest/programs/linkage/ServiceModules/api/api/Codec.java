package api;

import java.util.*;

public interface Codec extends Comparable<Codec> {
    String encode(String s);

    default int priority() {
        return 0;
    }

    default int compareTo(Codec o) {
        return Integer.compare(o.priority(), priority());
    }

    static List<Codec> all() {
        List<Codec> l = new ArrayList<>();
        for (Codec c : ServiceLoader.load(Codec.class)) l.add(c);
        Collections.sort(l);
        return l;
    }
}
