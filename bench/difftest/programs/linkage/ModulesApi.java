import java.lang.module.*;
import java.lang.reflect.InvocationTargetException;
import java.util.*;
import java.util.stream.*;

/** Module API: boot layer, descriptors, exports and opens at run time, configurations, layers that fail, access between modules. */
public class ModulesApi {
    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    public static void main(String[] args) throws Throwable {
        Module me = ModulesApi.class.getModule(), base = Object.class.getModule(), log = java.util.logging.Logger.class.getModule();
        t("me", () -> me.getName() + " " + me.isNamed() + " " + me.getDescriptor() + " " + me.getLayer() + " " + (me.getClassLoader() == ModulesApi.class.getClassLoader()));
        t("base", () -> base + " " + base.isNamed() + " " + base.getClassLoader() + " " + base.getDescriptor().isOpen() + " " + base.getDescriptor().isAutomatic() + " " + (base.getLayer() == ModuleLayer.boot()));
        t("reads", () -> me.canRead(base) + " " + me.canRead(log) + " " + log.canRead(base) + " " + base.canRead(log) + " " + base.canRead(me) + " " + base.canRead(base));
        t("exported", () -> base.isExported("java.util") + " " + base.isExported("jdk.internal.misc") + " " + base.isExported("jdk.internal.misc", me) + " " + base.isExported("no.such")
            + " " + me.isExported("any.thing") + " " + base.isExported("jdk.internal.misc", log));
        t("open", () -> base.isOpen("java.util") + " " + base.isOpen("java.lang", me) + " " + me.isOpen("x"));
        t("packages", () -> base.getPackages().contains("java.util") + " " + base.getPackages().contains("java.sql") + " " + log.getPackages().stream().filter(p -> p.startsWith("java.")).collect(Collectors.toList()));
        t("add export by stranger", () -> base.addExports("jdk.internal.misc", me));
        t("add open by stranger", () -> base.addOpens("java.lang", me));
        t("add reads by stranger", () -> base.addReads(log));
        t("own", () -> me.addReads(log).addExports("p.q", base).addOpens("", base) == me);
        t("uses", () -> base.canUse(java.nio.file.spi.FileSystemProvider.class) + " " + me.canUse(Runnable.class) + " " + base.canUse(Runnable.class));
        t("annotation", () -> base.getAnnotations().length + " " + base.isAnnotationPresent(Deprecated.class));
        ModuleDescriptor d = log.getDescriptor();
        t("descriptor", () -> d.name() + " " + new TreeSet<>(d.requires().stream().map(r -> r.name() + r.modifiers()).toList()) + " " + new TreeSet<>(d.exports().stream().map(e -> e.source()).toList()) + " "
            + new TreeSet<>(d.provides().stream().map(p -> p.service() + "=" + p.providers()).toList()) + " " + d.mainClass());
        t("sql requires", () -> new TreeSet<>(ModuleLayer.boot().findModule("java.sql").get().getDescriptor().requires().stream().map(r -> r.modifiers() + r.name()).toList()));
        t("boot layer", () -> ModuleLayer.boot().findModule("java.base").isPresent() + " " + ModuleLayer.boot().findModule("no.such").isPresent() + " " + ModuleLayer.boot().parents() + " "
            + ModuleLayer.empty().modules() + " " + (ModuleLayer.boot().findLoader("java.sql") == ClassLoader.getPlatformClassLoader()) + " " + ModuleLayer.boot().findLoader("java.base"));
        t("find loader", () -> ModuleLayer.boot().findLoader("no.such"));
        t("class in module", () -> Class.forName(log, "java.util.logging.Level") + " " + Class.forName(log, "java.util.List") + " " + Class.forName(base, "java.util.List") + " " + Class.forName(me, "ModulesApi"));
        t("resource", () -> (base.getResourceAsStream("java/lang/Object.class") != null) + " " + (log.getResourceAsStream("java/lang/Object.class") == null));
        t("finder", () -> ModuleFinder.ofSystem().find("java.base").get().location().get() + " " + ModuleFinder.of().findAll() + " " + ModuleFinder.ofSystem().find("nope"));
        t("resolve", () -> new TreeSet<>(ModuleLayer.boot().configuration().resolve(ModuleFinder.of(), ModuleFinder.ofSystem(), Set.of("java.logging")).modules().stream().map(ResolvedModule::name).toList()));
        t("resolve missing", () -> ModuleLayer.boot().configuration().resolve(ModuleFinder.of(), ModuleFinder.of(), Set.of("no.such.mod")));
        t("layer empty", () -> {
            Configuration c = ModuleLayer.boot().configuration().resolve(ModuleFinder.of(), ModuleFinder.of(), Set.of());
            ModuleLayer l = ModuleLayer.boot().defineModulesWithOneLoader(c, ClassLoader.getSystemClassLoader());
            return l.modules().size() + " " + l.findModule("java.sql").isPresent() + " " + l.parents().size();
        });
        t("build", () -> {
            ModuleDescriptor m = ModuleDescriptor.newModule("my.mod").requires(Set.of(ModuleDescriptor.Requires.Modifier.TRANSITIVE), "java.sql").exports("a.b").opens("c.d").provides("a.b.S", List.of("c.d.I"))
                .uses("x.y.Z").version("1.2-beta").mainClass("a.b.Main").build();
            return m.toNameAndVersion() + " " + new TreeSet<>(m.packages()) + " " + m.exports() + m.opens() + m.uses() + m.provides();
        });
        t("build bad", () -> ModuleDescriptor.newModule("my..mod"));
        t("build bad2", () -> ModuleDescriptor.newModule("m").exports("a.b").exports("a.b"));
        t("versions", () -> ModuleDescriptor.Version.parse("1.10").compareTo(ModuleDescriptor.Version.parse("1.9")) + " " + ModuleDescriptor.Version.parse("1.0-rc").compareTo(ModuleDescriptor.Version.parse("1.0")));
        t("internal access", () -> Class.forName("jdk.internal.misc.VM").getMethod("isBooted").invoke(null));
        t("internal link", ModulesApi::link);
        t("proxy module", () -> {
            Module pm = java.lang.reflect.Proxy.newProxyInstance(ModulesApi.class.getClassLoader(), new Class<?>[]{Runnable.class}, (p, m, a) -> null).getClass().getModule();
            return pm.isNamed() + " " + (pm != me);
        });
        t("lambda module", () -> ((Runnable) () -> {}).getClass().getModule() == me);
        t("array module", () -> new int[0].getClass().getModule() + " " + (new ModulesApi[0].getClass().getModule() == me) + " " + int.class.getModule());
        t("runtime version", () -> Runtime.version().feature() + " " + Runtime.Version.parse("17.0.1+12-LTS").compareTo(Runtime.Version.parse("17.0.2")));
        System.out.println("done ModulesApi");
    }

    static Object link() throws Exception {
        try {
            return Class.forName("sun.security.provider.Sun").getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }
}
