package app;

import java.util.ServiceLoader;
import java.util.TreeSet;
import lib.api.Codec;
import lib.api.Registry;

/** Three modules: transitive requires, qualified exports, opens, services from a module that is only resolved by binding, and what is refused. */
public class Main {
    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        Module me = Main.class.getModule(), lib = Codec.class.getModule();
        t("names", () -> me.getName() + " " + lib.getName() + " " + ModuleLayer.boot().findModule("plugin").isPresent());
        t("reads", () -> me.canRead(lib) + " " + lib.canRead(me) + " " + me.canRead(java.util.logging.Logger.class.getModule()) + " " + ModuleLayer.boot().findModule("plugin").map(me::canRead));
        t("services", () -> {
            TreeSet<String> s = new TreeSet<>();
            for (Codec c : ServiceLoader.load(Codec.class)) s.add(c.name() + "=" + c.encode("text") + "@" + c.getClass().getModule().getName());
            return s;
        });
        t("call", () -> Registry.describe("x"));
        t("transitive type", () -> Registry.logger().getName());
        t("not exported by reflection", () -> Class.forName("lib.impl.Hidden").getMethod("secret").invoke(null));
        t("opened, public", () -> Class.forName("lib.opened.Open").getMethod("pub").invoke(null));
        t("opened, private", () -> {
            var f = Class.forName("lib.opened.Open").getDeclaredField("priv");
            f.setAccessible(true);
            return f.get(null);
        });
        t("exported, private", () -> {
            var f = Registry.class.getDeclaredField("count");
            f.setAccessible(true);
            return f.get(null);
        });
        t("plugin class", () -> Class.forName("plugin.Rot").getDeclaredConstructor().newInstance());
        t("plugin from lib", Registry::reachPlugin);
        t("lib finds app", () -> Registry.callback(new Runnable() {
            public void run() {
                System.out.println("app callback from " + StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass().getModule());
            }
        }));
        t("exports", () -> lib.isExported("lib.api") + " " + lib.isExported("lib.impl") + " " + lib.isExported("lib.impl", ModuleLayer.boot().findModule("plugin").get()) + " " + lib.isOpen("lib.opened") + " " + lib.isExported("lib.opened"));
        t("lib resource", () -> (lib.getResourceAsStream("lib/impl/Hidden.class") != null) + " " + (Codec.class.getResource("/lib/impl/Hidden.class") != null));
        t("cast message", () -> (Codec) (Object) me.getName());
        t("trace", () -> Registry.fail());
        System.out.println("done MultiModules");
    }
}
