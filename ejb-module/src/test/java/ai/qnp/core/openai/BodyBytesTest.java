package ai.qnp.core.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyBytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, -1",
        "1, -1",
        "4095, -1",
        "4096, -1",
        "4097, -1",
        "1000000, -1", // nobody said how much
        "0, 0",
        "1000, 1000",
        "4096, 4096",
        "300000, 300000", // as announced
        "1000, 0",
        "300000, 10",
        "262144, 262143", // more than announced
        "0, 1000",
        "1000, 500000" // less
    })
    void allThatCameIsRead(int size, long announced) throws IOException {
        byte[] sent = bytes(size);

        assertThat(BodyBytes.read(dribbling(sent), announced, 2_000_000)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"-1, 100", "-1, 5000", "10000, 100", "10000, 5000", "10000, 10000", "99999999999, 9999", "3, 0"})
    void noMoreIsReadThanTheLimit(long announced, int limit) throws IOException {
        byte[] sent = bytes(10_000);
        InputStream body = dribbling(sent);

        assertThat(BodyBytes.read(body, announced, limit)).isEqualTo(Arrays.copyOf(sent, limit));
        assertThat(body.readAllBytes()).hasSize(sent.length - limit);
    }

    @Test
    void aBodyThatBreaksOffIsNoShorterBody() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> BodyBytes.read(
                        new SequenceInputStream(new ByteArrayInputStream(bytes(100)), broken), 200, 1_000))
                .hasMessage("connection reset");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** In pieces, as networks bring it. */
    private static InputStream dribbling(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1_000));
            }
        };
    }
}
