package ai.qnp.ee.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** An OpenID provider, as it describes itself, and this server's dealings with it. */
final class OpenIdProvider {
    private static final int PATIENCE_MS = 10_000;

    private final OpenIdClient client;
    private final URI callback;
    private final OIDCProviderMetadata metadata;
    private final IDTokenValidator validator;

    private OpenIdProvider(
            OpenIdClient client, URI callback, OIDCProviderMetadata metadata, IDTokenValidator validator) {
        this.client = client;
        this.callback = callback;
        this.metadata = metadata;
        this.validator = validator;
    }

    /** What only the two ends of one sign-in know. */
    record Secrets(String state, String nonce, String verifier) {}

    /** Asks a provider to describe itself. */
    static OpenIdProvider discover(OpenIdClient client, URI callback) throws IOException, GeneralException {
        Issuer issuer = new Issuer(client.issuer());
        OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, PATIENCE_MS, PATIENCE_MS);
        // one algorithm, which Google and Apple have: a token may not choose how it is checked
        IDTokenValidator validator = new IDTokenValidator(
                issuer,
                new ClientID(client.clientId()),
                JWSAlgorithm.RS256,
                metadata.getJWKSetURI().toURL());
        return new OpenIdProvider(client, callback, metadata, validator);
    }

    /** Where the browser goes. */
    URI entrance(Secrets secrets) {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "email"), new ClientID(client.clientId()), callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(secrets.state()))
                .nonce(new Nonce(secrets.nonce()))
                .codeChallenge(new CodeVerifier(secrets.verifier()), CodeChallengeMethod.S256);
        if (client instanceof OpenIdClient.Apple) {
            // without it, Apple gives no address
            request.responseMode(ResponseMode.FORM_POST);
        }
        return request.build().toURI();
    }

    /** Redeems a code, and believes what the provider then says only if it is signed, meant for us, and meant now. */
    IDTokenClaimsSet redeem(String code, Secrets secrets, Instant now)
            throws IOException, GeneralException, GeneralSecurityException, BadJOSEException, JOSEException {
        HTTPRequest call = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        ClientProof.of(client, now),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code), callback, new CodeVerifier(secrets.verifier())))
                .build()
                .toHTTPRequest();
        call.setConnectTimeout(PATIENCE_MS);
        call.setReadTimeout(PATIENCE_MS);
        call.setFollowRedirects(false);
        TokenResponse answer = OIDCTokenResponseParser.parse(call.send());
        if (!(answer instanceof OIDCTokenResponse tokens)) {
            throw new GeneralException("the code was refused: "
                    + answer.toErrorResponse().getErrorObject().getCode());
        }
        return validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(secrets.nonce()));
    }
}
