// difftest: library
import java.lang.reflect.*;
import java.util.*;

/** Attributes that lie: inner classes that disown each other, enclosing methods that are not there, signatures that do not parse, record components, permitted subclasses, parameter names, nests, source files. */
public class ClassAttributes {
    interface Change {
        ClassEdit of(ClassEdit e);
    }

    interface Ask {
        Object of(Class<?> c) throws Exception;
    }

    static final String[] ALL = {"ClassAttributesOuter", "ClassAttributesOuter$In", "ClassAttributesOuter$1Local", "ClassAttributesOuter$1", "ClassAttributesRec", "ClassAttributesGen"};

    static void with(String what, String changed, Change ch, String subject, Ask... asks) throws Exception {
        BytesLoader d = new BytesLoader();
        for (String n : ALL) d.classes.put(n, BytesLoader.original(n));
        if (changed != null) d.classes.put(changed, ch.of(new ClassEdit(changed)).b);
        StringBuilder sb = new StringBuilder(what);
        for (Ask a : asks) {
            sb.append(" | ");
            try {
                Object o = a.of(d.loadClass(subject));
                sb.append(o instanceof Object[] x ? Arrays.toString(x) : o);
            } catch (Throwable t) {
                sb.append(t.getClass().getName()).append(": ").append(t.getMessage());
            }
        }
        System.out.println(sb.toString().replace("ClassAttributes", "CA").replaceAll("@[0-9a-f]+", "@"));
    }

