// difftest: flags=-XX:MinHeapFreeRatio=35 -XX:+UnlockDiagnosticVMOptions -Dours=1
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Flags through HotSpotDiagnosticMXBean: reading, changing, and what is refused. */
public class ManagedFlags {
    static final HotSpotDiagnosticMXBean BEAN =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    static void show(String name) {
        try {
            VMOption option = BEAN.getVMOption(name);
            System.out.println(option.getName() + " = '" + option.getValue() + "' " + option.isWriteable()
                    + " " + option.getOrigin());
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    static void set(String name, String value) {
        try {
            BEAN.setVMOption(name, value);
            show(name);
        } catch (RuntimeException e) {
            System.out.println(name + " := " + value + ": " + e);
        }
    }

    static void nullPointerMessage() {
        try {
            Object[] none = null;
            System.out.println(none.length);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        for (String name : new String[] {
                "MinHeapFreeRatio", "MaxHeapFreeRatio", "HeapDumpPath", "HeapDumpOnOutOfMemoryError",
                "MaxDirectMemorySize", "AbortVMOnException", "UseSignalChaining", "Nonsense", "TraceBytecodes",
                "UseEpsilonGC", "UnlockExperimentalVMOptions", "G1PeriodicGCSystemLoadThreshold", ""}) {
            show(name);
        }
        set("MinHeapFreeRatio", "71");
        set("MinHeapFreeRatio", "70");
        set("MaxHeapFreeRatio", "69");
        set("MaxHeapFreeRatio", "88");
        set("MaxHeapFreeRatio", "188");
        set("MaxHeapFreeRatio", "-1");
        set("MaxHeapFreeRatio", "many");
        set("HeapDumpOnOutOfMemoryError", "true");
        set("HeapDumpOnOutOfMemoryError", "maybe");
        set("HeapDumpPath", "/nowhere/at/all");
        set("HeapDumpGzipLevel", "10");
        set("G1PeriodicGCSystemLoadThreshold", "0.25");
        set("MaxHeapSize", "1000");
        set("Nonsense", "1");
        nullPointerMessage();
        set("ShowCodeDetailsInExceptionMessages", "false");
        nullPointerMessage();
        set("ShowCodeDetailsInExceptionMessages", "true");
        nullPointerMessage();
        int diagnostic = 0;
        for (VMOption option : BEAN.getDiagnosticOptions()) {
            diagnostic += option.isWriteable() ? 1 : 0;
        }
        System.out.println(diagnostic > 5);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Object remote = server.invoke(new ObjectName("com.sun.management:type=HotSpotDiagnostic"), "getVMOption",
                new Object[] {"MinHeapFreeRatio"}, new String[] {"java.lang.String"});
        System.out.println(((CompositeData) remote).get("value"));
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("-D") || argument.contains("Unlock")) {
                System.out.println(argument);
            }
        }
    }
}
