package ai.qnp.ee.signin;

import ai.qnp.core.openai.Json;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what a browser says of a passkey is true, by the WebAuthn library's rules. */
final class PasskeyCheck {
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager rules = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final PasskeyOptions options;

    PasskeyCheck(PasskeyOptions options) {
        this.options = options;
    }

    /**
     * A passkey that is used, before it is checked.
     *
     * @param account whose it is, as its authenticator remembers
     */
    record Used(AuthenticationData data, String challenge, String credentialId, String account, long count) {}

    /** A passkey that is made, before it is checked. */
    record Made(RegistrationData data, String challenge, AttestedCredentialData credential, long count) {}

    /** Reads what a browser says of one that it made; null when it can't be read. */
    @Nullable Made made(String json) {
        try {
            RegistrationData data = rules.parseRegistrationResponseJSON(json);
            CollectedClientData client = data.getCollectedClientData();
            AttestationObject attestation = data.getAttestationObject();
            if (client == null || attestation == null) {
                return null;
            }
            AttestedCredentialData credential =
                    attestation.getAuthenticatorData().getAttestedCredentialData();
            return credential == null
                    ? null
                    : new Made(
                            data,
                            challenge(client),
                            credential,
                            attestation.getAuthenticatorData().getSignCount());
        } catch (DataConversionException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** Reads what a browser says of one that was used; null when it can't be read. */
    @Nullable Used used(String json) {
        try {
            AuthenticationData data = rules.parseAuthenticationResponseJSON(json);
            CollectedClientData client = data.getCollectedClientData();
            var handle = data.getUserHandle();
            String id = Json.MAPPER.readTree(json).path("id").asString("");
            var authenticator = data.getAuthenticatorData();
            return client == null || handle == null || authenticator == null
                    ? null
                    : new Used(
                            data,
                            challenge(client),
                            id,
                            new String(handle, StandardCharsets.UTF_8),
                            authenticator.getSignCount());
        } catch (DataConversionException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** Whether a new one is what it says. */
    boolean isTrue(Made made) {
        try {
            rules.verify(made.data(), new RegistrationParameters(server(made.challenge()), null, true, true));
            return true;
        } catch (VerificationException untrue) {
            return false;
        }
    }

    /** Whether somebody who has the passkey used it now, and no copy of it counted further. */
    boolean isTrue(Used used, String credential, long count) {
        CredentialRecordImpl known = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                null,
                null,
                count,
                credentials.convert(Base64.getUrlDecoder().decode(credential)),
                null,
                null,
                null,
                Set.of());
        try {
            rules.verify(used.data(), new AuthenticationParameters(server(used.challenge()), known, null, true, true));
            return true;
        } catch (VerificationException untrue) {
            return false;
        }
    }

    /** By what a new one is known. */
    static String credentialId(Made made) {
        return PasskeyOptions.base64(made.credential().getCredentialId());
    }

    /** What is kept of a new one. */
    String credential(Made made) {
        return PasskeyOptions.base64(credentials.convert(made.credential()));
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(options.origin()))
                .rpId(options.party())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
                .build();
    }

    private static String challenge(CollectedClientData client) {
        return PasskeyOptions.base64(client.getChallenge().getValue());
    }
}
