package lib.api;

import java.util.logging.Logger;

public class Registry {
    private static int count = 4;

    public static String describe(String s) {
        return new lib.impl.Plain().encode(s) + count;
    }

    public static Logger logger() {
        return Logger.getLogger("lib.logger");
    }

    public static Object reachPlugin() throws Exception {
        return Class.forName("plugin.Rot").getDeclaredConstructor().newInstance();
    }

    public static Object callback(Runnable r) {
        r.run();
        return "called " + r.getClass().getModule().getName();
    }

    public static Object fail() {
        StackTraceElement e = new IllegalStateException("in lib").getStackTrace()[0];
        return e + " " + e.getModuleName();
    }
}
