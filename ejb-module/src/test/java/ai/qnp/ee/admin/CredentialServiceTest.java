package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.persistence.DatabaseKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CredentialServiceTest {
    private static final Secret SECRET = Secret.of("sk-0123456789-secret-tail");

    private final AdminFixture admin;
    private final String account;

    CredentialServiceTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        account = admin.account(Tier.PRO);
    }

    @Test
    void keepsTheSecretSealedAndShowsOnlyItsTail() {
        StoredCredential stored = create(new NewCredential("alpha", SECRET, "mine", null));

        assertThat(stored.hint()).isEqualTo("\u2026tail");
        assertThat(admin.credentials.list(account)).containsExactly(stored);
        assertThat(admin.database.execute("update credentials set label = label where sealed_api_key like '%secret%'"))
                .isZero();
        assertThat(stored.toString()).doesNotContain("0123456789");
    }

    @Test
    void showsNothingOfAShortSecret() {
        assertThat(create(new NewCredential("alpha", Secret.of("shortsecret"), null, null))
                        .hint())
                .isEqualTo("\u2026");
    }

    @Test
    void aGrantCarriesTheOpenedCredentialAndWhereItIsUsed() {
        String alpha = create(new NewCredential("alpha", SECRET, null, null)).id();
        String beta = create(new NewCredential("beta", SECRET, null, null)).id();

        assertThat(granted(alpha, beta))
                .containsExactlyInAnyOrder(
                        new Credential(alpha, "alpha", SECRET, URI.create("https://alpha.override/v1")),
                        new Credential(beta, "beta", SECRET, URI.create("https://beta.example/v1")));
    }

    @Test
    void whatWouldBePresentedIsWhatAGrantWouldCarryAndIsNotStored() {
        assertThat(done(admin.credentials.presented(account, new NewCredential("alpha", SECRET, null, null))))
                .isEqualTo(new Credential("unstored", "alpha", SECRET, URI.create("https://alpha.override/v1")));
        assertThat(done(admin.credentials.presented(account, new NewCredential("beta", SECRET, null, null)))
                        .baseUrl())
                .isEqualTo(URI.create("https://beta.example/v1"));
        assertThat(admin.credentials.list(account)).isEmpty();
    }

    @Test
    void whatMayNotBeStoredIsNotPresentedEither() {
        assertThat(refused(admin.credentials.presented(account, new NewCredential("nobody", SECRET, null, null)))
                        .code())
                .isEqualTo("unknown_provider");
        assertThat(refused(admin.credentials.presented(
                                account, new NewCredential("alpha", SECRET, null, "https://mine.example/v1")))
                        .code())
                .isEqualTo("unsupported_parameter");
    }

    @Test
    void aDeletedCredentialIsGoneFromTheNextGrant() {
        String id = create(new NewCredential("alpha", SECRET, null, null)).id();
        IssuedKey key = key(id, id);
        admin.grants.find(key.text().hash());

        done(admin.credentials.delete(account, id, ACTOR));

        assertThat(admin.grant(key.text()).credentials()).isEmpty();
        assertThat(admin.credentials.list(account)).isEmpty();
        assertThat(admin.audit())
                .contains("credential.created by test from 192.0.2.1", "credential.deleted by test from 192.0.2.1");
    }

    @Test
    void aSealMovedToAnotherAccountDoesNotOpen() {
        String stranger = admin.account(Tier.PRO);
        String id = create(new NewCredential("alpha", SECRET, null, null)).id();
        IssuedKey key = key(id, id);

        admin.database.execute("update api_keys set account_id = '" + stranger + "'");
        admin.database.execute("update credentials set account_id = '" + stranger + "'");

        assertThat(admin.grant(key.text()).credentials()).isEmpty();
    }

    @Test
    void anotherAccountsCredentialIsUnknown() {
        String id = create(new NewCredential("alpha", SECRET, null, null)).id();

        assertThat(refused(admin.credentials.delete(admin.account(Tier.PRO), id, ACTOR))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyTheOperatorChoosesAServer() throws Exception {
        new FirstStart(admin.store, admin.keys, admin.directory, admin.setupLinks, AdminFixture.settings(temporary()))
                .run();
        NewCredential wanted = new NewCredential("alpha", SECRET, null, "http://10.0.0.1/v1/");

        assertThat(refused(admin.credentials.create(account, wanted, ACTOR)).param())
                .isEqualTo("base_url");
        StoredCredential operators =
                done(admin.credentials.create(admin.accounts.operator().id(), wanted, ACTOR));
        assertThat(operators.baseUrl()).isEqualTo("http://10.0.0.1/v1");
    }

    @Test
    void refusesAProviderThatIsNotThere() {
        assertThat(refused(admin.credentials.create(account, new NewCredential("nobody", SECRET, null, null), ACTOR))
                        .message())
                .contains("nobody", "alpha, beta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "umläut"})
    void refusesASecretThatCannotStandInAHeader(String secret) {
        NewCredential wanted = new NewCredential("alpha", Secret.of(secret), null, null);

        assertThat(refused(admin.credentials.create(account, wanted, ACTOR)).param())
                .isEqualTo("api_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://host/v1", "https://", "/v1", "https://user@host/v1", "https://host/v1?x=1", "not a url"})
    void refusesABaseUrlThatIsNoServersRoot(String baseUrl) {
        assertThat(CredentialRules.refusal(
                        new NewCredential("alpha", SECRET, null, baseUrl), TestPlatform.platform(), host -> true))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:11434/v1",
                "http://localhost/v1",
                "http://LLM.localhost./v1",
                "http://169.254.169.254/v1",
                "http://10.0.0.7/v1",
                "http://[::1]:8000/v1",
                "http://[::ffff:127.0.0.1]/v1",
                "http://[fd00::1]/v1"
            })
    void refusesABaseUrlThatVisiblyLeadsInside(String baseUrl) {
        ApiError refusal = CredentialRules.refusal(
                new NewCredential("alpha", SECRET, null, baseUrl),
                TestPlatform.platform(),
                ReachableAddresses.PUBLIC::mayContain);

        assertThat(refusal).isNotNull();
        assertThat(refusal.param()).isEqualTo("base_url");
        assertThat(refusal.message()).contains("qnp.credentials.allowed-addresses");
    }

    @Test
    void takesABaseUrlInsideThatTheOperatorAllows() {
        ReachableAddresses reachable = new ReachableAddresses(List.of(AddressRange.parse("10.0.0.0/24")));

        assertThat(CredentialRules.refusal(
                        new NewCredential("alpha", SECRET, null, "http://10.0.0.7/v1"),
                        TestPlatform.platform(),
                        reachable::mayContain))
                .isNull();
    }

    @Test
    void aGrantTellsWhichAddressesAnAccountChose() {
        String alpha = create(new NewCredential("alpha", SECRET, null, null)).id();
        String beta = create(new NewCredential("beta", SECRET, null, null)).id();
        admin.database.execute("update credentials set base_url = 'https://own.example/v1' where id = '" + alpha + "'");

        assertThat(granted(alpha, beta))
                .extracting(Credential::id, Credential::baseUrlIsTheAccounts)
                .containsExactlyInAnyOrder(tuple(alpha, true), tuple(beta, false));
    }

    @Test
    void theOperatorsOwnAddressesAreTheOperators() {
        admin.database.execute("update accounts set is_operator = true where id = '" + account + "'");
        String alpha = create(new NewCredential("alpha", SECRET, null, "http://127.0.0.1:11434/v1"))
                .id();

        assertThat(granted(alpha, alpha))
                .extracting(Credential::baseUrlIsTheAccounts)
                .containsExactly(false);
    }

    private StoredCredential create(NewCredential wanted) {
        return done(admin.credentials.create(account, wanted, ACTOR));
    }

    private IssuedKey key(String alpha, String beta) {
        boolean both = !alpha.equals(beta);
        List<ChainStep> chain = both
                ? List.of(new ChainStep("alpha", List.of(), alpha), new ChainStep("beta", List.of(), beta))
                : List.of(new ChainStep("alpha", List.of(), alpha));
        return done(admin.keys.create(account, KeySettings.named("k").withChain(chain), ACTOR));
    }

    private Iterable<Credential> granted(String alpha, String beta) {
        IssuedKey key = key(alpha, beta);
        return admin.grant(key.text()).credentials().values();
    }

    private static Path temporary() throws Exception {
        return java.nio.file.Files.createTempDirectory("qnp-test-");
    }
}
