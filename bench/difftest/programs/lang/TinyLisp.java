// difftest: gc-every=20000
import java.util.*;
import java.util.function.*;

/** A Lisp interpreter: closures, tail calls by trampoline, macros, errors, continuations by exceptions; the programs it runs are the test. */
public class TinyLisp {
    record Sym(String name) {
        static final Map<String, Sym> ALL = new HashMap<>();

        static Sym of(String n) {
            return ALL.computeIfAbsent(n, Sym::new);
        }

        public String toString() {
            return name;
        }
    }

    static class Env extends HashMap<Sym, Object> {
        final Env outer;

        Env(Env outer) {
            this.outer = outer;
        }

        Env find(Sym s) {
            for (Env e = this; e != null; e = e.outer) if (e.containsKey(s)) return e;
            throw new LispError("unbound " + s);
        }
    }

    static class LispError extends RuntimeException {
        LispError(String m) {
            super(m);
        }
    }

    static class Escape extends RuntimeException {
        final Object tag, value;

        Escape(Object tag, Object value) {
            super(null, null, false, false);
            this.tag = tag;
            this.value = value;
        }
    }

    interface Prim {
        Object apply(List<Object> args);
    }

    record Lambda(List<?> params, List<?> body, Env env, boolean macro) {
        Env bind(List<Object> args) {
            Env e = new Env(env);
            for (int i = 0; i < params.size(); i++) {
                if (params.get(i).equals(Sym.of("."))) {
                    e.put((Sym) params.get(i + 1), List.copyOf(args.subList(i, args.size())));
                    return e;
                }
                if (i >= args.size()) throw new LispError("too few arguments: " + args.size());
                e.put((Sym) params.get(i), args.get(i));
            }
            if (args.size() > params.size()) throw new LispError("too many arguments: " + args.size());
            return e;
        }
    }

    static Deque<String> tokens(String s) {
        Deque<String> q = new ArrayDeque<>();
        for (String t : s.replaceAll("([()'])", " $1 ").trim().split("\\s+")) q.add(t);
        return q;
    }

    static Object read(Deque<String> q) {
        String t = q.pollFirst();
        if (t == null) throw new LispError("end of input");
        if (t.equals("'")) return List.of(Sym.of("quote"), read(q));
        if (t.equals(")")) throw new LispError("unexpected )");
        if (t.equals("(")) {
            List<Object> l = new ArrayList<>();
            while (!")".equals(q.peekFirst())) l.add(read(q));
            q.pollFirst();
            return l;
        }
        try {
            return Long.parseLong(t);
        } catch (NumberFormatException e) {
            return t.equals("#t") ? (Object) true : t.equals("#f") ? false : Sym.of(t);
        }
    }

    static final Env GLOBAL = new Env(null);
    static int depth, maxDepth;

    static Object eval(Object x, Env env) {
        depth++;
        maxDepth = Math.max(maxDepth, depth);
        try {
            for (; ; ) {
                if (x instanceof Sym s) return env.find(s).get(s);
                if (!(x instanceof List<?> l)) return x;
                if (l.isEmpty()) return l;
                if (l.get(0) instanceof Sym s) {
                    switch (s.name()) {
                        case "quote":
                            return l.get(1);
                        case "if":
                            x = !Boolean.FALSE.equals(eval(l.get(1), env)) ? l.get(2) : l.size() > 3 ? l.get(3) : List.of();
                            continue;
                        case "define":
                            if (l.get(1) instanceof List<?> head) {
                                env.put((Sym) head.get(0), new Lambda(head.subList(1, head.size()), l.subList(2, l.size()), env, false));
                                return head.get(0);
                            }
                            env.put((Sym) l.get(1), eval(l.get(2), env));
                            return l.get(1);
                        case "set!": {
                            Object v = eval(l.get(2), env);
                            env.find((Sym) l.get(1)).put((Sym) l.get(1), v);
                            return v;
                        }
                        case "lambda":
                        case "macro":
                            return new Lambda((List<?>) l.get(1), l.subList(2, l.size()), env, s.name().equals("macro"));
                        case "begin":
                            for (int i = 1; i < l.size() - 1; i++) eval(l.get(i), env);
                            x = l.get(l.size() - 1);
                            continue;
                        case "catch": {
                            Object tag = new Object();
                            try {
                                Prim k = a -> {
                                    throw new Escape(tag, a.get(0));
                                };
                                return apply(eval(l.get(1), env), List.of(k));
                            } catch (Escape e) {
                                if (e.tag != tag) throw e;
                                return e.value;
                            }
                        }
                        default:
                    }
                }
                Object f = eval(l.get(0), env);
                if (f instanceof Lambda m && m.macro()) {
                    x = apply(new Lambda(m.params(), m.body(), m.env(), false), new ArrayList<>(l.subList(1, l.size())));
                    continue;
                }
                List<Object> args = new ArrayList<>(l.size());
                for (int i = 1; i < l.size(); i++) args.add(eval(l.get(i), env));
                if (f instanceof Prim p) return p.apply(args);
                if (!(f instanceof Lambda m)) throw new LispError("not a function: " + f);
                env = m.bind(args);
                for (int i = 0; i < m.body().size() - 1; i++) eval(m.body().get(i), env);
                x = m.body().get(m.body().size() - 1);
            }
        } finally {
            depth--;
        }
    }

