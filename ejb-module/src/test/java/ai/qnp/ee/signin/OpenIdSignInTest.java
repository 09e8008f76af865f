package ai.qnp.ee.signin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static ai.qnp.ee.signin.SignInFixture.BROWSER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.signin.OpenIdSignIn.Return;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an OpenID provider that runs. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OpenIdSignInTest {
    private static final String CLIENT = "qnp-at-google";
    private static final String JO = "jo@example.com";

    private final AdminFixture admin;
    private final MockOAuth2Server provider = new MockOAuth2Server();
    private final KeyPair appleKey = keyPair();
    private OpenIdSignIn signIn;

    OpenIdSignInTest(DatabaseKind kind) throws Exception {
        admin = new AdminFixture(kind);
    }

    @BeforeEach
    void start() throws Exception {
        provider.start(InetAddress.getLoopbackAddress(), 0);
        signIn = signIn(false);
    }

    @AfterEach
    void stop() {
        provider.shutdown();
    }

    @Test
    void aVerifiedAddressOpensItsAccountAndIsLinkedToIt() {
        String account = joined(JO);
        says("google", "subject-1", Map.of("email", JO, "email_verified", true));

        Entered entered = done(comeBack(begin()));

        assertThat(entered).isEqualTo(new Entered(account, SignInMethod.GOOGLE, "/dashboard/keys.xhtml"));
        assertThat(admin.audit()).contains("identity.linked by test from 192.0.2.1");
    }

    @Test
    void whoIsLinkedIsKnownByTheProvidersNumberWhateverTheirAddressIsNow() {
        String account = joined(JO);
        says("google", "subject-1", Map.of("email", JO, "email_verified", true));
        done(comeBack(begin()));
        says("google", "subject-1", Map.of("email", "new@example.com", "email_verified", false));

        assertThat(done(comeBack(begin())).accountId()).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "maybe", ""})
    void anAddressThatIsNotVerifiedOpensNobodysAccount(String verified) {
        joined(JO);
        says("google", "eve", Map.of("email", JO, "email_verified", verified));

        assertThat(refused(comeBack(begin())).code()).isEqualTo("address_not_verified");

        assertThat(admin.database.execute("delete from identities")).isZero();
    }

    @Test
    void anAddressThatIsNotVerifiedMakesNoAccountEither() {
        signIn = signIn(true);
        says("google", "eve", Map.of("email", "eve@example.com"));

        assertThat(refused(comeBack(begin())).code()).isEqualTo("address_not_verified");
        assertThat(admin.accounts.withEmail("eve@example.com")).isNull();
    }

    @Test
    void newPeopleGetAFreeAccountOnlyWhereThatIsAllowed() {
        says("google", "new", Map.of("email", "new@example.com", "email_verified", true));
        assertThat(refused(comeBack(begin())).code()).isEqualTo("no_account");

        signIn = signIn(true);
        says("google", "new", Map.of("email", "new@example.com", "email_verified", true));
        Entered entered = done(comeBack(begin()));

        assertThat(done(admin.accounts.get(entered.accountId())).tier()).isEqualTo(Tier.FREE);
    }

    @Test
    void anotherBrowserCantFinishWhatThisOneBegan() {
        joined(JO);
        says("google", "subject-1", Map.of("email", JO, "email_verified", true));
        Return back = walk(begin());

        // somebody is led to the end of a sign-in that somebody else began
        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, back, "victim", ACTOR))
                        .status())
                .isEqualTo(403);
        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, back, null, ACTOR))
                        .status())
                .isEqualTo(403);
        done(signIn.finish(SignInMethod.GOOGLE, back, BROWSER, ACTOR));
    }

    @Test
    void aSignInIsFinishedOnceInTimeAndByItsOwnProvider() {
        joined(JO);
        Return back = walk(begin());
        assertThat(refused(signIn.finish(SignInMethod.APPLE, back, BROWSER, ACTOR))
                        .status())
                .isEqualTo(410);
        says("google", "subject-1", Map.of("email", JO, "email_verified", true));
        done(signIn.finish(SignInMethod.GOOGLE, back, BROWSER, ACTOR));
        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, back, BROWSER, ACTOR))
                        .status())
                .isEqualTo(410);

        Return late = walk(begin());
        admin.clock.pass(Duration.ofMinutes(10));
        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, late, BROWSER, ACTOR))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void anInventedStateIsRefused() {
        Return back = walk(begin());

        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, new Return("invented", back.code()), BROWSER, ACTOR))
                        .status())
                .isEqualTo(410);
        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, new Return(null, back.code()), BROWSER, ACTOR))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void aCodeOfAnotherSignInIsRefused() {
        joined(JO);
        Return eves = walk(begin());
        Return jos = walk(begin());
        says("google", "eve", Map.of("email", JO, "email_verified", true));

        // the verifier and the nonce are those of the other sign-in
        Answer<Entered> mixed =
                signIn.finish(SignInMethod.GOOGLE, new Return(jos.state(), eves.code()), BROWSER, ACTOR);

        assertThat(refused(mixed).code()).isEqualTo("sign_in_failed");
    }

    @Test
    void aTokenWithAnotherNonceIsRefused() {
        joined(JO);
        says("google", "subject-1", Map.of("email", JO, "email_verified", true, "nonce", "another"));

        assertThat(refused(comeBack(begin())).code()).isEqualTo("sign_in_failed");
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        joined(JO);
        says("google", "subject-1", Map.of("email", JO, "email_verified", true, "aud", "another-client"));

        assertThat(refused(comeBack(begin())).code()).isEqualTo("sign_in_failed");
    }

    @Test
    void whoeverGoesBackIsToldSo() {
        Map<String, String> sent = query(begin());

        assertThat(refused(signIn.finish(SignInMethod.GOOGLE, new Return(sent.get("state"), null), BROWSER, ACTOR))
                        .code())
                .isEqualTo("sign_in_refused");
    }

    @Test
    void aProviderThatIsAwayIsTold() {
        provider.shutdown();

        assertThat(refused(signIn.begin(SignInMethod.GOOGLE, BROWSER, null, ACTOR))
                        .code())
                .isEqualTo("sign_in_failed");
    }

    @Test
    void theWayOutCarriesAChallengeAndNothingThatOpensAnything() {
        Map<String, String> sent = query(begin());

        assertThat(sent).containsEntry("code_challenge_method", "S256").containsEntry("response_type", "code");
        assertThat(sent.get("scope")).isEqualTo("openid email");
        assertThat(sent.get("redirect_uri")).isEqualTo("http://127.0.0.1:9080/signin/google/callback");
        assertThat(sent).doesNotContainKeys("client_secret", "code_verifier");
    }

    @Test
    void appleGetsAFreshStatementInPlaceOfASecretAndSaysVerifiedAsAText() throws Exception {
        String account = joined(JO);
        says("apple", "001.apple", Map.of("email", JO, "email_verified", "true"));
        URI entrance = done(signIn.begin(SignInMethod.APPLE, BROWSER, null, ACTOR));
        Map<String, String> sent = query(entrance);
        String code = form(get(entrance).body(), "code");

        Entered entered = done(signIn.finish(SignInMethod.APPLE, new Return(sent.get("state"), code), BROWSER, ACTOR));

        assertThat(entered.accountId()).isEqualTo(account);
        assertThat(sent).containsEntry("response_mode", "form_post");
        SignedJWT statement = SignedJWT.parse(tokenRequest().get("client_secret"));
        assertThat(statement.verify(new ECDSAVerifier((ECPublicKey) appleKey.getPublic())))
                .isTrue();
        assertThat(statement.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(statement.getHeader().getKeyID()).isEqualTo("KEY1234567");
        assertThat(statement.getJWTClaimsSet().getIssuer()).isEqualTo("TEAM123456");
        assertThat(statement.getJWTClaimsSet().getSubject()).isEqualTo("com.example.qnp");
        assertThat(statement.getJWTClaimsSet().getAudience())
                .containsExactly(provider.issuerUrl("apple").toString());
    }

    @Test
    void aWayThatIsOffIsNotThere() {
        signIn = new OpenIdSignIn(
                admin.store,
                identities(false),
                SignInFixture.settings(false),
                AdminFixture.settings(Path.of("unused")));

        assertThat(refused(signIn.begin(SignInMethod.GOOGLE, BROWSER, null, ACTOR))
                        .status())
                .isEqualTo(404);
    }

    private OpenIdSignIn signIn(boolean signUp) {
        OpenIdClient google =
                new OpenIdClient.Google(provider.issuerUrl("google").uri(), CLIENT, Secret.of("known-to-both"));
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(appleKey.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        OpenIdClient apple = new OpenIdClient.Apple(
                provider.issuerUrl("apple").uri(), "com.example.qnp", "TEAM123456", "KEY1234567", Secret.of(pem));
        return new OpenIdSignIn(
                admin.store,
                identities(signUp),
                SignInFixture.settings(signUp, google, apple),
                AdminFixture.settings(Path.of("unused")));
    }

    private Identities identities(boolean signUp) {
        return new Identities(
                admin.store, admin.accounts, new Newcomers(admin.accounts, SignInFixture.settings(signUp)));
    }

    private String joined(String address) {
        return done(admin.accounts.create(address, Tier.FREE, ACTOR)).id();
    }

    private void says(String issuer, String subject, Map<String, Object> claims) {
        String client = issuer.equals("google") ? CLIENT : "com.example.qnp";
        provider.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of(client), claims));
    }

    private URI begin() {
        return done(signIn.begin(SignInMethod.GOOGLE, BROWSER, "/dashboard/keys.xhtml", ACTOR));
    }

    private Answer<Entered> comeBack(URI entrance) {
        return signIn.finish(SignInMethod.GOOGLE, walk(entrance), BROWSER, ACTOR);
    }

    /** What a browser does at the provider. */
    private static Return walk(URI entrance) {
        Map<String, String> back =
                query(URI.create(get(entrance).headers().firstValue("Location").orElseThrow()));
        return new Return(back.get("state"), back.get("code"));
    }

    private static HttpResponse<String> get(URI there) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String form(String page, String field) {
        return page.replaceAll("(?s).*name=\"" + field + "\" value=\"([^\"]*)\".*", "$1");
    }

    private Map<String, String> tokenRequest() {
        for (RecordedRequest request = provider.takeRequest(); ; request = provider.takeRequest()) {
            if (request.getPath() != null && request.getPath().endsWith("/token")) {
                return parameters(request.getBody().readUtf8());
            }
        }
    }

    private static Map<String, String> query(URI address) {
        return parameters(address.getRawQuery());
    }

    private static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> second,
                        HashMap::new));
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
