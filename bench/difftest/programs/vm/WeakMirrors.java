// difftest: gc-every=20000
import java.lang.ref.WeakReference;

/** Classes through collections: identity hashes of locked mirrors stay, weak references to mirrors too. */
public class WeakMirrors {
    public static void main(String[] args) throws Exception {
        Class<?>[] classes = {ClassLoader.class, Module.class, String.class, WeakMirrors.class, int[].class, int.class};
        int[] hashes = new int[classes.length];
        Object[] weak = new Object[classes.length];
        for (int i = 0; i < classes.length; i++) {
            hashes[i] = classes[i].hashCode();
            synchronized (classes[i]) {
                hashes[i] -= classes[i].hashCode();
            }
            hashes[i] += classes[i].hashCode();
            weak[i] = new WeakReference<>(classes[i]);
        }
        for (int round = 0; round < 6; round++) {
            Object[] keep = new Object[1000];
            for (int i = 0; i < 100_000; i++) {
                keep[i % 1000] = new byte[200 + i % 3000];
            }
            if (round > 3) {
                System.gc();
            }
            for (int i = 0; i < classes.length; i++) {
                if (hashes[i] != classes[i].hashCode()) {
                    System.out.println("round " + round + ": hash changed: " + classes[i]);
                }
                if (((WeakReference<?>) weak[i]).get() != classes[i]) {
                    System.out.println("round " + round + ": cleared: " + classes[i]);
                }
            }
        }
        System.out.println(ClassLoader.class.getDeclaredFields().length);
        System.out.println("done WeakMirrors");
    }
}
