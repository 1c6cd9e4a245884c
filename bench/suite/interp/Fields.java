/** Instance and static fields of all sizes: reads, writes, read-modify-write, linked structure walks. */
public class Fields {
    int a;
    long b;
    double c;
    byte d;
    short e;
    char f;
    boolean g;
    Fields next;
    static int sa;
    static long sb;
    static Fields ss;

    public static void main(String[] args) {
        Fields head = null;
        for (int i = 0; i < 1000; i++) {
            Fields n = new Fields();
            n.a = i;
            n.next = head;
            head = n;
        }
        ss = head;
        long sum = 0;
        for (int r = 0; r < 12_000; r++) {
            for (Fields p = ss; p != null; p = p.next) {
                sum += p.a;
                p.a++;
            }
        }
        Fields o = new Fields();
        for (int i = 0; i < 10_000_000; i++) {
            o.a += i;
            o.b ^= o.a;
            o.d++;
            o.e -= o.d;
            o.f += o.e;
            o.g = !o.g;
            o.c += 0.5;
            sa += o.f;
            sb += sa;
        }
        System.out.println("Fields " + sum + " " + o.a + " " + o.b + " " + o.c + " " + o.d + " " + o.e + " " + (int) o.f + " " + o.g + " " + sa + " " + sb);
    }
}
