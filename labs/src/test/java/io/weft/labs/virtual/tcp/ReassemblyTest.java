package io.weft.labs.virtual.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReassemblyTest {
    /** Pieces of one stream in any order, overlapping as they like, and at last the whole. */
    @Property(tries = 500)
    void putsPiecesInOrder(@ForAll @Size(max = 60) List<@IntRange(max = 99) Integer> starts, @ForAll @IntRange(min = 1, max = 30) int length) {
        byte[] stream = TcpWire.bytes(length, 100);
        var reassembly = new Reassembly();
        var out = new ByteArrayOutputStream();
        for (int start : starts) {
            if (start >= out.size()) {
                reassembly.add(start, Arrays.copyOfRange(stream, start, Math.min(100, start + length)));
            }
            out.writeBytes(reassembly.take(out.size()));
        }
        int from = out.size();
        reassembly.add(from, Arrays.copyOfRange(stream, from, 100));
        out.writeBytes(reassembly.take(from));
        assertThat(out.toByteArray()).isEqualTo(stream);
        assertThat(reassembly.isEmpty()).isTrue();
    }
}
