package ai.qnp.ee.vault;

import ai.qnp.core.provider.Secret;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Seals secrets and opens them again, with authenticated encryption. Safe from any thread. */
public final class Vault {
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    /** Names the key inside what it sealed, so that a later master key can stand beside it. */
    private static final int FIRST_KEY = 1;

    private final Aead aead;

    private Vault(Aead aead) {
        this.aead = aead;
    }

    /** A vault under a master key of 32 bytes (AES-256-GCM). */
    @AccessesPartialKey // the key comes from the operator, not from a Tink keyset
    public static Vault under(byte[] masterKey) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a master key has " + KEY_BYTES + " bytes, not " + masterKey.length);
        }
        try {
            AeadConfig.register();
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(AesGcmParameters.builder()
                            .setKeySizeBytes(KEY_BYTES)
                            .setIvSizeBytes(IV_BYTES)
                            .setTagSizeBytes(TAG_BYTES)
                            .setVariant(AesGcmParameters.Variant.TINK)
                            .build())
                    .setKeyBytes(SecretBytes.copyFrom(masterKey, InsecureSecretKeyAccess.get()))
                    .setIdRequirement(FIRST_KEY)
                    .build();
            KeysetHandle keyset = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(key).makePrimary())
                    .build();
            return new Vault(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java platform lacks AES-256-GCM", broken);
        }
    }

    /**
     * Seals a secret.
     *
     * @param purpose what it is sealed for; it opens for nothing else
     * @return base64
     */
    public String seal(Secret secret, String purpose) {
        return sealBytes(utf8(secret.reveal()), purpose);
    }

    /** The same for bytes. */
    public String sealBytes(byte[] plain, String purpose) {
        try {
            byte[] sealed = aead.encrypt(plain, utf8(purpose));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("sealing failed", broken);
        }
    }

    /**
     * Opens what was sealed for the same purpose under the same master key.
     *
     * @throws CannotOpen when it was not, or was changed since
     */
    public Secret open(String sealed, String purpose) throws CannotOpen {
        return Secret.of(new String(openBytes(sealed, purpose), StandardCharsets.UTF_8));
    }

    /** The same for bytes. */
    public byte[] openBytes(String sealed, String purpose) throws CannotOpen {
        try {
            return aead.decrypt(Base64.getDecoder().decode(sealed), utf8(purpose));
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw new CannotOpen(refused);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The seal belongs to another master key or purpose, or is damaged. */
    public static final class CannotOpen extends Exception {
        private static final long serialVersionUID = 1L;

        CannotOpen(Throwable cause) {
            super("the master key does not open this secret", cause);
        }
    }
}
