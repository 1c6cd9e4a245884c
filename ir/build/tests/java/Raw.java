/** Its method {@code raw} gets other code; what that code names is mentioned here. */
class Raw {
    static class Own extends RuntimeException {}
    static int raise(int n) { if (n > 3) throw new Own(); return n + 1; }
    static int raw(int a, int b, Object first, Object second) { return 0; }
    static int mentioned() { try { return raise(1); } catch (Own e) { return 2; } }
}
