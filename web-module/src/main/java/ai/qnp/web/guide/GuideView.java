package ai.qnp.web.guide;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;

/** guide.xhtml: a page of the guide, and the way to the others. */
@Named
@RequestScoped
public class GuideView {
    /** Under which the servlet leaves the page. */
    static final String PAGE = GuideView.class.getName();

    @Inject
    private Guide guide;

    @Inject
    private HttpServletRequest request;

    /** The page that was asked for; the first where none was. */
    public GuidePage getPage() {
        return request.getAttribute(PAGE) instanceof GuidePage page ? page : Objects.requireNonNull(guide.page(""));
    }

    /** All pages, in reading order. */
    public List<GuidePage> getPages() {
        return guide.pages();
    }
}
