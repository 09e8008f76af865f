package ai.qnp.core.relay;

import ai.qnp.core.provider.Headers;
import java.io.InputStream;

/**
 * The answer of a provider that lives in this process.
 *
 * @param body the answer, which needs no aborting: it is only made as far as it is read
 */
public record InProcessExchange(InputStream body) implements Transport.Exchange {
    @Override
    public int status() {
        return 200;
    }

    @Override
    public Headers headers() {
        return Headers.NONE;
    }

    @Override
    public void abort() {}

    @Override
    public void finish() {}
}
