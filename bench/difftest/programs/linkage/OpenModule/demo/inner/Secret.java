package demo.inner;

class Secret {
    private static final String WORD = new String("secret");
    private int n = 4;

    private Secret(int n) {
        this.n = n;
    }

    private int times(int k) {
        return n * k;
    }

    @SuppressWarnings("unused")
    private record Pair(Object a, int... b) {}
}
