int x = 6 * 7
String greet(String who) { return "hello " + who + " " + x; }
greet("jshell")
record Point(int a, int b) { int sum() { return a + b; } }
var p = new Point(3, 4)
p.sum()
for (int i = 0; i < 3; i++) System.out.println("i " + i + " " + p);
import java.util.stream.*
IntStream.rangeClosed(1, 5).mapToObj(Integer::toString).collect(Collectors.joining("+"))
int bad = "text"
undefined(3)
1 / 0
int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }
fact(10)
class Box<T> { T t; Box(T t) { this.t = t; } T get() { return t; } }
new Box<>(List.of(1, 2)).get()
x = fact(5)
greet("again")
String greet(String who) { return "changed " + who; }
greet("again")
enum E { A, B { int v() { return 2; } }; int v() { return 1; } }
E.B.v() + E.A.v()
throw new IllegalStateException("thrown " + x)
/vars
/methods
/types
/imports
/list
/drop x
x
/exit x
