package demo;

import java.lang.module.ModuleDescriptor;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** A modular program: its own module, services by provides and provider method, access to what is not read or not exported. */
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
        Module m = Main.class.getModule();
        ModuleDescriptor d = m.getDescriptor();
        t("module", () -> m + " " + m.isNamed() + " " + d.isOpen() + " " + (m.getLayer() == ModuleLayer.boot()));
        t("requires", () -> new TreeSet<>(d.requires().stream().map(ModuleDescriptor.Requires::name).toList()));
        t("exports", () -> d.exports() + " " + d.opens() + " " + d.uses() + " " + d.packages().size());
        t("services", () -> {
            StringBuilder sb = new StringBuilder();
            for (Service s : ServiceLoader.load(Service.class)) sb.append(s.name()).append(' ');
            return sb;
        });
        t("types", () -> ServiceLoader.load(Service.class).stream().map(p -> p.type().getSimpleName()).toList());
        t("no uses", () -> ServiceLoader.load(Runnable.class).findFirst());
        t("reads", () -> m.canRead(Object.class.getModule()) + " " + m.canRead(java.util.logging.Logger.class.getModule()) + " " + ModuleLayer.boot().findModule("java.sql").map(m::canRead));
        t("sql", () -> Class.forName("java.sql.Driver"));
        t("internal", () -> Class.forName("jdk.internal.misc.VM").getMethod("isBooted").invoke(null));
        t("resource", () -> (Main.class.getResource("/demo/Main.class") != null) + " " + (m.getResourceAsStream("demo/internal/One.class") != null));
        t("package", () -> Main.class.getPackage() + " " + Main.class.getPackageName());
        t("cast", () -> (Integer) (Object) new Main().getClass().getName());
        t("cast own", () -> (Service) (Object) new Main());
        t("open", () -> m.isOpen("demo.internal") + " " + m.isOpen("demo.internal", java.util.logging.Logger.class.getModule()) + " " + m.isExported("demo") + " " + m.isExported("demo.internal"));
        StackTraceElement e = new Throwable().getStackTrace()[0];
        System.out.println(e + " " + e.getModuleName() + " " + e.getModuleVersion() + " " + e.getClassLoaderName());
        System.out.println("done ModularApp");
    }
}
