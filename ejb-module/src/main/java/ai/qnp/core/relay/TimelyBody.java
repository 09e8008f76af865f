package ai.qnp.core.relay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * An upstream's answer that is not read beyond the request's deadline. The idle limit alone ends nothing that comes drop by
 * drop, and comments or blanks without end are never an answer.
 */
final class TimelyBody extends FilterInputStream {
    private final Progress progress;

    TimelyBody(InputStream body, Progress progress) {
        super(body);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        checkTime();
        return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkTime();
        return super.read(target, offset, length);
    }

    private void checkTime() throws DeadlinePassed {
        if (progress.timing().isPastDeadline()) {
            throw new DeadlinePassed();
        }
    }

    /** What is told of a read that was not waited for any longer. */
    static String why(SocketTimeoutException late) {
        return switch (late) {
            case DeadlinePassed passed -> "the request's deadline ran out";
            case Drain.Stopped stopped -> Drain.WHY;
            default -> "the provider sent nothing more within the idle limit";
        };
    }

    /** The request's time is over. */
    private static final class DeadlinePassed extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;
    }
}
