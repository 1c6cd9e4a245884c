import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Annotations in every place where they can stand, with every kind of value. */
public class Annotated {
    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Typed {
        String value() default "";
    }

    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @interface Hidden {}

    enum Level { LOW, HIGH }

    @interface Inner {
        int depth();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Everything {
        byte b() default 1;
        char c() default 'c';
        char quote() default '\'';
        double d() default 1.5;
        float f() default 2.5f;
        int i() default -3;
        long j() default 1L << 40;
        short s() default 4;
        boolean z() default true;
        String text() default "tab\tquote\"é";
        Class<?> type() default String.class;
        Level level() default Level.HIGH;
        Inner inner() default @Inner(depth = 7);
        int[] numbers() default {1, 2, 3};
        Class<?>[] types() default {};
        Inner[] inners() default {@Inner(depth = 1), @Inner(depth = 2)};
    }

    @Retention(RetentionPolicy.CLASS)
    @interface Invisible {}

    @Everything(numbers = {}, text = "x")
    static class Holder<@Typed T extends @Typed("bound") Object & @Hidden Serializable>
            extends @Typed("super") ArrayList<@Typed T> implements @Typed Closeable {
        @Typed("field") List<@Typed("argument") ? extends @Typed("wild") T> @Typed("array") [] field;

        @Override
        public void close() throws @Typed("thrown") IOException {}

        @Typed("result") String method(@Typed("receiver") Holder<T> this,
                @Everything @Invisible @Typed("parameter") String a, int b, @Invisible long c) {
            return a;
        }

        <@Typed U extends @Typed Comparable<U>> Holder(@Invisible U u) {}
    }

    static Object body(Object o) throws Exception {
        @Typed("local") String text = (@Typed("cast") String) o;
        if (o instanceof @Typed("test") Integer) {
            return new @Typed("new") ArrayList<@Typed("element") String>();
        }
        Supplier<List<String>> maker = @Typed("reference") ArrayList<String>::new;
        Function<Object, String> name = @Typed("method") Object::toString;
        try (@Typed("resource") Closeable closeable = () -> {}) {
            Annotated.<@Typed("call") String>generic(text);
        } catch (@Typed("caught") RuntimeException e) {
            throw e;
        }
        Map.@Typed("nested") Entry<String, String> entry = null;
        return maker;
    }

    static <T> void generic(T t) {}
}
