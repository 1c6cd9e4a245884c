/** A small bytecode machine: dense and sparse switches, string switches, enum switches, branches that cannot be foreseen. */
public class Switches1 {
    enum Op { PUSH, ADD, MUL, SUB, DUP, SWAP, JNZ, DEC, HALT }

    static int machine(Op[] ops, int[] args, int n) {
        int[] st = new int[16];
        int sp = 0, pc = 0, acc = 0;
        st[sp++] = n;
        while (true) {
            int a = args[pc];
            switch (ops[pc++]) {
                case PUSH: st[sp++] = a;
                    break;
                case ADD: acc += st[sp - 1];
                    break;
                case MUL: acc *= a;
                    break;
                case SUB: acc -= a;
                    break;
                case DUP: st[sp] = st[sp - 1];
                    sp++;
                    break;
                case SWAP: {
                    int t = st[sp - 1];
                    st[sp - 1] = st[sp - 2];
                    st[sp - 2] = t;
                    break;
                }
                case JNZ: if (st[sp - 1] != 0) pc = a;
                    break;
                case DEC: st[sp - 1]--;
                    break;
                case HALT: return acc;
            }
        }
    }

    static int sparse(int x) {
        switch (x) {
            case -1000: return 1;
            case 7: return 2;
            case 99: return 3;
            case 4096: return 4;
            case 65536: return 5;
            case 1 << 20: return 6;
            default: return x & 3;
        }
    }

    static int str(String s) {
        switch (s) {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "Aa": return 4;
            case "BB": return 5;
            default: return 0;
        }
    }

    public static void main(String[] args) {
        Op[] ops = {Op.ADD, Op.MUL, Op.SUB, Op.DUP, Op.SWAP, Op.JNZ, Op.DEC, Op.HALT};
        Op[] prog = {Op.ADD, Op.MUL, Op.SUB, Op.DEC, Op.JNZ, Op.HALT};
        int[] as = {0, 3, 7, 0, 0, 0};
        long h = ops.length;
        for (int r = 0; r < 40; r++) h = h * 31 + machine(prog, as, 40_000);
        int[] vals = {-1000, 7, 99, 4096, 65536, 1 << 20, 5, 6};
        for (int i = 0; i < 6_000_000; i++) h += sparse(vals[i * 7 & 7]);
        String[] ss = {"alpha", "beta", "gamma", "Aa", "BB", "delta"};
        for (int i = 0; i < 800_000; i++) h += str(ss[i % 6]);
        int seed = 1, b = 0;
        for (int i = 0; i < 8_000_000; i++) {
            seed = seed * 1103515245 + 12345;
            if ((seed & 0x10000) != 0) b += 3;
            else if ((seed & 0x20000) != 0) b -= 1;
            else b ^= i;
        }
        System.out.println("Switches1 " + h + " " + b);
    }
}
