/**
 * Runs generated programs one after the other and prints a checksum for each.
 *
 * <p>Arguments: how often each is run, and the names of their classes.
 */
public class Programs {
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        for (int i = 1; i < args.length; i++) {
            var run = Class.forName(args[i]).getDeclaredMethod("run", int.class);
            run.setAccessible(true);
            long hash = 0;
            for (int round = 0; round < rounds; round++) {
                hash = hash * 31 + once(run, round);
            }
            System.out.println(args[i] + " " + Long.toHexString(hash));
        }
    }

    private static long once(java.lang.reflect.Method run, int round) throws Exception {
        try {
            return (Long) run.invoke(null, round);
        } catch (java.lang.reflect.InvocationTargetException e) {
            return e.getCause().getClass().getName().hashCode();
        }
    }
}
