/** The orbits of the sun and four planets: double arithmetic on fields. */
public class NBody {
    static final class Body {
        double x, y, z, vx, vy, vz;
        final double mass;

        Body(double mass, double x, double y, double z, double vx, double vy, double vz) {
            this.mass = mass;
            this.x = x;
            this.y = y;
            this.z = z;
            this.vx = vx;
            this.vy = vy;
            this.vz = vz;
        }
    }

    static Body[] system() {
        Body[] bodies = {
            new Body(39.478, 0, 0, 0, 0, 0, 0),
            new Body(0.03769, 4.8414, -1.1603, -0.1036, 0.6063, 2.8120, -0.0252),
            new Body(0.01129, 8.3434, 4.1248, -0.4035, -1.0108, 1.8257, 0.0084),
            new Body(0.00172, 12.8944, -15.1112, -0.2233, 1.0828, 0.8687, -0.0108),
            new Body(0.00203, 15.3797, -25.9193, 0.1793, 0.9791, 0.5946, -0.0348),
        };
        double px = 0, py = 0, pz = 0;
        for (Body b : bodies) {
            px += b.vx * b.mass;
            py += b.vy * b.mass;
            pz += b.vz * b.mass;
        }
        Body sun = bodies[0];
        sun.vx = -px / sun.mass;
        sun.vy = -py / sun.mass;
        sun.vz = -pz / sun.mass;
        return bodies;
    }

    static void advance(Body[] bodies, double dt) {
        for (int i = 0; i < bodies.length; i++) {
            Body a = bodies[i];
            for (int j = i + 1; j < bodies.length; j++) {
                Body b = bodies[j];
                double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
                double square = dx * dx + dy * dy + dz * dz;
                double force = dt / (square * Math.sqrt(square));
                a.vx -= dx * b.mass * force;
                a.vy -= dy * b.mass * force;
                a.vz -= dz * b.mass * force;
                b.vx += dx * a.mass * force;
                b.vy += dy * a.mass * force;
                b.vz += dz * a.mass * force;
            }
        }
        for (Body b : bodies) {
            b.x += dt * b.vx;
            b.y += dt * b.vy;
            b.z += dt * b.vz;
        }
    }

    static double energy(Body[] bodies) {
        double e = 0;
        for (int i = 0; i < bodies.length; i++) {
            Body a = bodies[i];
            e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
            for (int j = i + 1; j < bodies.length; j++) {
                Body b = bodies[j];
                double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
                e -= a.mass * b.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return e;
    }

    public static void main(String[] args) {
        BenchHarness.run("NBody", args, 70, -4628113072091125405L, () -> {
            Body[] bodies = system();
            for (int i = 0; i < 150_000; i++) advance(bodies, 0.001);
            return Double.doubleToLongBits(energy(bodies));
        });
    }
}
