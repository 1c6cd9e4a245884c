import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Functional programming in earnest: Church numerals, fixpoints, trampolines, memoization, parser combinators, lazy lists, monads, transducers. */
public class HigherOrder {
    interface Church {
        <A> UnaryOperator<A> apply(UnaryOperator<A> f);

        Church ZERO = new Church() {
            public <A> UnaryOperator<A> apply(UnaryOperator<A> f) {
                return x -> x;
            }
        };

        default Church succ() {
            Church n = this;
            return new Church() {
                public <A> UnaryOperator<A> apply(UnaryOperator<A> f) {
                    return x -> f.apply(n.apply(f).apply(x));
                }
            };
        }

        default Church times(Church m) {
            Church n = this;
            return new Church() {
                public <A> UnaryOperator<A> apply(UnaryOperator<A> f) {
                    return n.apply(m.apply(f));
                }
            };
        }

        default int toInt() {
            return this.<Integer>apply(x -> x + 1).apply(0);
        }
    }

    interface Rec<A, B> extends Function<Rec<A, B>, Function<A, B>> {}

    static <A, B> Function<A, B> fix(Function<Function<A, B>, Function<A, B>> f) {
        Rec<A, B> r = w -> f.apply(x -> w.apply(w).apply(x));
        return r.apply(r);
    }

    interface Bounce<T> {
        T run();

        static <T> Bounce<T> done(T t) {
            return () -> t;
        }

        static <T> Bounce<T> more(Supplier<Bounce<T>> s) {
            return new More<>(s);
        }
    }

    record More<T>(Supplier<Bounce<T>> s) implements Bounce<T> {
        public T run() {
            Bounce<T> b = this;
            while (b instanceof More<T> m) b = m.s().get();
            return b.run();
        }
    }

    static Bounce<Boolean> even(int n) {
        return n == 0 ? Bounce.done(true) : Bounce.more(() -> odd(n - 1));
    }

    static Bounce<Boolean> odd(int n) {
        return n == 0 ? Bounce.done(false) : Bounce.more(() -> even(n - 1));
    }

    record Result<T>(T value, String rest) {}

    interface Parser<T> {
        Optional<Result<T>> parse(String s);

        default <U> Parser<U> map(Function<? super T, ? extends U> f) {
            return s -> parse(s).map(r -> new Result<U>(f.apply(r.value()), r.rest()));
        }

        default <U> Parser<U> then(Function<? super T, Parser<U>> f) {
            return s -> parse(s).flatMap(r -> f.apply(r.value()).parse(r.rest()));
        }

        default Parser<T> or(Parser<T> other) {
            return s -> parse(s).or(() -> other.parse(s));
        }

        default Parser<List<T>> many() {
            return s -> {
                List<T> out = new ArrayList<>();
                String rest = s;
                for (Optional<Result<T>> r; (r = parse(rest)).isPresent(); rest = r.get().rest()) out.add(r.get().value());
                return Optional.of(new Result<>(out, rest));
            };
        }

        static Parser<Character> ch(Predicate<Character> p) {
            return s -> s.isEmpty() || !p.test(s.charAt(0)) ? Optional.empty() : Optional.of(new Result<>(s.charAt(0), s.substring(1)));
        }
    }

    static Parser<Integer> expr() {
        Parser<Integer> num = Parser.ch(Character::isDigit).then(c -> Parser.ch(Character::isDigit).many().map(l -> Integer.parseInt(c + l.stream().map(String::valueOf).collect(Collectors.joining()))));
        Parser<Integer> atom = num.or(s -> Parser.ch(c -> c == '(').then(c -> expr()).then(v -> Parser.ch(c -> c == ')').map(c -> v)).parse(s));
        Parser<Integer> term = chain(atom, Map.of('*', (a, b) -> a * b, '/', (a, b) -> a / b));
        return chain(term, Map.of('+', Integer::sum, '-', (a, b) -> a - b));
    }

    static Parser<Integer> chain(Parser<Integer> p, Map<Character, IntBinaryOperator> ops) {
        return p.then(first -> Parser.ch(ops::containsKey).then(o -> p.map(v -> Map.entry(o, v))).many().map(l -> l.stream().reduce(first, (a, e) -> ops.get(e.getKey()).applyAsInt(a, e.getValue()), (a, b) -> b)));
    }

    static class Lazy<T> {
        final T head;
        private Supplier<Lazy<T>> make;
        private Lazy<T> tail;
        static int forced;

        Lazy(T head, Supplier<Lazy<T>> make) {
            this.head = head;
            this.make = make;
        }

        Lazy<T> tail() {
            if (make != null) {
                forced++;
                tail = make.get();
                make = null;
            }
            return tail;
        }

        Lazy<T> filter(Predicate<T> p) {
            Lazy<T> l = this;
            while (!p.test(l.head)) l = l.tail();
            Lazy<T> found = l;
            return new Lazy<>(found.head, () -> found.tail().filter(p));
        }

