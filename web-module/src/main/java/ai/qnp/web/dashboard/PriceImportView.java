package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.PriceImport;
import ai.qnp.ee.admin.PriceService;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** price-import.xhtml: another catalogue, first looked at, then taken. */
@Named
@ViewScoped
public class PriceImportView implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 10 << 20;
    /** Above it the server reads no form: web.xml. */
    private static final int READ_BYTES = 32 << 20;

    @Inject
    private PriceService prices;

    @Inject
    private Visitor visitor;

    private transient @Nullable Part file;
    private byte[] catalogue = {};
    private @Nullable PriceChanges changes;

    /** Says what became of a form that the server could not read: it comes here like a first visit. */
    public void arrived() {
        ExternalContext exchange = FacesContext.getCurrentInstance().getExternalContext();
        if (!(exchange.getRequest() instanceof HttpServletRequest request)
                || !request.getMethod().equals("POST")) {
            return;
        }
        boolean large = request.getContentLengthLong() > READ_BYTES;
        Notices.failed(large ? "import.large" : "import.torn");
        exchange.setResponseStatus(
                large ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Shows what the file would change. Nothing is changed by it. */
    public void look() {
        changes = null;
        switch (read()) {
            case Answer.Done<byte[]>(byte[] json) -> {
                catalogue = json;
                take(false);
            }
            case Answer.Refused<byte[]>(var error) -> Notices.refused(error);
        }
    }

    private Answer<byte[]> read() {
        Part given = file;
        if (given == null || given.getSize() == 0) {
            return refused("import.none");
        }
        if (given.getSize() > MAX_BYTES) {
            return refused("import.large");
        }
        try (InputStream content = given.getInputStream()) {
            return new Answer.Done<>(content.readAllBytes());
        } catch (IOException brokenOff) {
            return refused("import.none");
        }
    }

    private static Answer<byte[]> refused(String key) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", Notices.text(key), null));
    }

    /** Takes the catalogue that was looked at. */
    public void apply() {
        take(true);
    }

    private void take(boolean apply) {
        switch (prices.take(visitor.accountId(), catalogue, apply, visitor.actor())) {
            case Answer.Refused<PriceImport>(var error) -> Notices.refused(error);
            case Answer.Done<PriceImport>(PriceImport made) -> show(made, apply);
        }
    }

    private void show(PriceImport made, boolean applied) {
        if (!applied) {
            changes = PriceChanges.of(made);
            return;
        }
        String version = made.version();
        if (version == null) {
            Notices.done("import.same");
        } else {
            Notices.done("import.applied", version);
        }
        changes = null;
        catalogue = new byte[0];
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** How many bytes a catalogue may have. */
    public int getLargest() {
        return MAX_BYTES;
    }

    /** The file as it was sent. */
    public @Nullable Part getFile() {
        return file;
    }

    /** Takes the file. */
    public void setFile(@Nullable Part file) {
        this.file = file;
    }

    /** What the catalogue would change; null before one was looked at. */
    public @Nullable PriceChanges getChanges() {
        return changes;
    }
}
