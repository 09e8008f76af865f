package ai.qnp.ee.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.TestDatabase;
import ai.qnp.ee.vault.VaultOpening.MasterKeyRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class VaultOpeningTest {
    private static final Randomness CHANCE = count -> {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    };

    @TempDir
    Path dataDir;

    private final TestDatabase database;

    VaultOpeningTest(DatabaseKind kind) {
        database = kind.migrated();
    }

    @Test
    void makesAMasterKeyThatOnlyItsOwnerReads() throws Exception {
        open(null);

        Path file = dataDir.resolve("master-key");
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void findsTheSameKeyAgain() throws Exception {
        String sealed = open(null).seal(Secret.of("s"), "p");

        assertThat(open(null).open(sealed, "p")).isEqualTo(Secret.of("s"));
    }

    @Test
    void takesTheConfiguredKeyAndWritesNoFile() throws Exception {
        String sealed = open(keyOf(3)).seal(Secret.of("s"), "p");

        assertThat(open(keyOf(3)).open(sealed, "p")).isEqualTo(Secret.of("s"));
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void refusesAnotherKeyThanTheOneThatSealedTheDatabase() throws Exception {
        open(keyOf(3));

        assertThatThrownBy(() -> open(keyOf(4)))
                .isInstanceOf(MasterKeyRejected.class)
                .hasMessageContaining("QNP_MASTER_KEY is not the one");
    }

    @Test
    void makesNoNewKeyForADatabaseThatHasOne() throws Exception {
        open(keyOf(3));

        assertThatThrownBy(() -> open(null))
                .isInstanceOf(MasterKeyRejected.class)
                .hasMessageContaining("there is none here");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void saysWhatIsWrongWithAMalformedKey() {
        assertThatThrownBy(() -> open("äöü"))
                .isInstanceOf(MasterKeyRejected.class)
                .hasMessageContaining("not base64");
        assertThatThrownBy(() -> open("c2hvcnQ="))
                .isInstanceOf(MasterKeyRejected.class)
                .hasMessageContaining("5 bytes");
    }

    private Vault open(String configured) throws MasterKeyRejected, IOException {
        PrivateFile file = new PrivateFile(dataDir.resolve("master-key"));
        return new VaultOpening(database.transactions(), CHANCE, configured, file).open();
    }

    private static String keyOf(int filler) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filler);
        return Base64.getEncoder().encodeToString(key);
    }
}
