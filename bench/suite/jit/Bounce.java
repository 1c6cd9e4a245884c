/** Balls that bounce in a box: short methods on fields of many objects. */
public class Bounce {
    static final class Random {
        private int seed = 74755;

        int next() {
            seed = (seed * 1309 + 13849) & 0xffff;
            return seed;
        }
    }

    static final class Ball {
        private int x, y, dx, dy;

        Ball(Random random) {
            x = random.next() % 500;
            y = random.next() % 500;
            dx = random.next() % 300 - 150;
            dy = random.next() % 300 - 150;
        }

        boolean bounce() {
            x += dx;
            y += dy;
            boolean hasBounced = false;
            if (x > 500) {
                x = 500;
                dx = -Math.abs(dx);
                hasBounced = true;
            }
            if (x < 0) {
                x = 0;
                dx = Math.abs(dx);
                hasBounced = true;
            }
            if (y > 500) {
                y = 500;
                dy = -Math.abs(dy);
                hasBounced = true;
            }
            if (y < 0) {
                y = 0;
                dy = Math.abs(dy);
                hasBounced = true;
            }
            return hasBounced;
        }
    }

    static int run(int nBalls, int nSteps) {
        Random random = new Random();
        Ball[] balls = new Ball[nBalls];
        for (int i = 0; i < nBalls; i++) balls[i] = new Ball(random);
        int n = 0;
        for (int i = 0; i < nSteps; i++) {
            for (Ball ball : balls) if (ball.bounce()) n++;
        }
        return n;
    }

    public static void main(String[] args) {
        BenchHarness.run("Bounce", args, 120, -7458079646444784216L, () -> {
            long sum = 0;
            for (int i = 0; i < 900; i++) sum = sum * 3 + run(100, 50 + (i & 7));
            return sum;
        });
    }
}
