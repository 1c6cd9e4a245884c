package impl.open;

class Bean {
    private int value = 3;
}