    public static void main(String[] args) throws Exception {
        String outer = ALL[0], in = ALL[1], local = ALL[2], anon = ALL[3], rec = ALL[4], gen = ALL[5];
        Ask[] place = {Class::getSimpleName, Class::getDeclaringClass, Class::getEnclosingClass, Class::getEnclosingMethod, Class::isMemberClass, Class::isLocalClass, Class::isAnonymousClass, c -> Modifier.toString(c.getModifiers()), Class::getNestHost};
        Ask[] inside = {c -> sorted(c.getDeclaredClasses()), c -> sorted(c.getNestMembers())};
        for (String n : new String[]{in, local, anon}) with("unchanged " + n, null, null, n, place);
        with("unchanged outer", null, null, outer, inside);
        with("inner attribute gone in inner", in, e -> e.rename("InnerClasses", "XnnerClasses"), in, place);
        with("inner attribute gone in outer", outer, e -> e.rename("InnerClasses", "XnnerClasses"), outer, inside);
        with("inner attribute gone in outer, asked inner", outer, e -> e.rename("InnerClasses", "XnnerClasses"), in, place);
        with("other outer", in, e -> e.rename("ClassAttributesOuter", "ClassAttributesGen"), in, place);
        with("outer missing", in, e -> e.rename("ClassAttributesOuter", "ClassAttributesNone"), in, place);
        with("simple name changed", in, e -> e.rename("In", "Other"), in, Class::getSimpleName, Class::getCanonicalName, Class::getDeclaringClass);
        with("enclosing method attribute gone", local, e -> e.rename("EnclosingMethod", "XnclosingMethod"), local, place);
        with("enclosing method renamed", local, e -> e.rename("work", "wark"), local, place);
        with("enclosing method other type", local, e -> e.rename("(Ljava/lang/String;)Ljava/lang/Object;", "(Ljava/lang/Object;)Ljava/lang/Object;"), local, place);
        with("enclosing class gone", anon, e -> e.rename("ClassAttributesOuter", "ClassAttributesNone"), anon, place);
        with("nest host other", in, e -> e.rename("NestHost", "XestHost"), in, Class::getNestHost, c -> c.isNestmateOf(c.getClassLoader().loadClass("ClassAttributesOuter")));
        Ask[] generic = {c -> c.getTypeParameters(), Class::getGenericSuperclass, c -> c.getGenericInterfaces(), c -> c.getDeclaredField("f").getGenericType(), c -> c.getDeclaredMethod("m", List.class).toGenericString(), Class::toGenericString};
        with("generic", null, null, gen, generic);
        with("signature attribute gone", gen, e -> e.rename("Signature", "Xignature"), gen, generic);
        String cs = "<T:Ljava/lang/Object;>Ljava/lang/Object;Ljava/util/function/Supplier<TT;>;", fs = "Ljava/util/Map<TT;[I>;", ms = "<X:Ljava/lang/Number;>(Ljava/util/List<-TX;>;)TT;";
        for (String bad : new String[]{"", "L", "Ljava/lang/Object", "<T>Ljava/lang/Object;", "<T:>Ljava/lang/Object;", "Ljava/lang/Object<>;", "I", "Ljava/lang/Object;junk", "<T:Ljava/lang/Object;>Ljava/lang/Object;Lno/Such<TT;>;", "<T:TU;>Ljava/lang/Object;"}) with("class signature '" + bad + "'", gen, e -> e.rename(cs, bad), gen, generic[0], generic[1], generic[2], generic[5]);
        for (String bad : new String[]{"", "V", "TZ;", "TT", "[", "Ljava/util/Map<**>;", "Ljava/util/Map<+>;", "Lno/Such;", "Ljava/util/Map.Entry<TT;TT;>;", "Ljava/util/Map<TT;>;", "X"}) with("field signature '" + bad + "'", gen, e -> e.rename(fs, bad), gen, generic[3], c -> c.getDeclaredField("f").getType());
        for (String bad : new String[]{"", "()", "(I", "(TX;)V", "()TT;^", "()V^TT;", "(Ljava/util/List;I)V"}) with("method signature '" + bad + "'", gen, e -> e.rename(ms, bad), gen, generic[4], c -> c.getDeclaredMethod("m", List.class).getGenericReturnType(), c -> c.getDeclaredMethod("m", List.class).getGenericExceptionTypes().length);
        Ask[] record = {Class::isRecord, c -> c.getRecordComponents(), c -> c.getRecordComponents()[0].getAccessor(), c -> c.getDeclaredConstructors()[0].newInstance(1, "x")};
        with("record", null, null, rec, record);
        with("component renamed by field", rec, e -> e.rename("alpha", "omega"), rec, record);
        with("record attribute gone", rec, e -> e.rename("Record", "Xecord"), rec, record);
        with("not a record by its parent", rec, e -> e.rename("java/lang/Record", "java/lang/Number"), rec, record);
        with("method parameters gone", rec, e -> e.rename("MethodParameters", "XethodParameters"), rec, c -> c.getDeclaredConstructors()[0].getParameters(), c -> c.getDeclaredConstructors()[0].getParameters()[0].isNamePresent());
        with("bootstraps gone", rec, e -> e.rename("BootstrapMethods", "XootstrapMethods"), rec, Class::isRecord);
        with("source file", outer, e -> e.rename("ClassAttributes.java", "Elsewhere.kt"), outer, c -> c.getDeclaredMethod("trace").invoke(null));
        with("source file gone", outer, e -> e.rename("SourceFile", "XourceFile"), outer, c -> c.getDeclaredMethod("trace").invoke(null));
        with("lines gone", outer, e -> e.rename("LineNumberTable", "XineNumberTable"), outer, c -> c.getDeclaredMethod("trace").invoke(null));
        with("deprecated only", outer, e -> e.rename("SourceFile", "Deprecated"), outer, Class::getName);
        System.out.println("done ClassAttributes");
    }

    static Object sorted(Class<?>[] cs) {
        return Arrays.stream(cs).map(Class::getName).sorted().toList();
    }
}

class ClassAttributesOuter {
    static class In {}

    Object work(String s) {
        class Local {}
        return new Local();
    }

    Object anon() {
        return new Object() {};
    }

    public static Object trace() {
        StackTraceElement e = new Throwable().getStackTrace()[0];
        return e.getFileName() + ":" + (e.getLineNumber() > 0 ? "line" : e.getLineNumber()) + " " + e.toString().replaceAll("[0-9]+\\)", "n)").replaceAll("^.*//", "");
    }
}

record ClassAttributesRec(int alpha, String beta) {}

class ClassAttributesGen<T> implements java.util.function.Supplier<T> {
    Map<T, int[]> f;

    <X extends Number> T m(List<? super X> l) {
        return null;
    }

    public T get() {
        return null;
    }
}
