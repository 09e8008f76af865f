package ai.qnp.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/**
 * Does in a JVM of its own what Lambda's runtime does: makes the handler by its name and hands it the event from standard
 * input, twice. The second answer goes to standard output, the times that it took to standard error.
 */
public final class Invocation {
    private Invocation() {}

    /** The handler's name is the only argument. */
    public static void main(String[] arguments) throws Exception {
        byte[] event = System.in.readAllBytes();
        long begun = System.nanoTime();
        RequestStreamHandler handler = Class.forName(arguments[0])
                .asSubclass(RequestStreamHandler.class)
                .getConstructor()
                .newInstance();
        long made = System.nanoTime();
        answer(handler, event);
        long first = System.nanoTime();
        byte[] second = answer(handler, event);
        long again = System.nanoTime();
        System.out.write(second);
        System.out.flush();
        System.err.printf(
                "start %d ms, first answer %d ms, second answer %d ms%n",
                millis(made - begun), millis(first - made), millis(again - first));
    }

    private static byte[] answer(RequestStreamHandler handler, byte[] event) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), output, null);
        return output.toByteArray();
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
