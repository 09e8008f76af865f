package ai.qnp.ee.signin;

import ai.qnp.core.provider.Secret;
import java.net.URI;

/** This server, as it is known at an OpenID provider. */
public sealed interface OpenIdClient {
    /** Which way in it is. */
    SignInMethod method();

    /** Who says who people are. */
    URI issuer();

    /** What this server is called there. */
    String clientId();

    /** At Google, with a secret that both know. */
    record Google(URI issuer, String clientId, Secret secret) implements OpenIdClient {
        @Override
        public SignInMethod method() {
            return SignInMethod.GOOGLE;
        }
    }

    /**
     * At Apple, which wants a fresh signed statement in place of a secret, and posts its answers as a form.
     *
     * @param key the private key, as the content of a PKCS #8 file
     */
    record Apple(URI issuer, String clientId, String teamId, String keyId, Secret key) implements OpenIdClient {
        @Override
        public SignInMethod method() {
            return SignInMethod.APPLE;
        }
    }
}
