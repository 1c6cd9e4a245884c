// difftest: library
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** Annotations that do not fit their types any more: constants and classes gone, members of other types, added and removed members, damaged attributes. */
public class AnnotationErrors {
    interface Change {
        ClassEdit of(ClassEdit e);
    }

    static final String[] ALL = {"AnnotationErrorsUser", "AnnotationErrorsAnno", "AnnotationErrorsEnum", "AnnotationErrorsGone", "AnnotationErrorsInner"};

    static String value(Method m, Object o) {
        try {
            m.setAccessible(true);
            Object v = m.invoke(o);
            return v instanceof Object[] a ? Arrays.deepToString(a) : v instanceof int[] a ? Arrays.toString(a) : String.valueOf(v);
        } catch (InvocationTargetException e) {
            Throwable c = e.getCause();
            return c.getClass().getSimpleName() + ": " + c.getMessage() + (c.getCause() == null ? "" : " <- " + c.getCause().getClass().getSimpleName());
        } catch (Exception e) {
            return "direct " + e;
        }
    }

    static void with(String what, String changed, Change c) throws Exception {
        BytesLoader d = new BytesLoader();
        for (String n : ALL) d.classes.put(n, BytesLoader.original(n));
        if (changed != null) {
            ClassEdit e = c.of(new ClassEdit(changed));
            if (e == null) d.classes.put(changed, new byte[0]);
            else d.classes.put(changed, e.b);
        }
        System.out.println("== " + what);
        try {
            Class<?> user = d.loadClass("AnnotationErrorsUser");
            for (AnnotatedElement el : new AnnotatedElement[]{user, user.getDeclaredMethod("m", int.class), user.getDeclaredField("f")}) {
                Annotation[] as = el.getAnnotations();
                System.out.println(as.length + " annotations");
                for (Annotation a : as) {
                    Method[] ms = a.annotationType().getDeclaredMethods();
                    Arrays.sort(ms, Comparator.comparing(Method::getName));
                    for (Method m : ms) System.out.println("  " + m.getName() + " = " + value(m, a));
                    if (el == user) {
                        try {
                            System.out.println("  text " + (a.toString().length() > 0) + " " + a.equals(a) + " " + (a.hashCode() == a.hashCode()));
                        } catch (Throwable t) {
                            System.out.println("  text " + t.getClass().getName() + " " + t.getMessage());
                        }
                    }
                }
            }
            System.out.println(Arrays.toString(user.getDeclaredMethod("m", int.class).getParameterAnnotations()[0]).length() > 2);
        } catch (Throwable t) {
            System.out.println("  " + t.getClass().getName() + ": " + t.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        String user = "AnnotationErrorsUser", anno = "AnnotationErrorsAnno", en = "AnnotationErrorsEnum";
        with("unchanged", null, null);
        with("enum constant gone", en, e -> e.rename("TWO", "THREE"));
        with("class value gone", user, e -> e.rename("LAnnotationErrorsGone;", "LAnnotationErrorsNone;"));
        with("enum type gone", user, e -> e.rename("LAnnotationErrorsEnum;", "LAnnotationErrorsEnun;"));
        with("annotation type gone", user, e -> e.rename("LAnnotationErrorsAnno;", "LAnnotationErrorsNone;"));
        with("annotation type is no annotation", user, e -> e.rename("LAnnotationErrorsAnno;", "LAnnotationErrorsGone;"));
        with("member renamed in type", anno, e -> e.rename("text", "taxt"));
        with("member renamed in use", user, e -> e.rename("text", "taxt"));
        with("member gets another type", anno, e -> e.rename("()Ljava/lang/String;", "()Ljava/lang/Class;"));
        with("array member gets another type", anno, e -> e.rename("()[I", "()[J"));
        with("retention lost", anno, e -> e.rename("RUNTIME", "CLASS"));
        with("default lost", anno, e -> e.rename("AnnotationDefault", "XnnotationDefault"));
        with("attribute renamed", user, e -> e.rename("RuntimeVisibleAnnotations", "XuntimeVisibleAnnotations"));
        with("parameter attribute for annotations", user, e -> e.rename("RuntimeVisibleParameterAnnotations", "XuntimeVisibleParameterAnnotations"));
        System.out.println("done AnnotationErrors");
    }
}

enum AnnotationErrorsEnum { ONE, TWO }

class AnnotationErrorsGone {}

@Retention(RetentionPolicy.RUNTIME)
@interface AnnotationErrorsInner {
    int value() default 3;
}

@Retention(RetentionPolicy.RUNTIME)
// The names of the members are in different buckets of a hash map of 16: the order in which it lists
// equal buckets is that in which the VM lists methods, which the reference VM leaves to chance.
@interface AnnotationErrorsAnno {
    String text() default "default";

    int[] ints() default {7};

    Class<?> type() default Object.class;

    AnnotationErrorsEnum en() default AnnotationErrorsEnum.ONE;

    AnnotationErrorsEnum[] enums() default {};

    AnnotationErrorsInner inner() default @AnnotationErrorsInner;
}

@AnnotationErrorsAnno(text = "given", ints = {1, 2}, type = AnnotationErrorsGone.class, en = AnnotationErrorsEnum.TWO, enums = {AnnotationErrorsEnum.TWO, AnnotationErrorsEnum.ONE}, inner = @AnnotationErrorsInner(9))
class AnnotationErrorsUser {
    @AnnotationErrorsInner
    int f;

    @AnnotationErrorsAnno
    void m(@AnnotationErrorsInner(4) int p) {}
}
