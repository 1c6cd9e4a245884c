// difftest: flags=-Djava.vm.name=other -Djava.vm.version=other -Djava.vm.vendor=other -Djdk.debug=other -Djava.vm.specification.name=other -Djava.vm.compressedOopsMode=other
/** Properties that tell what the VM is do not yield to -D. */
public class FixedProperties {
    public static void main(String[] args) {
        for (String key : new String[] {"java.vm.name", "java.vm.version", "java.vm.vendor", "jdk.debug", "java.vm.specification.name", "java.vm.compressedOopsMode"})
            System.out.println(key + " " + "other".equals(System.getProperty(key)));
        System.out.println("done FixedProperties");
    }
}
