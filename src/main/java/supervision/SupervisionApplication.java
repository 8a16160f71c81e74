package supervision;

public class SupervisionApplication {
    public static void main(String[] args) {}
}
