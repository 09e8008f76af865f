package ai.qnp.acceptance.server;

import ai.qnp.acceptance.upstream.FakeUpstream;
import ai.qnp.ee.payments.FakeStripe;
import ai.qnp.ee.payments.SignedEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Page;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/**
 * A gateway that people sign in to by every way there is, with the servers that these ways need and fakes of a few
 * vendors. One for the whole run: tests stay apart by accounts of their own, each with an address of its own.
 */
public final class SignInSite implements AutoCloseable {
    /** The operator's token. */
    public static final String ADMIN_TOKEN = "operator-token-of-the-sign-in-site";

    /** The vendors whose credential the operator has. */
    private static final List<String> VENDORS = List.of("openai", "anthropic", "groq", "mistral");

    private static final String STRIPE_SECRET = "whsec_of_the_site";
    private static final String CLIENT = "qnp-there";
    private static final Pattern LINK = Pattern.compile("http://\\S+/signin/email\\?token=\\S+");

    private final Path folder = Files.createTempDirectory("qnp-signin");
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final MockOAuth2Server people = new MockOAuth2Server();
    private final FakeUpstream upstream = FakeUpstream.plain();
    private final FakeStripe stripe = new FakeStripe();
    private final int port = GatewayProcess.freePort();
    private final GatewayProcess process;
    private final Http http;

    SignInSite() throws Exception {
        mail.start();
        people.start(InetAddress.getLoopbackAddress(), 0);
        process = GatewayProcess.start(port, folder.resolve("home"), environment())
                .awaitReady();
        http = new Http(process.address());
    }

    private Map<String, String> environment() throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String vendor : VENDORS) {
            String name = "QNP_PROVIDER_" + vendor.toUpperCase(Locale.ROOT);
            environment.put(name + "_API_KEY", "sk-of-the-site-at-" + vendor);
            environment.put(name + "_BASE_URL", upstream.baseUrl(vendor));
        }
        environment.put("QNP_PROVIDER_DEMO_ENABLED", "true");
        environment.put("QNP_STRIPE_SECRET_KEY", "sk_test_1");
        environment.put("QNP_STRIPE_WEBHOOK_SECRET", STRIPE_SECRET);
        environment.put("QNP_STRIPE_PRO_PRICE_ID", "price_pro");
        environment.put("QNP_STRIPE_API_BASE", stripe.address().toString());
        environment.put("QNP_ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("QNP_PUBLIC_URL", root());
        environment.put("QNP_MAIL_HOST", "127.0.0.1");
        environment.put("QNP_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()));
        environment.put("QNP_MAIL_SECURITY", "none");
        environment.put("QNP_MAIL_FROM", "qnp@example.com");
        environment.put("QNP_PASSKEYS", "true");
        environment.put("QNP_GOOGLE_CLIENT_ID", CLIENT);
        environment.put("QNP_GOOGLE_CLIENT_SECRET", "known-to-both");
        environment.put("QNP_GOOGLE_ISSUER", issuer("google"));
        environment.put("QNP_APPLE_CLIENT_ID", CLIENT);
        environment.put("QNP_APPLE_TEAM_ID", "TEAM123456");
        environment.put("QNP_APPLE_KEY_ID", "KEY1234567");
        environment.put("QNP_APPLE_PRIVATE_KEY", privateKey());
        environment.put("QNP_APPLE_ISSUER", issuer("apple"));
        return environment;
    }

    /** By another host name than {@link #root}, so that browsers take it for another site. */
    private String issuer(String id) {
        return "http://127.0.0.1:" + people.baseUrl().port() + "/" + id;
    }

    private static String privateKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    }

    /** What an OpenID provider says of whoever comes to it next. */
    public void says(String provider, String subject, Map<String, Object> claims) {
        people.enqueueCallback(new DefaultOAuth2TokenCallback(provider, subject, "JWT", List.of(CLIENT), claims));
    }

    /** Where browsers go: a host name, since passkeys want one. */
    public String root() {
        return "http://localhost:" + port;
    }

    /** The name of one of its cookies. */
    public String cookie(String word) {
        return "qnp_" + word + "_" + port;
    }

    /** The fake behind all vendors. */
    public FakeUpstream upstream() {
        return upstream;
    }

    /** Who takes the money. */
    public FakeStripe stripe() {
        return stripe;
    }

    /** Stripe tells that something happened. */
    public void stripeTells(String id, String type, Map<String, ?> object) {
        SignedEvent event = SignedEvent.of(
                SignedEvent.body(id, type, Instant.now(), object, Map.of()), STRIPE_SECRET, Instant.now());
        http.send("POST", "/webhooks/stripe", event.body(), "Stripe-Signature", event.signature())
                .expect(200);
    }

    /** A client. */
    public Http http() {
        return http;
    }

    /** The operator. */
    public Manage manage() {
        return new Manage(http, ADMIN_TOKEN);
    }

    /** Makes an account; its id. */
    public String account(String email) {
        return manage().call("POST", "/accounts", "{\"email\":\"" + email + "\",\"tier\":\"free\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    /** Puts money into an account's wallet. */
    public void credit(String account, String amount, String reference) {
        manage().call(
                        "POST",
                        "/accounts/" + account + "/credits",
                        "{\"amount_usd\":\"" + amount + "\",\"reference\":\"" + reference + "\"}")
                .expect(201);
    }

    /** Asks for a link on the sign-in page. */
    public void askForLink(Page page, String email) {
        page.navigate(root() + "/signin.xhtml");
        page.locator("#email").fill(email);
        page.locator("#askLink").click();
        page.locator("#linkSent").waitFor();
    }

    /** The newest link that an address was sent. */
    public String linkFor(String email) throws Exception {
        MimeMessage[] letters =
                Eventually.get("a letter to " + email, () -> lettersTo(email), found -> found.length > 0);
        Matcher link = LINK.matcher(letters[letters.length - 1].getContent().toString());
        if (!link.find()) {
            throw new AssertionError("No link in the letter to " + email);
        }
        mail.purgeEmailFromAllMailboxes();
        return link.group();
    }

    /** Where an OpenID provider leads whoever comes to that address. */
    public String afterwards(String entrance) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                            HttpRequest.newBuilder(URI.create(entrance)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }

    /** What an address was sent. */
    public MimeMessage[] lettersTo(String email) {
        return mail.getReceivedMessagesForDomain(email);
    }

    /** Signs somebody in by Google, where there is no limit to how often. */
    public void signIn(Page page, String email) {
        says("google", "subject-of-" + email, Map.of("email", email, "email_verified", true));
        page.navigate(root() + "/signin.xhtml");
        page.locator("a.google").click();
        page.waitForURL("**/dashboard/overview.xhtml");
    }

    /** Signs the operator in by his token. */
    public void signInOperator(Page page) {
        page.navigate(root() + "/signin.xhtml");
        page.locator("details summary").click();
        page.locator("#adminToken").fill(ADMIN_TOKEN);
        page.locator("#signIn").click();
        page.waitForURL("**/dashboard/overview.xhtml");
    }

    @Override
    public void close() throws Exception {
        http.close();
        process.close();
        mail.stop();
        people.shutdown();
        upstream.close();
        stripe.close();
        TemporaryFolders.delete(folder);
    }
}
