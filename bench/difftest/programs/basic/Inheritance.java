/** Virtual dispatch, super calls, field hiding, static hiding, abstract classes, private methods, overloads. */
public class Inheritance {
    static abstract class Animal {
        String name = "animal";
        static String kind() {
            return "Animal.kind";
        }

        abstract String sound();

        String describe() {
            return name.concat(":").concat(sound()).concat(secret());
        }

        private String secret() {
            return "/A";
        }

        protected Object self() {
            return this;
        }

        final int legs() {
            return count() * 2;
        }

        int count() {
            return 1;
        }
    }

    static class Dog extends Animal {
        String name = "dog";
        static String kind() {
            return "Dog.kind";
        }

        String sound() {
            return "woof";
        }

        private String secret() {
            return "/D";
        }

        @Override
        protected Dog self() {
            return this;
        }

        int count() {
            return 2;
        }

        String both() {
            return name.concat("+").concat(super.name).concat("+").concat(((Animal) this).name).concat(secret());
        }
    }

    static class Puppy extends Dog {
        String sound() {
            return super.sound().concat("!");
        }

        @Override
        String describe() {
            return "puppy ".concat(super.describe());
        }

        int count() {
            return super.count() + 10;
        }
    }

    static String over(Object o) {
        return "Object";
    }

    static String over(String s) {
        return "String";
    }

    static String over(Integer i) {
        return "Integer";
    }

    static String over(int i) {
        return "int";
    }

    static String over(long l) {
        return "long";
    }

    static String over(double d) {
        return "double";
    }

    static String over(Object... os) {
        return "varargs";
    }

    static String over(char c) {
        return "char";
    }

    static class Counter {
        private int n;
        static int total;

        Counter inc() {
            n++;
            total++;
            return this;
        }
    }

    static class ToStr {
        public String toString() {
            return "ToStr!";
        }

        public boolean equals(Object o) {
            return o instanceof ToStr;
        }

        public int hashCode() {
            return 77;
        }
    }

    public static void main(String[] args) {
        Animal[] zoo = {new Dog(), new Puppy(), new Animal() {
            String sound() {
                return "anon";
            }
        }};
        for (Animal a : zoo) {
            System.out.println(a.describe());
            System.out.println(a.name);
            System.out.println(a.legs());
            System.out.println(a.self() == a);
            System.out.println(a.getClass().getName());
        }
        System.out.println(((Dog) zoo[1]).both());
        System.out.println(((Dog) zoo[1]).name);
        System.out.println(Animal.kind());
        System.out.println(Dog.kind());
        System.out.println(Puppy.kind());
        System.out.println(zoo[1] instanceof Dog);
        System.out.println(zoo[0] instanceof Puppy);
        System.out.println(zoo[2] instanceof Dog);
        try {
            Puppy p = (Puppy) zoo[0];
        } catch (ClassCastException e) {
            System.out.println("cce");
        }
        Object o = "s";
        byte b = 1;
        System.out.println(over(o));
        System.out.println(over("s"));
        System.out.println(over(b));
        System.out.println(over('c'));
        System.out.println(over(1L));
        System.out.println(over(1f));
        System.out.println(over(Integer.valueOf(1)));
        System.out.println(over());
        System.out.println(over(1, 2));
        System.out.println(over(new ToStr()));
        Counter c = new Counter();
        c.inc().inc().inc();
        new Counter().inc();
        System.out.println(c.n);
        System.out.println(Counter.total);
        System.out.println(new ToStr());
        System.out.println(new ToStr().equals(new ToStr()));
        System.out.println(String.valueOf(new ToStr()).length());
        System.out.println(new ToStr().hashCode());
        System.out.println(Puppy.class.getSuperclass().getSuperclass().getSimpleName());
        System.out.println("done Inheritance");
    }
}
