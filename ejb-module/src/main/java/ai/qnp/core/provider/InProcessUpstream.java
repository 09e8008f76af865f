package ai.qnp.core.provider;

import java.io.InputStream;

/** An upstream without a network: it answers in the calling thread. */
public interface InProcessUpstream {
    /** Answers with status 200 and this body; a stream's events come as the body is read. */
    InputStream answer(UpstreamRequest request);
}
