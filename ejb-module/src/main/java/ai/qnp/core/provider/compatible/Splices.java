package ai.qnp.core.provider.compatible;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replaces stretches of a JSON text and leaves every other byte as it was. */
final class Splices {
    private record Splice(int start, int end, String replacement) {}

    private final byte[] source;
    private final List<Splice> splices = new ArrayList<>(3);

    Splices(byte[] source) {
        this.source = source;
    }

    /** Stretches must not overlap; an empty one inserts. */
    Splices replace(int start, int end, String replacement) {
        splices.add(new Splice(start, end, replacement));
        return this;
    }

    /** The result; the source itself when nothing is replaced. */
    byte[] apply() {
        if (splices.isEmpty()) {
            return source;
        }
        splices.sort(Comparator.comparingInt(Splice::start));
        ByteArrayOutputStream result = new ByteArrayOutputStream(source.length + 128);
        int at = 0;
        for (Splice splice : splices) {
            result.write(source, at, splice.start - at);
            result.writeBytes(splice.replacement.getBytes(StandardCharsets.UTF_8));
            at = splice.end;
        }
        result.write(source, at, source.length - at);
        return result.toByteArray();
    }
}
