import java.util.ArrayList;
import java.util.List;

/**
 * Incremental solver of one-way constraints with strengths, after the DeltaBlue algorithm of
 * Freeman-Benson and Maloney: a chain of equalities and a row of scalings are built, planned and
 * executed; many small virtual methods and lists.
 */
public class DeltaBlue {
    static final int REQUIRED = 0, STRONG = 1, PREFERRED = 2, DEFAULT = 4, WEAKEST = 6;

    static final class Variable {
        int value;
        final List<Constraint> constraints = new ArrayList<>();
        Constraint determinedBy;
        int mark, walkStrength = WEAKEST;
        boolean isStay = true;

        Variable(int value) {
            this.value = value;
        }
    }

    abstract static class Constraint {
        final int strength;

        Constraint(int strength) {
            this.strength = strength;
        }

        abstract boolean isSatisfied();

        abstract void markUnsatisfied();

        abstract void chooseMethod(int mark);

        abstract Variable output();

        abstract void markInputs(int mark);

        abstract boolean inputsKnown(int mark);

        abstract void recalculate();

        abstract void execute();

        abstract void connect();

        abstract void disconnect();

        boolean isInput() {
            return false;
        }

        /** Tries to satisfy this; returns the constraint that has to give way, if any. */
        Constraint satisfy(int mark, Planner planner) {
            chooseMethod(mark);
            if (!isSatisfied()) {
                if (strength == REQUIRED) throw new IllegalStateException("a required constraint cannot be satisfied");
                return null;
            }
            markInputs(mark);
            Variable out = output();
            Constraint overridden = out.determinedBy;
            if (overridden != null) overridden.markUnsatisfied();
            out.determinedBy = this;
            if (!planner.propagate(this, mark)) throw new IllegalStateException("cycle");
            out.mark = mark;
            return overridden;
        }
    }

    abstract static class Unary extends Constraint {
        final Variable target;
        boolean isSatisfied;

        Unary(Variable target, int strength, Planner planner) {
            super(strength);
            this.target = target;
            planner.add(this);
        }

        void connect() {
            target.constraints.add(this);
            isSatisfied = false;
        }

        void disconnect() {
            target.constraints.remove(this);
            isSatisfied = false;
        }

        boolean isSatisfied() {
            return isSatisfied;
        }

        void markUnsatisfied() {
            isSatisfied = false;
        }

        void chooseMethod(int mark) {
            isSatisfied = target.mark != mark && strength < target.walkStrength;
        }

        Variable output() {
            return target;
        }

        void markInputs(int mark) {}

        boolean inputsKnown(int mark) {
            return true;
        }

        void recalculate() {
            target.walkStrength = strength;
            target.isStay = !isInput();
            if (target.isStay) execute();
        }
    }

    static final class Stay extends Unary {
        Stay(Variable v, int strength, Planner planner) {
            super(v, strength, planner);
        }

        void execute() {}
    }

    static final class Edit extends Unary {
        Edit(Variable v, int strength, Planner planner) {
            super(v, strength, planner);
        }

        boolean isInput() {
            return true;
        }

        void execute() {}
    }

    abstract static class Binary extends Constraint {
        final Variable first, second;
        /** 1: to second; -1: to first; 0: unsatisfied. */
        int direction;

        Binary(Variable first, Variable second, int strength) {
            super(strength);
            this.first = first;
            this.second = second;
        }

        void connect() {
            first.constraints.add(this);
            second.constraints.add(this);
            direction = 0;
        }

        void disconnect() {
            first.constraints.remove(this);
            second.constraints.remove(this);
            direction = 0;
        }

        boolean isSatisfied() {
            return direction != 0;
        }

        void markUnsatisfied() {
            direction = 0;
        }

        void chooseMethod(int mark) {
            boolean isFirstWeaker = first.walkStrength > second.walkStrength;
            if (first.mark == mark) direction = second.mark != mark && strength < second.walkStrength ? 1 : 0;
            else if (second.mark == mark) direction = strength < first.walkStrength ? -1 : 0;
            else if (isFirstWeaker) direction = strength < first.walkStrength ? -1 : 0;
            else direction = strength < second.walkStrength ? 1 : 0;
        }

        Variable output() {
            return direction > 0 ? second : first;
        }

        Variable input() {
            return direction > 0 ? first : second;
        }

        void markInputs(int mark) {
            input().mark = mark;
        }

        boolean inputsKnown(int mark) {
            Variable in = input();
            return in.mark == mark || in.isStay || in.determinedBy == null;
        }

        void recalculate() {
            Variable in = input(), out = output();
            out.walkStrength = Math.max(strength, in.walkStrength);
            out.isStay = in.isStay;
            if (out.isStay) execute();
        }
    }

    static final class Equality extends Binary {
        Equality(Variable a, Variable b, int strength, Planner planner) {
            super(a, b, strength);
            planner.add(this);
        }

        void execute() {
            output().value = input().value;
        }
    }

    static final class Scale extends Binary {
        final Variable scale, offset;

        Scale(Variable source, Variable scale, Variable offset, Variable target, int strength, Planner planner) {
            super(source, target, strength);
            this.scale = scale;
            this.offset = offset;
            planner.add(this);
        }

        void connect() {
            super.connect();
            scale.constraints.add(this);
            offset.constraints.add(this);
        }

