// difftest: javac=--add-exports java.base/jdk.internal.access=ALL-UNNAMED
// difftest: javac=--add-exports java.base/jdk.internal.reflect=ALL-UNNAMED
// difftest: flags=--add-exports java.base/jdk.internal.access=ALL-UNNAMED --add-exports java.base/jdk.internal.reflect=ALL-UNNAMED
import java.util.ArrayList;
import java.util.List;
import jdk.internal.access.SharedSecrets;
import jdk.internal.reflect.ConstantPool;

/** What the constants of a class resolve to: inherited fields are found, inherited methods are not. */
public class ConstantPoolMembers {
    static class Base {
        int field;

        void inherited() {}
    }

    static class Derived extends Base {
        void own() {}
    }

    static void uses(Derived derived, int[] array) {
        derived.own();
        derived.inherited();
        derived.field = array.clone().length;
        new StringBuilder("constant").append(1234567).append(12345678901L).reverse();
        System.out.println((Object) null);
    }

    static String resolved(ConstantPool pool, int index) {
        ConstantPool.Tag tag = pool.getTagAt(index);
        try {
            return tag + " " + switch (tag) {
                case CLASS -> pool.getClassAt(index);
                case FIELDREF -> pool.getFieldAt(index);
                case METHODREF, INTERFACEMETHODREF ->
                    pool.getMemberRefInfoAt(index)[0].startsWith("[") ? "" : pool.getMethodAt(index);
                case STRING -> pool.getStringAt(index);
                case INTEGER -> pool.getIntAt(index);
                case LONG -> pool.getLongAt(index);
                case NAMEANDTYPE -> String.join(" ", pool.getNameAndTypeRefInfoAt(index));
                default -> "";
            };
        } catch (IllegalArgumentException e) {
            return tag + " " + e;
        } catch (RuntimeException e) {
            return tag + " " + e + " " + String.join(" ", pool.getMemberRefInfoAt(index));
        }
    }

    public static void main(String[] args) {
        ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(ConstantPoolMembers.class);
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < pool.getSize(); i++) {
            lines.add(resolved(pool, i));
        }
        lines.stream().sorted().distinct().forEach(System.out::println);
        System.out.println("done");
    }
}
