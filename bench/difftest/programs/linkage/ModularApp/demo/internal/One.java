package demo.internal;

import demo.Service;

public class One implements Service {
    public String name() {
        return "one";
    }
}
