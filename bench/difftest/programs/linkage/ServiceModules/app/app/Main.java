package app;

import api.Codec;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

/** Services across three modules: providers by constructor and by method, lazy streams, qualified exports, packages opened for reflection only, optional and transitive requires. */
// difftest: flags=--add-modules impl
public class Main {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        for (Codec c : Codec.all()) System.out.println(c.priority() + " " + c.encode("hello"));
        for (Codec c : Codec.all()) System.out.println(c.priority() + " " + c.encode("again"));
        ServiceLoader<Codec> sl = ServiceLoader.load(Codec.class);
        System.out.println(sl.stream().map(p -> p.type().getSimpleName()).sorted().toList() + " " + sl.findFirst().isPresent() + " " + (sl.iterator().next() == sl.iterator().next()));
        sl.reload();
        System.out.println(sl.stream().filter(p -> p.type().getName().endsWith("Reverse")).map(p -> p.get() == p.get()).toList());
        t("not used here", () -> ServiceLoader.load(Comparator.class).findFirst());
        Module app = Main.class.getModule(), api = Codec.class.getModule(), impl = ModuleLayer.boot().findModule("impl").get();
        System.out.println(app + " " + app.canRead(api) + " " + app.canRead(impl) + " " + api.canRead(impl) + " " + impl.canRead(api) + " " + app.canUse(Codec.class) + " " + app.canUse(Runnable.class));
        System.out.println(api.isExported("api") + " " + api.isExported("api.hidden") + " " + api.isExported("api.hidden", impl) + " " + api.isExported("api.hidden", app) + " " + impl.isOpen("impl.open") + " " + impl.isOpen("impl") + " " + impl.isExported("impl.open"));
        t("hidden helper", () -> Class.forName("api.hidden.Helper").getMethod("rot", String.class, int.class).invoke(null, "abc", 1));
        t("opened bean", () -> {
            Class<?> c = Class.forName("impl.open.Bean");
            Field f = c.getDeclaredField("value");
            f.setAccessible(true);
            Constructor<?> k = c.getDeclaredConstructor();
            k.setAccessible(true);
            return f.get(k.newInstance());
        });
        t("closed class", () -> Class.forName("impl.Rot").getConstructor().newInstance());
        t("closed field", () -> {
            Field f = Class.forName("impl.Rot").getDeclaredField("made");
            f.setAccessible(true);
            return f.get(null);
        });
        for (Module m : new Module[]{api, impl, app}) {
            ModuleDescriptor d = m.getDescriptor();
            System.out.println(d.name() + " " + d.requires().stream().map(r -> r.modifiers() + r.name()).sorted().collect(Collectors.joining(",")) + " " + d.exports().stream().map(e -> e.source() + e.targets()).sorted().toList() + " " + d.opens().stream().map(Object::toString).toList() + " " + d.provides().stream().map(p -> p.service() + p.providers()).toList() + " " + d.uses() + " " + d.mainClass() + " " + d.packages().stream().sorted().toList());
        }
        System.out.println(ModuleLayer.boot().configuration().findModule("app").get().reads().stream().map(r -> r.name()).sorted().toList() + " " + ModuleLayer.boot().findModule("java.sql").isPresent() + " " + Main.class.getPackage() + " " + Main.class.getClassLoader().getUnnamedModule().canRead(app));
        t("resource", () -> impl.getResourceAsStream("impl/Rot.class") != null);
        t("hidden resource", () -> Main.class.getClassLoader().getResource("impl/Rot.class") != null);
        System.out.println("done ServiceModules");
    }
}