    static Object apply(Object f, List<Object> args) {
        if (f instanceof Prim p) return p.apply(args);
        Lambda m = (Lambda) f;
        Env e = m.bind(args);
        Object r = List.of();
        for (Object b : m.body()) r = eval(b, e);
        return r;
    }

    static void prim(String n, Prim p) {
        GLOBAL.put(Sym.of(n), p);
    }

    static void fold(String n, BinaryOperator<Long> f) {
        prim(n, a -> a.stream().map(o -> (Long) o).reduce(f).orElseThrow(() -> new LispError(n + " of nothing")));
    }

    public static void main(String[] args) {
        fold("+", Math::addExact);
        fold("-", Math::subtractExact);
        fold("*", Math::multiplyExact);
        fold("/", (a, b) -> a / b);
        prim("<", a -> (Long) a.get(0) < (Long) a.get(1));
        prim("=", a -> a.get(0).equals(a.get(1)));
        prim("list", List::copyOf);
        prim("car", a -> ((List<?>) a.get(0)).get(0));
        prim("cdr", a -> List.copyOf(((List<?>) a.get(0)).subList(1, ((List<?>) a.get(0)).size())));
        prim("null?", a -> ((List<?>) a.get(0)).isEmpty());
        prim("cons", a -> {
            List<Object> l = new ArrayList<>();
            l.add(a.get(0));
            l.addAll((List<?>) a.get(1));
            return Collections.unmodifiableList(l);
        });
        prim("apply", a -> apply(a.get(0), new ArrayList<>((List<?>) a.get(1))));
        String program = """
            (define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
            (fact 15)
            (fact 30)
            (define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
            (loop 3000 0)
            (define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
            (fib 10)
            (define (map f l) (if (null? l) l (cons (f (car l)) (map f (cdr l)))))
            (define (fold f z l) (if (null? l) z (fold f (f z (car l)) (cdr l))))
            (define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
            (map (lambda (x) (* x x)) (range 0 12))
            (fold + 0 (map (lambda (x) (* x x x)) (range 0 30)))
            (define (counter) (begin (define n 0) (lambda () (set! n (+ n 1)))))
            (define c1 (counter))
            (define c2 (counter))
            (list (c1) (c1) (c2) (c1))
            (define unless (macro (c a b) (list 'if c b a)))
            (unless (< 1 2) (car '()) 'fine)
            (define let1 (macro (name value . body) (cons (cons 'lambda (cons (list name) body)) (list value))))
            (let1 x 5 (+ x (let1 y (* x x) (- y x))))
            (catch (lambda (k) (map (lambda (x) (if (= x 7) (k (list 'found x)) x)) (range 0 100))))
            (define (compose . fs) (if (null? fs) (lambda (x) x) (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
            ((compose (lambda (x) (+ x 1)) (lambda (x) (* x 10)) fact) 5)
            (define (sieve l) (if (null? l) l (cons (car l) (sieve (filter (lambda (x) (if (= 0 (- x (* (car l) (/ x (car l))))) #f #t)) (cdr l))))))
            (define (filter p l) (if (null? l) l (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))
            (sieve (range 2 60))
            (car '())
            (undefined 1)
            (1 2 3)
            (fact)
            (fact 1 2)
            (+ 'a 1)
            (/ 1 0)
            (+)
            (((lambda (f) (lambda (n) ((f f) n))) (lambda (f) (lambda (n) (if (= n 0) 'done ((f f) (- n 1)))))) 200)
            (
            """;
        Deque<String> q = tokens(program);
        while (!q.isEmpty()) {
            try {
                Object e = read(q);
                Object r = eval(e, GLOBAL);
                System.out.println(r instanceof Lambda m ? "lambda " + m.params() : r);
            } catch (LispError | ArithmeticException | ClassCastException | IndexOutOfBoundsException ex) {
                System.out.println(ex.getClass().getSimpleName() + ": " + (ex instanceof ClassCastException ? "cast" : ex.getMessage()));
            }
        }
        System.out.println("depth back to " + depth + ", deepest " + maxDepth);
        System.out.println("done TinyLisp");
    }
}
