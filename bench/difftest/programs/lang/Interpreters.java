import java.util.*;
import java.util.function.*;

/** Virtual machines inside the virtual machine: a stack machine, a register machine, Brainfuck and a Turing machine run programs with known answers, dispatching by switch, by enum methods, by lambdas and by threaded objects, which must agree. */
public class Interpreters {
    enum Op {
        PUSH { int run(Vm m, int a) { m.push(a); return -1; } },
        ADD { int run(Vm m, int a) { m.push(m.pop() + m.pop()); return -1; } },
        MUL { int run(Vm m, int a) { m.push(m.pop() * m.pop()); return -1; } },
        SUB { int run(Vm m, int a) { long b = m.pop(); m.push(m.pop() - b); return -1; } },
        DIV { int run(Vm m, int a) { long b = m.pop(); m.push(m.pop() / b); return -1; } },
        LOAD { int run(Vm m, int a) { m.push(m.vars[a]); return -1; } },
        STORE { int run(Vm m, int a) { m.vars[a] = m.pop(); return -1; } },
        JMP { int run(Vm m, int a) { return a; } },
        JZ { int run(Vm m, int a) { return m.pop() == 0 ? a : -1; } },
        CALL { int run(Vm m, int a) { m.calls.push(m.pc + 1); return a; } },
        RET { int run(Vm m, int a) { return m.calls.isEmpty() ? Integer.MAX_VALUE : m.calls.pop(); } },
        DUP { int run(Vm m, int a) { long x = m.pop(); m.push(x); m.push(x); return -1; } },
        LT { int run(Vm m, int a) { long b = m.pop(); m.push(m.pop() < b ? 1 : 0); return -1; } };

        abstract int run(Vm m, int a);
    }

    static class Vm {
        final long[] stack = new long[64], vars = new long[8];
        final Deque<Integer> calls = new ArrayDeque<>();
        int sp, pc, steps;

        void push(long v) {
            stack[sp++] = v;
        }

        long pop() {
            return stack[--sp];
        }
    }

