package ai.qnp.lambda;

import ai.qnp.ee.persistence.LocalTransactions;
import ai.qnp.ee.persistence.OneTry;
import ai.qnp.ee.persistence.SchemaMigration;
import ai.qnp.ee.vault.PrivateFile;
import ai.qnp.ee.vault.Vault;
import ai.qnp.ee.vault.VaultOpening;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The database, its schema current, and the vault in it. */
record OpenedStorage(KeptConnections connections, LocalTransactions transactions, Vault vault)
        implements AutoCloseable {
    static OpenedStorage open(FunctionSettings settings) throws NotReady {
        KeptConnections connections = KeptConnections.to(settings);
        try {
            return over(connections, settings);
        } catch (NotReady notReady) {
            connections.close();
            throw notReady;
        } catch (SQLException | RuntimeException away) {
            connections.close();
            throw NotReady.storageAway(away);
        }
    }

    private static OpenedStorage over(KeptConnections connections, FunctionSettings settings)
            throws NotReady, SQLException {
        // a database that is away is waited for once, not once for each step
        connections.getConnection().close();
        SchemaMigration schema = new SchemaMigration(connections);
        if (!schema.isCurrent()) {
            schema.run();
        }
        LocalTransactions transactions = LocalTransactions.over(connections);
        transactions.read(OneTry::set);
        return new OpenedStorage(connections, transactions, vault(settings, transactions));
    }

    private static Vault vault(FunctionSettings settings, LocalTransactions transactions) throws NotReady {
        // a sandbox keeps no files: this one is never looked for, because the environment has the key
        PrivateFile none = new PrivateFile(Path.of("master-key"));
        try {
            return new VaultOpening(
                            transactions,
                            count -> new byte[count],
                            settings.masterKey().reveal(),
                            none)
                    .open();
        } catch (VaultOpening.MasterKeyRejected | IOException rejected) {
            throw NotReady.misconfigured(String.valueOf(rejected.getMessage()));
        }
    }

    @Override
    public void close() {
        transactions.close();
        connections.close();
    }
}
