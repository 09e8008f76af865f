package ai.qnp.ee.vault;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.persistence.MasterKeyCheckRow;
import ai.qnp.ee.persistence.Transactions;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master key and makes sure that it is the one which sealed what this database holds.
 *
 * @param transactions the database, its schema current
 * @param randomness what a first master key is made of
 * @param configured the key in base64, as the operator set it; null when it is kept in the file
 * @param file where it is kept otherwise
 */
public record VaultOpening(
        Transactions transactions,
        Randomness randomness,
        @Nullable String configured,
        PrivateFile file) {
    private static final int KEY_BYTES = 32;
    private static final String PURPOSE = "master-key-check";
    private static final String KNOWN_TEXT = "this database belongs to this master key";

    /**
     * Opens the vault. Only a database that holds nothing sealed gets a new master key; nothing is written otherwise.
     *
     * @throws MasterKeyRejected with one line for the operator
     * @throws IOException when the key's file can't be read or written
     */
    public Vault open() throws MasterKeyRejected, IOException {
        String sealed = sealedCheck();
        byte[] key = presentKey();
        if (key == null) {
            if (sealed != null) {
                throw new MasterKeyRejected("This database was set up with a master key, and there is none here: set"
                        + " QNP_MASTER_KEY, or put the key's file back at " + file.path() + ".");
            }
            key = randomness.bytes(KEY_BYTES);
            file.write(Base64.getEncoder().encodeToString(key) + "\n");
        }
        Vault vault = Vault.under(key);
        if (sealed == null) {
            sealed = store(vault.seal(Secret.of(KNOWN_TEXT), PURPOSE));
        }
        check(vault, sealed);
        return vault;
    }

    private byte @Nullable [] presentKey() throws MasterKeyRejected, IOException {
        String source = configured == null ? file.path().toString() : "QNP_MASTER_KEY";
        String text = configured == null ? file.read() : configured.strip();
        if (text == null) {
            return null;
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new MasterKeyRejected("The master key in " + source + " is not base64: it must be " + KEY_BYTES
                    + " random bytes in base64, as `openssl rand -base64 32` prints them.");
        }
        if (key.length != KEY_BYTES) {
            throw new MasterKeyRejected("The master key in " + source + " has " + key.length + " bytes, not "
                    + KEY_BYTES + ": `openssl rand -base64 32` prints one.");
        }
        return key;
    }

    private void check(Vault vault, String sealed) throws MasterKeyRejected {
        try {
            vault.open(sealed, PURPOSE);
        } catch (Vault.CannotOpen wrongKey) {
            String source = configured == null ? "in " + file.path() : "in QNP_MASTER_KEY";
            throw new MasterKeyRejected("The master key " + source
                    + " is not the one that sealed the credentials in this database: use that one again.");
        }
    }

    private @Nullable String sealedCheck() {
        return transactions.<@Nullable String>read(entities -> {
            MasterKeyCheckRow row = entities.find(MasterKeyCheckRow.class, MasterKeyCheckRow.ID);
            return row == null ? null : row.sealed();
        });
    }

    /** Two nodes may start on an empty database at once: the first one's seal stands, and the other is held to it. */
    private String store(String sealed) {
        try {
            transactions.inTransaction(entities -> {
                entities.persist(new MasterKeyCheckRow(sealed));
                return sealed;
            });
            return sealed;
        } catch (RuntimeException perhapsThere) {
            String other = sealedCheck();
            if (other == null) {
                throw perhapsThere;
            }
            return other;
        }
    }

    /** The master key is missing, malformed or another database's. The message is one line for the operator. */
    public static final class MasterKeyRejected extends Exception {
        private static final long serialVersionUID = 1L;

        MasterKeyRejected(String line) {
            super(line);
        }
    }
}