    static long[] asm(String text) {
        Map<String, Integer> labels = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String l : text.split(";")) {
            l = l.trim();
            while (l.contains(":")) {
                labels.put(l.substring(0, l.indexOf(':')), lines.size());
                l = l.substring(l.indexOf(':') + 1).trim();
            }
            lines.add(l);
        }
        return lines.stream().mapToLong(l -> {
            String[] w = l.split(" ");
            int arg = w.length < 2 ? 0 : labels.containsKey(w[1]) ? labels.get(w[1]) : Integer.parseInt(w[1]);
            return (long) Op.valueOf(w[0].toUpperCase(Locale.ROOT)).ordinal() << 32 | arg & 0xffffffffL;
        }).toArray();
    }

    static String byEnum(long[] code) {
        Vm m = new Vm();
        Op[] ops = Op.values();
        while (m.pc < code.length && m.steps++ < 20000) {
            int next = ops[(int) (code[m.pc] >> 32)].run(m, (int) code[m.pc]);
            m.pc = next == -1 ? m.pc + 1 : next;
        }
        return m.pop() + " in " + m.steps;
    }

    static String bySwitch(long[] code) {
        Vm m = new Vm();
        while (m.pc < code.length && m.steps++ < 20000) {
            int a = (int) code[m.pc];
            switch ((int) (code[m.pc++] >> 32)) {
                case 0: m.push(a); break;
                case 1: m.push(m.pop() + m.pop()); break;
                case 2: m.push(m.pop() * m.pop()); break;
                case 3: { long b = m.pop(); m.push(m.pop() - b); break; }
                case 4: { long b = m.pop(); m.push(m.pop() / b); break; }
                case 5: m.push(m.vars[a]); break;
                case 6: m.vars[a] = m.pop(); break;
                case 7: m.pc = a; break;
                case 8: if (m.pop() == 0) m.pc = a; break;
                case 9: m.calls.push(m.pc); m.pc = a; break;
                case 10: m.pc = m.calls.isEmpty() ? Integer.MAX_VALUE : m.calls.pop(); break;
                case 11: m.push(m.stack[m.sp - 1]); break;
                default: { long b = m.pop(); m.push(m.pop() < b ? 1 : 0); }
            }
        }
        return m.pop() + " in " + m.steps;
    }

    interface Node {
        Node step(Vm m);
    }

    static String byLambdas(long[] code) {
        Node[] nodes = new Node[code.length + 1];
        for (int i = 0; i < code.length; i++) {
            int k = i, a = (int) code[i];
            Op op = Op.values()[(int) (code[i] >> 32)];
            nodes[i] = switch (op) {
                case JMP -> m -> nodes[a];
                case JZ -> m -> m.pop() == 0 ? nodes[a] : nodes[k + 1];
                case RET -> m -> m.calls.isEmpty() ? null : nodes[m.calls.pop()];
                case CALL -> m -> {
                    m.calls.push(k + 1);
                    return nodes[a];
                };
                default -> m -> {
                    op.run(m, a);
                    return nodes[k + 1];
                };
            };
        }
        Vm m = new Vm();
        for (Node n = nodes[0]; n != null && m.steps++ < 20000; ) n = n.step(m);
        return m.pop() + " in " + m.steps;
    }

    static String brain(String p, String in) {
        int[] jump = new int[p.length()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < p.length(); i++) {
            if (p.charAt(i) == '[') open.push(i);
            if (p.charAt(i) == ']') {
                int o = open.pop();
                jump[o] = i;
                jump[i] = o;
            }
        }
        byte[] tape = new byte[100];
        StringBuilder out = new StringBuilder();
        for (int i = 0, at = 0, read = 0; i < p.length(); i++) {
            switch (p.charAt(i)) {
                case '>' -> at++;
                case '<' -> at--;
                case '+' -> tape[at]++;
                case '-' -> tape[at]--;
                case '.' -> out.append((char) (tape[at] & 255));
                case ',' -> tape[at] = (byte) (read < in.length() ? in.charAt(read++) : 0);
                case '[' -> i = tape[at] == 0 ? jump[i] : i;
                case ']' -> i = tape[at] != 0 ? jump[i] : i;
                default -> { }
            }
        }
        return out.toString();
    }

    record Rule(int write, int move, char next) {}

    static String beaver(Map<String, Rule> rules) {
        Map<Integer, Integer> tape = new TreeMap<>();
        int at = 0, steps = 0;
        for (char s = 'A'; s != 'H'; steps++) {
            Rule r = rules.get("" + s + tape.getOrDefault(at, 0));
            tape.put(at, r.write());
            at += r.move();
            s = r.next();
        }
        return steps + " steps, " + tape.values().stream().mapToInt(x -> x).sum() + " ones";
    }

    public static void main(String[] args) {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put("factorial", "push 1; store 0; push 15; store 1; loop: load 1; jz end; load 0; load 1; mul; store 0; load 1; push 1; sub; store 1; jmp loop; end: load 0");
        programs.put("fibonacci", "push 0; store 0; push 1; store 1; push 80; store 2; l: load 2; jz e; load 1; dup; load 0; add; store 1; store 0; load 2; push 1; sub; store 2; jmp l; e: load 0");
        programs.put("primes", "push 2; store 0; push 0; store 3; n: load 0; push 120; lt; jz e; push 2; store 1; d: load 1; dup; mul; load 0; push 1; add; lt; jz p; load 0; load 0; load 1; div; load 1; mul; sub; jz c; load 1; push 1; add; store 1; jmp d; p: load 3; push 1; add; store 3; c: load 0; push 1; add; store 0; jmp n; e: load 3");
        programs.put("calls", "push 5; call sq; call sq; call inc; ret; sq: dup; mul; ret; inc: push 1; add; ret");
        programs.forEach((n, p) -> {
            long[] code = asm(p);
            System.out.println(n + " " + byEnum(code) + " | " + bySwitch(code) + " | " + byLambdas(code));
        });
        for (Function<long[], String> f : List.<Function<long[], String>>of(Interpreters::byEnum, Interpreters::bySwitch, Interpreters::byLambdas)) {
            for (String bad : new String[]{"push 1; push 0; div", "add", "x: push 1; jmp x", "load 9"}) {
                try {
                    System.out.println(f.apply(asm(bad)));
                } catch (ArithmeticException | ArrayIndexOutOfBoundsException e) {
                    // Compiled code may throw one without a message.
                    System.out.println(e.getClass().getSimpleName());
                }
            }
        }
        System.out.println(brain("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.", "") + brain(">,[>,]<[.<]", "reversed"));
        System.out.println(beaver(Map.of("A0", new Rule(1, 1, 'B'), "A1", new Rule(1, -1, 'B'), "B0", new Rule(1, -1, 'A'), "B1", new Rule(0, -1, 'C'), "C0", new Rule(1, 1, 'H'), "C1", new Rule(1, -1, 'D'), "D0", new Rule(1, 1, 'D'), "D1", new Rule(0, 1, 'A'))));
        System.out.println("done Interpreters");
    }
}
