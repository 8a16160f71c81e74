package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Transactions of which only one at a time writes to a database in a file. Those that only read do so at any time. */
public final class WritingTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient OneWriter writer;

    public WritingTransactions(HikariDataSource connections) {
        super(connections);
        this.writer = OneWriter.of(connections.getJdbcUrl());
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (definition.isReadOnly()) {
            super.doBegin(transaction, definition);
            return;
        }
        writer.begin();
        boolean begun = false;
        try {
            super.doBegin(transaction, definition);
            begun = true;
        } finally {
            if (!begun) {
                writer.end();
            }
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            writer.end();
        }
    }
}
