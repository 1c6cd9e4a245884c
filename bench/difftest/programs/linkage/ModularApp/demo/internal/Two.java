package demo.internal;

import demo.Service;

public class Two {
    public static Service provider() {
        return () -> "two by method";
    }
}
