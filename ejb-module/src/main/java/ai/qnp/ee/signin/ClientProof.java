package ai.qnp.ee.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** How this server shows an OpenID provider who it is. */
final class ClientProof {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private ClientProof() {}

    /** The proof for a call that is made now. */
    static ClientAuthentication of(OpenIdClient client, Instant now) throws GeneralSecurityException, JOSEException {
        ClientID id = new ClientID(client.clientId());
        return switch (client) {
            case OpenIdClient.Google google ->
                new ClientSecretPost(id, new Secret(google.secret().reveal()));
            case OpenIdClient.Apple apple -> new ClientSecretPost(id, new Secret(statement(apple, now)));
        };
    }

    /** Apple's client secret: a statement signed with ES256. */
    @SuppressWarnings("JavaUtilDate") // what the library takes
    private static String statement(OpenIdClient.Apple apple, Instant now)
            throws GeneralSecurityException, JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(apple.keyId()).build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(apple.teamId())
                .subject(apple.clientId())
                .audience(apple.issuer().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT statement = new SignedJWT(header, claims);
        statement.sign(new ECDSASigner(privateKey(apple.key().reveal())));
        return statement.serialize();
    }

    private static ECPrivateKey privateKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[^-]*-----", "").replaceAll("\\\\n|\\s", "");
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | ClassCastException noKey) {
            throw new GeneralSecurityException("qnp.apple.private-key is no PKCS #8 key for ES256", noKey);
        }
    }
}
