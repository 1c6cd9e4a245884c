import java.lang.management.*;
import java.util.*;
import javax.management.*;

/** java.lang.management basics that have fixed answers: beans exist and agree with what is known; a own MBean in the platform server. */
public class Management {
    public interface DemoMBean {
        int getValue();

        void setValue(int v);

        String hello(String who);
    }

    public static class Demo implements DemoMBean {
        int v = 3;

        public int getValue() {
            return v;
        }

        public void setValue(int v) {
            this.v = v;
        }

        public String hello(String who) {
            return "hello " + who;
        }
    }

    public static void main(String[] args) throws Exception {
        RuntimeMXBean r = ManagementFactory.getRuntimeMXBean();
        System.out.println(r.getName().startsWith(ProcessHandle.current().pid() + "@") + " " + (r.getPid() == ProcessHandle.current().pid()) + " " + (r.getUptime() >= 0) + " " + (r.getStartTime() > 0) + " " + r.getSpecVersion() + " " + r.getClassPath().equals(System.getProperty("java.class.path"))
            + " " + r.getSystemProperties().get("java.version").equals(System.getProperty("java.version")));
        MemoryMXBean m = ManagementFactory.getMemoryMXBean();
        byte[][] live = new byte[20][1 << 20];
        System.gc();
        MemoryUsage h = m.getHeapMemoryUsage();
        System.out.println((h.getUsed() >= 20L << 20) + " " + (h.getUsed() <= h.getCommitted()) + " " + (h.getMax() == -1 || h.getCommitted() <= h.getMax()) + " " + (m.getNonHeapMemoryUsage().getUsed() >= 0) + " " + m.isVerbose() + " " + live.length);
        live = null;
        m.gc();
        System.out.println(m.getHeapMemoryUsage().getUsed() <= h.getUsed() - (19L << 20));
        ThreadMXBean t = ManagementFactory.getThreadMXBean();
        Thread w = new Thread(() -> {
            synchronized (h) {
                try {
                    h.wait();
                } catch (InterruptedException e) {
                    System.out.println("woken");
                }
            }
        }, "watched");
        w.start();
        for (int i = 0; i < 3000 && w.getState() != Thread.State.WAITING; i++) Thread.sleep(5);
        ThreadInfo ti = t.getThreadInfo(w.getId(), 10);
        System.out.println(ti.getThreadName() + " " + ti.getThreadState() + " " + ti.getLockName().startsWith("java.lang.management.MemoryUsage@") + " " + ti.getLockOwnerName() + " " + ti.getStackTrace()[0].getMethodName() + " " + ti.isInNative() + ti.isSuspended() + " " + ti.isDaemon() + ti.getPriority());
        System.out.println((t.getThreadCount() >= 2) + " " + (t.getPeakThreadCount() >= t.getThreadCount()) + " " + (t.getTotalStartedThreadCount() >= 2) + " " + Arrays.stream(t.getAllThreadIds()).anyMatch(x -> x == w.getId()) + " " + (t.getDaemonThreadCount() > 0) + " " + Arrays.toString(t.findDeadlockedThreads()) + " " + t.getThreadInfo(123456789L));
        w.interrupt();
        w.join();
        System.out.println((t.getThreadInfo(w.getId()) == null) + " " + (t.isCurrentThreadCpuTimeSupported() && t.getCurrentThreadCpuTime() > 0));
        ClassLoadingMXBean c = ManagementFactory.getClassLoadingMXBean();
        System.out.println((c.getLoadedClassCount() > 100) + " " + (c.getTotalLoadedClassCount() >= c.getLoadedClassCount()) + " " + (c.getUnloadedClassCount() >= 0));
        OperatingSystemMXBean o = ManagementFactory.getOperatingSystemMXBean();
        System.out.println(o.getName() + " " + (o.getAvailableProcessors() == Runtime.getRuntime().availableProcessors()) + " " + o.getArch().equals(System.getProperty("os.arch")));
        long n = 0;
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans()) n += g.getCollectionCount();
        System.out.println((n > 0) + " " + !ManagementFactory.getMemoryPoolMXBeans().isEmpty() + " " + (ManagementFactory.getCompilationMXBean() == null || ManagementFactory.getCompilationMXBean().getName() != null));
        MBeanServer s = ManagementFactory.getPlatformMBeanServer();
        ObjectName on = new ObjectName("kiln:type=Demo,name=one");
        s.registerMBean(new Demo(), on);
        s.setAttribute(on, new Attribute("Value", 42));
        System.out.println(s.getAttribute(on, "Value") + " " + s.invoke(on, "hello", new Object[]{"mx"}, new String[]{"java.lang.String"}) + " " + s.isRegistered(on) + " " + s.getMBeanInfo(on).getAttributes().length);
        try {
            s.registerMBean(new Demo(), on);
        } catch (InstanceAlreadyExistsException e) {
            System.out.println(e.getMessage());
        }
        try {
            s.getAttribute(on, "Nope");
        } catch (AttributeNotFoundException e) {
            System.out.println(e.getMessage());
        }
        s.unregisterMBean(on);
        System.out.println(s.isRegistered(on) + " " + s.getAttribute(new ObjectName("java.lang:type=Runtime"), "SpecName") + " " + s.queryNames(new ObjectName("java.lang:type=Threading"), null));
        System.out.println("done Management");
    }
}
