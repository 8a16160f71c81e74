package supervision.ledger;

/** Writes, as far as others can see, until somebody tells it to stop. */
final class WriterProcess {

    private WriterProcess() {}

    public static void main(String[] args) throws Exception {
        OneWriter.of(args[0]).begin();
        System.out.println("writes");
        System.in.read();
    }
}
