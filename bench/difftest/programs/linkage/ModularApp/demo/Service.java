package demo;

public interface Service {
    String name();
}
