class Exceptions {
    static class Own extends RuntimeException { final int code; Own(int code) { this.code = code; } }
    static class Special extends Own { Special(int code) { super(code * 2); } }
    static int raise(int n) { if (n == 1) throw new Own(5); if (n == 2) throw new Special(7); if (n == 3) throw new Error(); return n; }
    static int catches() {
        int h = 0;
        for (int n = 0; n < 5; n++) {
            int before = h;
            try { h = h * 10 + raise(n); h += 1; } catch (Special e) { h = before + e.code + 1000; } catch (Own e) { h = before + e.code; } catch (Throwable t) { h += 50000; }
        }
        return h;
    }
    static int finallies() {
        int h = 0;
        for (int n = 0; n < 4; n++) {
            try { try { h += raise(n); } finally { h = h * 3 + 1; } } catch (Own e) { h += e.code; } catch (Error e) { h += 7; }
        }
        return h;
    }
    static int early(int n) { try { if (n < 2) return raise(n); n += 10; return n; } catch (Own e) { return 77; } finally { raise(0); } }
    static int returnsInTry() { return early(0) * 10000 + early(1) * 100 + early(5); }
    static int overriding() { try { raise(1); return 1; } catch (Own e) { return 2; } finally { return 3; } }
    static int local() {
        int n = 0;
        for (int i = 0; i < 4; i++) {
            try { if (i % 2 == 0) throw new Own(i); else throw new Special(i); } catch (Special e) { n = n * 10 + 1; } catch (Own e) { n = n * 10 + 2 + e.code; }
        }
        return n;
    }
    static int nested() {
        int a = 1, b = 2;
        long c = 3;
        try {
            a = 10;
            try { b = 20; c = raise(2); a = 30; } catch (IllegalStateException e) { a = 1000; }
            b = 40;
        } catch (Own e) { c += e.code; }
        return (int) (a * 100 + b * 10 + c);
    }
    static int rethrown() { try { try { raise(1); } catch (Own e) { throw new Special(e.code); } } catch (Own e) { return e.code; } return 0; }
    static int escapes() { return raise(0) + raise(2); }
    static int nullThrow() { Own own = null; try { throw own; } catch (NullPointerException e) { return 4; } }
    static int implicitInLoop() {
        int[] a = new int[5];
        int n = 0, sum = 0;
        while (true) {
            try { a[n] = n * 3; sum += a[n]; n++; } catch (ArrayIndexOutOfBoundsException e) { break; }
        }
        return sum * 10 + n;
    }
    static int casts() {
        Object[] all = {new Own(1), new Special(2), null, new Object()};
        int n = 0;
        for (Object one : all) {
            try { Own own = (Own) one; n = n * 10 + (own == null ? 3 : own.code); } catch (ClassCastException e) { n = n * 10 + 9; }
            if (one instanceof Special s && s.code > 1) n += 1000000;
        }
        return n;
    }
    static int retries() {
        int tries = 0;
        while (true) {
            try { tries++; if (tries < 5) raise(tries % 2 == 0 ? 2 : 1); return tries; } catch (Special e) { tries += 0; } catch (Own e) { continue; }
        }
    }
}
