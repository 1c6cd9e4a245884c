/**
 * The simulation of an operating system's scheduler that Martin Richards devised: six tasks of four
 * kinds pass packets to each other; virtual calls, linked lists, flags.
 */
public class Richards {
    static final int IDLE = 0, WORKER = 1, HANDLER_A = 2, HANDLER_B = 3, DEVICE_A = 4, DEVICE_B = 5;
    static final int DATA_SIZE = 4;

    enum Kind {
        DEVICE, WORK
    }

    static final class Packet {
        Packet link;
        int owner;
        final Kind kind;
        int datum;
        final int[] data = new int[DATA_SIZE];

        Packet(Packet link, int owner, Kind kind) {
            this.link = link;
            this.owner = owner;
            this.kind = kind;
        }

        static Packet append(Packet packet, Packet queue) {
            packet.link = null;
            if (queue == null) return packet;
            Packet last = queue;
            while (last.link != null) last = last.link;
            last.link = packet;
            return queue;
        }
    }

    abstract static class Task {
        final Scheduler scheduler;
        final int identity, priority;
        final Task next;
        Packet input;
        boolean isPending, isWaiting, isHeld;

        Task(Scheduler scheduler, int identity, int priority, Packet input) {
            this.scheduler = scheduler;
            this.identity = identity;
            this.priority = priority;
            this.input = input;
            isPending = input != null;
            next = scheduler.tasks;
            scheduler.tasks = this;
            scheduler.table[identity] = this;
        }

        abstract Task step(Packet packet);

        boolean cannotRun() {
            return isHeld || (isWaiting && !isPending);
        }

        Task resume() {
            Packet packet = null;
            if (isWaiting && isPending) {
                packet = input;
                input = packet.link;
                isWaiting = false;
                isPending = input != null;
            }
            return step(packet);
        }

        Task take(Packet packet, Task from) {
            if (input == null) {
                input = packet;
                isPending = true;
                if (priority > from.priority) return this;
            } else {
                Packet.append(packet, input);
            }
            return from;
        }
    }

    static final class Scheduler {
        Task tasks, current;
        final Task[] table = new Task[6];
        int nQueued, nHeld;

        void run() {
            current = tasks;
            while (current != null) current = current.cannotRun() ? current.next : current.resume();
        }

        Task hold() {
            nHeld++;
            current.isHeld = true;
            return current.next;
        }

        Task await() {
            current.isWaiting = true;
            return current;
        }

        Task release(int identity) {
            Task task = table[identity];
            task.isHeld = false;
            return task.priority > current.priority ? task : current;
        }

        Task queue(Packet packet) {
            Task to = table[packet.owner];
            nQueued++;
            packet.link = null;
            packet.owner = current.identity;
            return to.take(packet, current);
        }
    }

    static final class Idle extends Task {
        int control = 1, count = 10_000;

        Idle(Scheduler s) {
            super(s, IDLE, 0, null);
        }

        Task step(Packet packet) {
            if (--count == 0) return scheduler.hold();
            if ((control & 1) == 0) {
                control >>= 1;
                return scheduler.release(DEVICE_A);
            }
            control = (control >> 1) ^ 0xD008;
            return scheduler.release(DEVICE_B);
        }
    }

    static final class Worker extends Task {
        int handler = HANDLER_A, letter;

        Worker(Scheduler s, Packet input) {
            super(s, WORKER, 1000, input);
            isWaiting = true;
        }

        Task step(Packet packet) {
            if (packet == null) return scheduler.await();
            handler = handler == HANDLER_A ? HANDLER_B : HANDLER_A;
            packet.owner = handler;
            packet.datum = 0;
            for (int i = 0; i < DATA_SIZE; i++) {
                letter = letter == 26 ? 1 : letter + 1;
                packet.data[i] = 'A' + letter - 1;
            }
            return scheduler.queue(packet);
        }
    }

    static final class Handler extends Task {
        Packet work, device;

        Handler(Scheduler s, int identity, int priority, Packet input) {
            super(s, identity, priority, input);
            isWaiting = true;
        }

        Task step(Packet packet) {
            if (packet != null) {
                if (packet.kind == Kind.WORK) work = Packet.append(packet, work);
                else device = Packet.append(packet, device);
            }
            if (work == null) return scheduler.await();
            Packet first = work;
            if (first.datum >= DATA_SIZE) {
                work = first.link;
                return scheduler.queue(first);
            }
            if (device == null) return scheduler.await();
            Packet message = device;
            device = message.link;
            message.datum = first.data[first.datum++];
            return scheduler.queue(message);
        }
    }

    static final class Device extends Task {
        Packet held;

        Device(Scheduler s, int identity, int priority) {
            super(s, identity, priority, null);
            isWaiting = true;
        }

        Task step(Packet packet) {
            if (packet != null) {
                held = packet;
                return scheduler.hold();
            }
            if (held == null) return scheduler.await();
            Packet ready = held;
            held = null;
            return scheduler.queue(ready);
        }
    }

    static Packet packets(int owner, Kind kind, int n) {
        Packet queue = null;
        for (int i = 0; i < n; i++) queue = new Packet(queue, owner, kind);
        return queue;
    }

    static long simulate() {
        Scheduler s = new Scheduler();
        new Idle(s);
        new Worker(s, packets(WORKER, Kind.WORK, 2));
        new Handler(s, HANDLER_A, 2000, packets(DEVICE_A, Kind.DEVICE, 3));
        new Handler(s, HANDLER_B, 3000, packets(DEVICE_B, Kind.DEVICE, 3));
        new Device(s, DEVICE_A, 4000);
        new Device(s, DEVICE_B, 5000);
        s.run();
        return s.nQueued * 100_000L + s.nHeld;
    }

    public static void main(String[] args) {
        BenchHarness.run("Richards", args, 60, 116230464850L, () -> {
            long sum = 0;
            for (int i = 0; i < 50; i++) sum += simulate();
            return sum;
        });
    }
}
