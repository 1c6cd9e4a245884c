// difftest: library
import java.lang.invoke.*;
import java.util.*;
import java.util.function.*;

/** Hundreds of classes from one template: hidden ones, ones from many loaders, proxies, lambdas; each with its own statics; loaders dropped while others are used. */
public class ManyClasses {
    public static class Templ implements IntSupplier {
        static int made;
        static final Object MARK = new Object();
        final int id = ++made;

        public int getAsInt() {
            return id * 10 + made;
        }
    }

    public interface Itf {
        String name(int x);
    }

    static BytesLoader loader(byte[] b) {
        return new BytesLoader("ManyClasses$Templ", b);
    }

    public static void main(String[] args) throws Throwable {
        byte[] b = BytesLoader.original("ManyClasses$Templ");
        long sum = 0;
        Set<Class<?>> classes = new HashSet<>();
        Set<Object> marks = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 120; i++) {
            Class<?> c = loader(b).loadClass("ManyClasses$Templ");
            IntSupplier s = (IntSupplier) c.getConstructor().newInstance();
            sum += s.getAsInt();
            classes.add(c);
            var f = c.getDeclaredField("MARK");
            f.setAccessible(true);
            marks.add(f.get(null));
            if (i % 40 == 0) System.gc();
        }
        System.out.println(classes.size() + " " + marks.size() + " " + sum);
        MethodHandles.Lookup l = MethodHandles.lookup();
        sum = 0;
        for (int i = 0; i < 150; i++) {
            MethodHandles.Lookup h = l.defineHiddenClass(b, true);
            IntSupplier s = (IntSupplier) h.findConstructor(h.lookupClass(), MethodType.methodType(void.class)).invoke();
            sum += s.getAsInt() + (h.lookupClass().isHidden() ? 1 : 0);
            if (i % 50 == 0) System.gc();
        }
        System.out.println(sum);
        classes.clear();
        marks.clear();
        System.gc();
        IntSupplier keep = null;
        for (int i = 0; i < 60; i++) {
            BytesLoader ld = loader(b);
            Itf p = (Itf) java.lang.reflect.Proxy.newProxyInstance(ld, new Class<?>[]{Itf.class}, (o, m, a) -> m.getName() + a[0]);
            if (!p.name(i).equals("name" + i)) System.out.println("wrong proxy");
            keep = (IntSupplier) ld.loadClass("ManyClasses$Templ").getConstructor().newInstance();
            classes.add(p.getClass());
        }
        System.out.println(classes.size() + " " + keep.getAsInt());
        System.out.println(new Templ().getAsInt() + " " + Templ.made);
        List<WeakHashMap<Object, Object>> maps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            WeakHashMap<Object, Object> w = new WeakHashMap<>();
            w.put(loader(b).loadClass("ManyClasses$Templ"), i);
            maps.add(w);
        }
        System.gc();
        System.out.println(maps.size());
        System.out.println("done ManyClasses");
    }
}