        void disconnect() {
            super.disconnect();
            scale.constraints.remove(this);
            offset.constraints.remove(this);
        }

        void markInputs(int mark) {
            super.markInputs(mark);
            scale.mark = mark;
            offset.mark = mark;
        }

        void execute() {
            if (direction > 0) second.value = first.value * scale.value + offset.value;
            else first.value = (second.value - offset.value) / scale.value;
        }

        void recalculate() {
            Variable in = input(), out = output();
            out.walkStrength = Math.max(strength, in.walkStrength);
            out.isStay = in.isStay && scale.isStay && offset.isStay;
            if (out.isStay) execute();
        }
    }

    static final class Planner {
        int mark;

        void add(Constraint c) {
            c.connect();
            int m = ++mark;
            Constraint overridden = c.satisfy(m, this);
            while (overridden != null) overridden = overridden.satisfy(m, this);
        }

        void remove(Constraint c) {
            Variable out = c.output();
            boolean wasSatisfied = c.isSatisfied();
            c.markUnsatisfied();
            c.disconnect();
            if (!wasSatisfied) return;
            List<Constraint> unsatisfied = withdraw(out);
            for (int strength = REQUIRED; strength <= WEAKEST; strength++) {
                for (Constraint u : unsatisfied) {
                    if (u.strength != strength) continue;
                    int m = ++mark;
                    Constraint overridden = u.satisfy(m, this);
                    while (overridden != null) overridden = overridden.satisfy(m, this);
                }
            }
        }

        private List<Constraint> withdraw(Variable out) {
            out.determinedBy = null;
            out.walkStrength = WEAKEST;
            out.isStay = true;
            List<Constraint> unsatisfied = new ArrayList<>();
            List<Variable> todo = new ArrayList<>();
            todo.add(out);
            while (!todo.isEmpty()) {
                Variable v = todo.remove(todo.size() - 1);
                for (Constraint c : v.constraints) if (!c.isSatisfied()) unsatisfied.add(c);
                for (Constraint c : v.constraints) {
                    if (c == v.determinedBy || !c.isSatisfied() || c.output() == v) continue;
                    c.recalculate();
                    todo.add(c.output());
                }
            }
            return unsatisfied;
        }

        boolean propagate(Constraint c, int m) {
            List<Constraint> todo = new ArrayList<>();
            todo.add(c);
            while (!todo.isEmpty()) {
                Constraint d = todo.remove(todo.size() - 1);
                if (d.output().mark == m) return false;
                d.recalculate();
                addConsumers(d.output(), todo);
            }
            return true;
        }

        private void addConsumers(Variable v, List<Constraint> list) {
            for (Constraint c : v.constraints) {
                if (c != v.determinedBy && c.isSatisfied() && c.output() != v) list.add(c);
            }
        }

        List<Constraint> plan(Constraint source) {
            int m = ++mark;
            List<Constraint> plan = new ArrayList<>(), todo = new ArrayList<>();
            if (source.isInput() && source.isSatisfied()) todo.add(source);
            while (!todo.isEmpty()) {
                Constraint c = todo.remove(todo.size() - 1);
                if (c.output().mark == m || !c.inputsKnown(m)) continue;
                plan.add(c);
                c.output().mark = m;
                addConsumers(c.output(), todo);
            }
            return plan;
        }

        void change(Variable v, int value) {
            Edit edit = new Edit(v, PREFERRED, this);
            List<Constraint> plan = plan(edit);
            for (int i = 0; i < 10; i++) {
                v.value = value;
                for (Constraint c : plan) c.execute();
            }
            remove(edit);
        }
    }

    static long chain(int n) {
        Planner planner = new Planner();
        Variable first = new Variable(0), previous = first;
        for (int i = 0; i < n; i++) {
            Variable v = new Variable(0);
            new Equality(previous, v, REQUIRED, planner);
            previous = v;
        }
        Variable last = previous;
        new Stay(last, DEFAULT, planner);
        Edit edit = new Edit(first, PREFERRED, planner);
        List<Constraint> plan = planner.plan(edit);
        long sum = 0;
        for (int i = 0; i < 100; i++) {
            first.value = i;
            for (Constraint c : plan) c.execute();
            if (last.value != i) throw new AssertionError("chain");
            sum += last.value;
        }
        planner.remove(edit);
        return sum * plan.size();
    }

    static long projection(int n) {
        Planner planner = new Planner();
        Variable scale = new Variable(10), offset = new Variable(1000);
        Variable source = null, target = null;
        List<Variable> targets = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            source = new Variable(i);
            target = new Variable(i);
            targets.add(target);
            new Stay(source, DEFAULT, planner);
            new Scale(source, scale, offset, target, REQUIRED, planner);
        }
        planner.change(source, 17);
        if (target.value != 1170) throw new AssertionError("target");
        planner.change(target, 1050);
        if (source.value != 5) throw new AssertionError("source");
        planner.change(scale, 5);
        planner.change(offset, 2000);
        long sum = 0;
        for (Variable v : targets) sum = sum * 3 + v.value;
        return sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("DeltaBlue", args, 60, 2092658043506379136L, () -> {
            long sum = 0;
            for (int i = 0; i < 12; i++) sum = sum * 7 + chain(600) + projection(600);
            return sum;
        });
    }
}