        <U> Lazy<U> map(Function<T, U> f) {
            return new Lazy<>(f.apply(head), () -> tail().map(f));
        }

        List<T> take(int n) {
            List<T> out = new ArrayList<>();
            Lazy<T> l = this;
            while (n-- > 0) {
                out.add(l.head);
                if (n > 0) l = l.tail();
            }
            return out;
        }

        static Lazy<Integer> from(int n) {
            return new Lazy<>(n, () -> from(n + 1));
        }

        static Lazy<Integer> sieve(Lazy<Integer> l) {
            return new Lazy<>(l.head, () -> sieve(l.tail().filter(x -> x % l.head != 0)));
        }
    }

    interface Reducer<R, A> extends BiFunction<R, A, R> {}

    interface Transducer<A, B> {
        <R> Reducer<R, A> apply(Reducer<R, B> r);

        default <C> Transducer<A, C> then(Transducer<B, C> t) {
            Transducer<A, B> self = this;
            return new Transducer<>() {
                public <R> Reducer<R, A> apply(Reducer<R, C> r) {
                    return self.apply(t.apply(r));
                }
            };
        }

        static <A, B> Transducer<A, B> map(Function<A, B> f) {
            return new Transducer<>() {
                public <R> Reducer<R, A> apply(Reducer<R, B> r) {
                    return (acc, a) -> r.apply(acc, f.apply(a));
                }
            };
        }

        static <A> Transducer<A, A> filter(Predicate<A> p) {
            return new Transducer<>() {
                public <R> Reducer<R, A> apply(Reducer<R, A> r) {
                    return (acc, a) -> p.test(a) ? r.apply(acc, a) : acc;
                }
            };
        }
    }

    static <A, R> Function<A, R> memo(Function<A, R> f, Map<A, R> cache) {
        return a -> {
            R r = cache.get(a);
            if (r == null) cache.put(a, r = f.apply(a));
            return r;
        };
    }

    static Function<Integer, Long> fibs;

    public static void main(String[] args) {
        Church three = Church.ZERO.succ().succ().succ(), four = three.succ();
        System.out.println(three.times(four).toInt() + " " + three.<String>apply(s -> s + "x").apply(">") + " " + four.times(four).times(three).toInt());
        System.out.println(HigherOrder.<Integer, Long>fix(self -> n -> n < 2 ? 1L : n * self.apply(n - 1)).apply(20));
        System.out.println(even(30000).run() + " " + odd(30000).run() + " " + even(7).run());
        Function<Integer, Function<Integer, Function<Integer, Integer>>> curried = a -> b -> c -> a * 100 + b * 10 + c;
        System.out.println(curried.apply(1).apply(2).apply(3) + " " + Stream.of(4, 5).map(curried.apply(9)).map(f -> f.apply(7)).toList());
        for (String s : new String[]{"1+2*3", "(1+2)*3-4/2", "10-3-2", "2*(3+(4-1))*5", "7*", "(1", "x", "12)3"}) System.out.println(s + " -> " + expr().parse(s).map(Result::toString).orElse("no"));
        System.out.println(Lazy.sieve(Lazy.from(2)).take(20) + " " + (Lazy.forced > 20) + " " + Lazy.from(1).map(x -> x * x).filter(x -> x % 3 == 1).take(8));
        Map<Integer, Long> cache = new TreeMap<>();
        fibs = memo(n -> n < 2 ? (long) n : fibs.apply(n - 1) + fibs.apply(n - 2), cache);
        System.out.println(fibs.apply(80) + " " + cache.size());
        Transducer<Integer, String> t = Transducer.<Integer>filter(x -> x % 2 == 0).then(Transducer.map(x -> x * x)).then(Transducer.filter(x -> x > 10)).then(Transducer.map(x -> "<" + x + ">"));
        Reducer<String, Integer> r = t.apply((acc, s) -> acc + s);
        System.out.println(IntStream.range(0, 12).boxed().reduce("", r, String::concat));
        List<List<Integer>> perms = Stream.iterate(List.of(List.<Integer>of()), ps -> ps.stream().flatMap(p -> IntStream.rangeClosed(0, 3).boxed().filter(x -> !p.contains(x)).map(x -> Stream.concat(p.stream(), Stream.of(x)).toList())).toList()).skip(4).findFirst().get();
        System.out.println(perms.size() + " " + perms.get(0) + " " + perms.get(23));
        UnaryOperator<UnaryOperator<Integer>> twice = f -> x -> f.apply(f.apply(x));
        UnaryOperator<UnaryOperator<Integer>> twiceTwice = f -> twice.apply(twice.apply(f));
        System.out.println(twiceTwice.apply(x -> x * 3).apply(1) + " " + twice.apply(twiceTwice.apply(x -> x + 1)).apply(0));
        System.out.println("done HigherOrder");
    }
}
