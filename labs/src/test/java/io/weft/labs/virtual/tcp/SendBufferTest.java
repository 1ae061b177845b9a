package io.weft.labs.virtual.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SendBufferTest {
    @Property(tries = 300)
    void holdsWhatWasAppendedAndNotRemoved(@ForAll @Size(max = 40) List<@IntRange(max = 400) Integer> steps) {
        byte[] stream = TcpWire.bytes(1, 20_000);
        var buffer = new SendBuffer();
        int from = 0;
        int to = 0;
        for (int step : steps) {
            if (step % 2 == 0) {
                buffer.append(Arrays.copyOfRange(stream, to, to + step));
                to += step;
            } else {
                int count = Math.min(step, to - from);
                buffer.remove(count);
                from += count;
            }
            assertThat(buffer.copy(0, buffer.size())).isEqualTo(Arrays.copyOfRange(stream, from, to));
        }
    }
}
