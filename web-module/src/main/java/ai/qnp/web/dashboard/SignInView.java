package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.OperatorSignIn;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.signin.SignInMethod;
import ai.qnp.ee.signin.SignInSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.primefaces.context.PrimeFacesContext;

/** signin.xhtml: takes the admin token. */
@Named
@RequestScoped
public class SignInView {
    private static final String TOKEN_FILE = "admin-token";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @Inject
    private OperatorSignIn operatorSignIn;

    @Inject
    private Visitor visitor;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Door door;

    @Inject
    private ServerSettings settings;

    @Inject
    private SignInSettings signIn;

    private String token = "";
    private @Nullable String next;

    /** A way in that leads over another site. */
    public record Elsewhere(String way, String address) {}

    /** Lets the operator in, or says why not. */
    public void signIn() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        Actor actor = door.actor(request, SignInMethod.ADMIN_TOKEN.wireName());
        switch (operatorSignIn.signIn(token, actor)) {
            case Answer.Done<Account>(Account account) -> {
                HttpServletResponse response =
                        (HttpServletResponse) faces.getExternalContext().getResponse();
                door.letIn(request, response, account.id(), SignInMethod.ADMIN_TOKEN);
                String wanted = Pages.inside(next);
                faces.getExternalContext().redirect(wanted == null ? Pages.OVERVIEW : wanted);
            }
            case Answer.Refused<Account>(var error) -> {
                faces.getExternalContext().setResponseStatus(error.status());
                Notices.refused(error);
            }
        }
    }

    /** Whether the admin token is the only way in. */
    public boolean isOnlyToken() {
        return signIn.mail() == null && signIn.openId().isEmpty() && !signIn.passkeys();
    }

    /** The OpenID providers that can say who somebody is, each with where to go for it. */
    public List<Elsewhere> getElsewhere() {
        String query = next == null ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return signIn.openId().stream()
                .map(client -> client.method().wireName())
                .map(way -> new Elsewhere(way, "/signin/" + way + query))
                .toList();
    }

    /** Whether people may have passkeys. */
    public boolean isPasskeys() {
        return signIn.passkeys();
    }

    /** Who is signed in already need not do it again. */
    public @Nullable String skipIfSignedIn() {
        return visitor.isSignedIn() ? Pages.OVERVIEW + "?faces-redirect=true" : null;
    }

    /**
     * Where the token stands; null when the operator set it and so knows it. The whole path is for people at the machine
     * itself: strangers need not know how its folders are called.
     */
    public @Nullable String getTokenFile() {
        if (settings.adminToken() != null) {
            return null;
        }
        return isLocal() ? settings.dataDir().resolve(TOKEN_FILE).toString() : "QNP_DATA_DIR/" + TOKEN_FILE;
    }

    private boolean isLocal() {
        String host = URI.create(settings.publicUrl()).getHost();
        return host != null && LOOPBACK.contains(host);
    }

    /** The page's nonce, which a page of no component library script has to send back by itself. */
    public String getNonce() {
        return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
    }

    /** What was typed. */
    public String getToken() {
        return token;
    }

    /** Takes what was typed. */
    public void setToken(@Nullable String token) {
        this.token = token == null ? "" : token;
    }

    /** Where somebody wanted to go. */
    public @Nullable String getNext() {
        return next;
    }

    /** Takes where somebody wanted to go. */
    public void setNext(@Nullable String next) {
        this.next = Pages.inside(next);
    }
}
