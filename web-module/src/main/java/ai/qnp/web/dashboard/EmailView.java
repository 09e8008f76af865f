package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.signin.EmailLinks;
import ai.qnp.ee.signin.Letter;
import ai.qnp.ee.signin.SignInMethod;
import ai.qnp.ee.signin.SignInSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** signin.xhtml: sends a link by e-mail. */
@Named
@RequestScoped
public class EmailView {
    @Inject
    private EmailLinks links;

    @Inject
    private SignInSettings signIn;

    @Inject
    private ServerSettings server;

    @Inject
    private Door door;

    @Inject
    private SignInView signInView;

    @Inject
    private HttpServletRequest request;

    private String address = "";
    private @Nullable String asked;

    /** Whether there are such links here. */
    public boolean isOn() {
        return signIn.mail() != null;
    }

    /** Sends a link, or says why not. */
    public void ask() {
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response =
                (HttpServletResponse) faces.getExternalContext().getResponse();
        Answer<String> answer = links.ask(
                address,
                door.browser(request, response),
                signInView.getNext(),
                this::letter,
                door.actor(request, SignInMethod.EMAIL.wireName()));
        switch (answer) {
            case Answer.Done<String>(String sent) -> asked = sent;
            case Answer.Refused<String>(var error) -> {
                faces.getExternalContext().setResponseStatus(error.status());
                Notices.refused(error);
            }
        }
    }

    private Letter letter(String token) {
        String link = server.publicUrl() + "/signin/email?token=" + token;
        return new Letter(
                Notices.text("letter.subject"),
                Notices.text("letter.text", link, server.publicUrl(), EmailLinks.LIFETIME.toMinutes()));
    }

    /** The address that a link was asked for with this request, or null. */
    public @Nullable String getAsked() {
        return asked;
    }

    /** What was typed. */
    public String getAddress() {
        return address;
    }

    /** Takes what was typed. */
    public void setAddress(@Nullable String address) {
        this.address = address == null ? "" : address;
    }
}
