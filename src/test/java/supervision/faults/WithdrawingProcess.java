package supervision.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.ledger.Ledger;
import supervision.ledger.WritingTransactions;

/** Withdraws an import: says so after each transaction, and goes on when it is told to. */
public final class WithdrawingProcess {

    private WithdrawingProcess() {}

    /** Arguments: address of the database, its user, number of the import. */
    public static void main(String[] args) {
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(args[0]);
            database.setUsername(args[1]);
            Ledger ledger = new Ledger(new JdbcTemplate(database), new Telling(database), Clock.systemUTC());
            ledger.withdraw(Long.parseLong(args[2]), new Ledger.Origin("李四", "报错文件"));
            System.out.println("done");
        }
    }

    private static final class Telling extends TransactionTemplate {

        private static final long serialVersionUID = 1L;
        private int count;

        Telling(HikariDataSource database) {
            super(new WritingTransactions(database));
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            T result = super.execute(action);
            System.out.println("transaction " + ++count);
            try {
                if (System.in.read() < 0) {
                    Runtime.getRuntime().halt(1);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return result;
        }
    }
}
