package io.weft.pipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.pipeline.observe.PcapNg.Direction;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Expected bytes follow draft-ietf-opsawg-pcapng: §4.1 section header, §4.2 interface description, §4.3 enhanced packet. */
class PcapNgTest {
    private final ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void beginsAFileWithALittleEndianSection() {
        new PcapNg().section(out, "lab 1");
        assertThat(written()).isEqualTo("0a0d0d0a" + "34000000" + "4d3c2b1a" + "0100" + "0000" + "ffffffffffffffff"
                + "0400" + "0400" + "57656674" + "0100" + "0500" + "6c61622031000000" + "0000" + "0000" + "34000000");
    }

    @Test
    void describesAPortWithItsSpeedInNanosecondsAndWithoutFcs() {
        new PcapNg().port(out, "a", "e1", 100_000_000_000L);
        assertThat(written()).isEqualTo("01000000" + "4c000000" + "0100" + "0000" + "00000000"
                + "0200" + "0400" + "613a6531" + "0300" + "0c00" + "706f7274206531206f662061"
                + "0800" + "0800" + "00e8764817000000" + "0900" + "0100" + "09000000" + "0d00" + "0100" + "00000000"
                + "0000" + "0000" + "4c000000");
    }

    @Test
    void writesAFrameWithItsTimeInNanosecondsSinceTheEpoch() {
        Packet packet = Packet.of(HexFormat.of().parseHex("ffffffffffff02000000000188b5aa"));
        packet.id(7);
        new PcapNg(5_000_000, 5_000_000).frame(out, 3, Direction.OUT, packet, 5_000_000 + 4_294_967_297_999L, "x");
        assertThat(written()).isEqualTo("06000000" + "50000000" + "03000000" + "01000000" + "01000000"
                + "0f000000" + "0f000000" + "ffffffffffff02000000000188b5aa00" + "0200" + "0400" + "02000000"
                + "0500" + "0800" + "0700000000000000" + "0100" + "0100" + "78000000" + "0000" + "0000" + "50000000");
    }

    @Test
    void countsFramesBeforeTheEpochFromAnEarlierSecond() {
        var format = new PcapNg(1_500_000_000_000L, 0);
        format.port(out, "a", "b", 0);
        assertThat(written()).as("if_tsoffset of -2 s").contains("0e000800" + "feffffffffffffff");
        out.clear();
        format.frame(out, 0, Direction.IN, Packet.of(new byte[14]), 1_000_000L, "");
        assertThat(out.getInt(16)).as("1 us is 1.499999 s before the epoch, 0.500001 s behind -2 s").isEqualTo(500_001_000);
    }

    @Test
    void makesADescribedPayloadIntoBytesWithoutTouchingThePacket() {
        Packet packet = Packet.of(new byte[14]).describeTail(1, 0, 100, 4);
        new PcapNg().frame(out, 0, Direction.IN, packet, 0, "");
        assertThat(out.getInt(20)).isEqualTo(118);
        assertThat(packet.isMaterialised()).isFalse();
        assertThat(packet.length()).isEqualTo(14);
    }

    @Test
    void needsNoMoreRoomThanItSays() {
        Packet packet = Packet.of(new byte[61]);
        packet.id(1);
        String comment = "ж".repeat(50);
        new PcapNg().frame(out, 0, Direction.IN, packet, 0, comment);
        assertThat(out.position()).isLessThanOrEqualTo(PcapNg.room(packet, comment));
        out.clear();
        new PcapNg(0, -1).port(out, comment, comment, 1);
        assertThat(out.position()).isLessThanOrEqualTo(PcapNg.room(comment, comment));
    }

    @Test
    void commentsOnADropTheQueueAndPicosecondsOnly() {
        assertThat(PcapNg.comment(5_000, Verdict.CONTINUE, -1)).isEmpty();
        assertThat(PcapNg.comment(5_001, Verdict.TTL_EXPIRED, 8_192))
                .isEqualTo("dropped: TTL_EXPIRED, TTL or hop limit used up; queue: 8192 bytes; time: 5001 ps");
    }

    @Test
    void refusesABufferOfTheOtherByteOrder() {
        ByteBuffer big = ByteBuffer.allocate(100);
        assertThatThrownBy(() -> new PcapNg().section(big, "")).isInstanceOf(IllegalArgumentException.class);
    }

    private String written() {
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }
}
