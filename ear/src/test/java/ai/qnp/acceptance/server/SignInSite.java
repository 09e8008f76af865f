package ai.qnp.acceptance.server;

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
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A gateway that people sign in to by every way there is, with the servers that these ways need. */
public final class SignInSite implements AutoCloseable {
    /** The operator's token. */
    public static final String ADMIN_TOKEN = "operator-token-of-the-sign-in-site";

    private static final String CLIENT = "qnp-there";
    private static final Pattern LINK = Pattern.compile("http://\\S+/signin/email\\?token=\\S+");

    private final Path folder = Files.createTempDirectory("qnp-signin");
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final MockOAuth2Server people = new MockOAuth2Server();
    private final int port = GatewayProcess.freePort();
    private final GatewayProcess process;
    private final Http http;

    /** Starts everything. */
    public SignInSite() throws Exception {
        this(Map.of());
    }

    /** Starts everything, the gateway with more settings. */
    public SignInSite(Map<String, String> settings) throws Exception {
        mail.start();
        people.start(InetAddress.getLoopbackAddress(), 0);
        process = GatewayProcess.start(port, folder.resolve("home"), environment(settings))
                .awaitReady();
        http = new Http(process.address());
    }

    private Map<String, String> environment(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
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

    /** Signs somebody in by a link. */
    public void signIn(Page page, String email) throws Exception {
        askForLink(page, email);
        page.navigate(linkFor(email));
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
        TemporaryFolders.delete(folder);
    }
}
