import java.io.*;
import java.util.*;
import java.util.logging.*;

/** java.util.logging: levels, hierarchy, handlers, filters, formatters, caller inference, bundles, exceptions; System.Logger. */
public class Logging {
    static class Mem extends Handler {
        final StringBuilder sb = new StringBuilder();

        public void publish(LogRecord r) {
            if (isLoggable(r)) sb.append(r.getLevel()).append(':').append(r.getLoggerName()).append(':').append(new SimpleFormatter().formatMessage(r)).append(':').append(r.getSourceClassName()).append('.').append(r.getSourceMethodName()).append(r.getThrown() == null ? "" : " " + r.getThrown()).append('\n');
        }

        public void flush() {}

        public void close() {
            sb.append("closed\n");
        }
    }

    static void deep(Logger l) {
        Runnable r = () -> l.warning("from lambda");
        r.run();
        new Object() {
            void inner() {
                l.severe("from inner");
            }
        }.inner();
    }

    public static void main(String[] args) throws Exception {
        Logger root = Logger.getLogger("kiln"), child = Logger.getLogger("kiln.child");
        root.setUseParentHandlers(false);
        Mem m = new Mem();
        root.addHandler(m);
        System.out.println(child.getParent() == root ? "parent ok" : "parent wrong");
        System.out.println(child.getLevel() + " " + child.isLoggable(Level.FINE) + " " + child.isLoggable(Level.INFO) + " " + (Logger.getLogger("kiln") == root) + " " + Logger.getGlobal().getName() + " " + Logger.getAnonymousLogger().getName());
        child.info("plain");
        child.fine("not shown");
        root.setLevel(Level.FINEST);
        child.fine("shown");
        child.log(Level.CONFIG, "{0} and {1}", new Object[]{"a", 2});
        child.log(Level.WARNING, "thrown", new IllegalStateException("x"));
        child.log(Level.INFO, () -> "supplied");
        child.entering("C", "m", "p");
        child.exiting("C", "m");
        child.throwing("C", "m", new Error("e"));
        child.logp(Level.SEVERE, "Given", "meth", "explicit");
        deep(child);
        child.setFilter(r -> !r.getMessage().contains("secret"));
        child.info("a secret");
        child.info("public");
        m.setLevel(Level.SEVERE);
        child.warning("below handler level");
        child.severe("above");
        child.setLevel(Level.OFF);
        child.severe("off");
        System.out.print(m.sb);
        LogRecord r = new LogRecord(Level.INFO, "msg {0}");
        r.setParameters(new Object[]{"p"});
        r.setLoggerName("lg");
        r.setInstant(java.time.Instant.EPOCH);
        r.setThrown(null);
        System.out.println(new SimpleFormatter().formatMessage(r) + " " + r.getMillis() + " " + (r.getThreadID() > 0 || r.getThreadID() <= 0));
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %5$s%n");
        String x = new XMLFormatter().format(r);
        System.out.println(x.contains("<message>msg {0}</message>") + " " + x.contains("<param>p</param>"));
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        StreamHandler sh = new StreamHandler(bo, new java.util.logging.Formatter() {
            public String format(LogRecord r) {
                return "<" + r.getMessage() + ">";
            }

            @Override
            public String getHead(Handler h) {
                return "HEAD";
            }

            @Override
            public String getTail(Handler h) {
                return "TAIL";
            }
        });
        sh.publish(r);
        sh.publish(new LogRecord(Level.FINE, "dropped"));
        sh.close();
        System.out.println(bo);
        MemoryHandler mh = new MemoryHandler(m, 2, Level.SEVERE);
        m.setLevel(Level.ALL);
        m.sb.setLength(0);
        for (int i = 0; i < 4; i++) mh.publish(named(Level.INFO, "buffered" + i));
        mh.publish(named(Level.SEVERE, "push"));
        System.out.print(m.sb);
        System.out.println(Level.parse("800") + " " + Level.parse("FINE").intValue() + " " + Level.INFO.getLocalizedName().length() / 100 + " " + Arrays.toString(root.getHandlers()).startsWith("[Logging$Mem@"));
        try {
            Level.parse("NOPE");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            Logger.getLogger(null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream("kiln.conf.level=SEVERE\nhandlers=\n".getBytes()));
        System.out.println(Logger.getLogger("kiln.conf").getLevel() + " " + Logger.getLogger("").getHandlers().length + " " + LogManager.getLogManager().getProperty("kiln.conf.level"));
        System.Logger sl = System.getLogger("kiln.sys");
        System.out.println(sl.getName() + " " + sl.isLoggable(System.Logger.Level.ERROR));
        System.out.println("done Logging");
    }

    static LogRecord named(Level l, String s) {
        LogRecord r = new LogRecord(l, s);
        r.setLoggerName("n");
        r.setSourceClassName("S");
        r.setSourceMethodName("m");
        return r;
    }
}
