package ai.qnp.ee.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** An answer's body whose silences are watched. */
final class WatchedBody extends FilterInputStream {
    private final SilenceWatch.Watched watched;

    WatchedBody(InputStream body, SilenceWatch.Watched watched) {
        super(body);
        this.watched = watched;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        watched.reads();
        try {
            return in.read(into, offset, length);
        } catch (IOException ended) {
            if (watched.isSilent()) {
                SocketTimeoutException late = new SocketTimeoutException("silent for longer than the idle limit");
                late.initCause(ended);
                throw late;
            }
            throw ended;
        } finally {
            watched.hasRead();
        }
    }
}
