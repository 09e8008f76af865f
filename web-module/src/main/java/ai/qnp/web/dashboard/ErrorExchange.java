package ai.qnp.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response as the error page must see them: anew. What failed before may have been a form, which the
 * pages' library would take for the error page's own and fail again; and it may have begun to write.
 */
final class ErrorExchange {
    private ErrorExchange() {}

    /** As if nothing but the page had been asked for. */
    static final class Asked extends HttpServletRequestWrapper {
        Asked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }
    }

    /** The container has emptied the buffer, but lets nobody change the size of one that was written to. */
    static final class Answered extends HttpServletResponseWrapper {
        Answered(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setBufferSize(int size) {
            // the error page is short: any will do
        }
    }
}
