import java.io.*;
import java.lang.module.*;
import java.util.*;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Layers that want what a loader already has: a module of the same name, a package of another module, one with classes in the unnamed module. */
public class ModulesTwice {
    static class Loader extends ClassLoader {
        Loader() {
            super(ModulesTwice.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    /** The class file of an interface without members. */
    static byte[] emptyInterface(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeInt(52);
        out.writeShort(5);
        for (String text : List.of(name, "java/lang/Object")) {
            out.writeByte(1);
            out.writeUTF(text);
        }
        for (int utf8 = 1; utf8 <= 2; utf8++) {
            out.writeByte(7);
            out.writeShort(utf8);
        }
        for (int word : new int[] {0x0601, 3, 4, 0, 0, 0, 0})
            out.writeShort(word);
        return bytes.toByteArray();
    }

    /** Finds modules that consist of a name and packages. */
    static ModuleFinder finder(ModuleDescriptor... descriptors) {
        Map<String, ModuleReference> found = new TreeMap<>();
        for (ModuleDescriptor d : descriptors)
            found.put(d.name(), new ModuleReference(d, null) {
                @Override
                public ModuleReader open() {
                    throw new UnsupportedOperationException();
                }
            });
        return new ModuleFinder() {
            @Override
            public Optional<ModuleReference> find(String name) {
                return Optional.ofNullable(found.get(name));
            }

            @Override
            public Set<ModuleReference> findAll() {
                return new HashSet<>(found.values());
            }
        };
    }

    static ModuleDescriptor module(String name, String... packages) {
        return ModuleDescriptor.newModule(name).packages(Set.of(packages)).build();
    }

    static void layer(String what, ClassLoader loader, ModuleDescriptor... modules) {
        attempt(what, () -> {
            List<String> roots = Arrays.stream(modules).map(ModuleDescriptor::name).collect(Collectors.toList());
            Configuration c = ModuleLayer.boot().configuration().resolve(finder(modules), ModuleFinder.of(), roots);
            ModuleLayer l = ModuleLayer.boot().defineModules(c, name -> loader);
            return new TreeSet<>(l.modules().stream().map(Module::getName).toList()) + " " + l.findLoader(modules[0].name()).getClass().getName();
        });
    }

    static void attempt(String what, Supplier<Object> act) {
        try {
            System.out.println(what + ": " + act.get());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    public static void main(String[] args) throws Throwable {
        Loader loader = new Loader();
        layer("first", loader, module("a", "a.one", "a.two"));
        layer("same module", loader, module("a", "a.three"));
        layer("same module and packages", loader, module("a", "a.one"));
        layer("package of another", loader, module("b", "a.one"));
        layer("all or nothing", loader, module("c", "c.free", "a.two"));
        layer("what was free", loader, module("d", "c.free"));
        layer("no packages", loader, module("empty"));
        layer("no packages again", loader, module("empty"));
        layer("another loader", new Loader(), module("a", "a.one"), module("empty"));
        layer("java package", loader, module("e", "java.mine"));

        Loader plain = new Loader();
        layer("two at once", plain, module("m", "m.one"), module("n", "n.one"));
        layer("two, one known", plain, module("o", "o.one"), module("m", "m.two"));
        ClassLoader app = ModulesTwice.class.getClassLoader();
        Class<?> packaged = Class.forName("com.sun.tools.javac.Main");
        System.out.println(packaged.getModule() + " " + (packaged.getClassLoader() == app));
        layer("package of the application's loader", app, module("x", "com.sun.tools.javac"));
        layer("free package of the application's loader", app, module("x", "x.mine"));

        Loader unnamed = new Loader();
        Class<?> empty = unnamed.define(emptyInterface("p/q/Empty"));
        System.out.println(empty + " " + empty.getModule().isNamed() + " " + empty.getPackageName());
        layer("package of the unnamed module", unnamed, module("p", "p.q"));
        layer("another package", unnamed, module("p", "p.r"));
        System.out.println("done ModulesTwice");
    }
}
