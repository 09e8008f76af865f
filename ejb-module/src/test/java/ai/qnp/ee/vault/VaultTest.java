package ai.qnp.ee.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.provider.Secret;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final Secret SECRET = Secret.of("sk-very-secret");

    private final Vault vault = Vault.under(new byte[32]);

    @Test
    void opensWhatItSealed() throws Exception {
        assertThat(vault.open(vault.seal(SECRET, "credential:a:1"), "credential:a:1"))
                .isEqualTo(SECRET);
    }

    @Test
    void theSealHidesTheSecretAndIsNeverTheSameTwice() {
        String sealed = vault.seal(SECRET, "p");

        assertThat(new String(Base64.getDecoder().decode(sealed), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("very-secret");
        assertThat(vault.seal(SECRET, "p")).isNotEqualTo(sealed);
    }

    @Test
    void doesNotOpenForAnotherPurpose() {
        String sealed = vault.seal(SECRET, "credential:a:1");

        assertThatThrownBy(() -> vault.open(sealed, "credential:b:1")).isInstanceOf(Vault.CannotOpen.class);
    }

    @Test
    void doesNotOpenUnderAnotherMasterKey() {
        byte[] otherKey = new byte[32];
        Arrays.fill(otherKey, (byte) 1);
        String sealed = vault.seal(SECRET, "p");

        assertThatThrownBy(() -> Vault.under(otherKey).open(sealed, "p")).isInstanceOf(Vault.CannotOpen.class);
    }

    @Test
    void doesNotOpenWhatWasChanged() {
        byte[] sealed = Base64.getDecoder().decode(vault.seal(SECRET, "p"));
        sealed[sealed.length - 1] ^= 1;
        String changed = Base64.getEncoder().encodeToString(sealed);

        assertThatThrownBy(() -> vault.open(changed, "p")).isInstanceOf(Vault.CannotOpen.class);
        assertThatThrownBy(() -> vault.open("not base64!", "p")).isInstanceOf(Vault.CannotOpen.class);
    }
}
