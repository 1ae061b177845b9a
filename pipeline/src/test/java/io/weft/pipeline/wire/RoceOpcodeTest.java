package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RoceOpcodeTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void isFoundByItsCode(RoceOpcode opcode) {
        assertThat(RoceOpcode.of(opcode.code())).isSameAs(opcode);
        assertThat(opcode.words()).startsWith(opcode.transport().name());
    }

    @ParameterizedTest
    @CsvSource({"0x15", "0x18", "0x2c", "0x40", "0x60", "0x80", "0xa0", "0xc6", "0xff"})
    void isNoneForACodeThatIsNotListed(int code) {
        assertThat(RoceOpcode.of(code)).isSameAs(RoceOpcode.NONE);
    }

    /** IBTA Vol 1 §9.2.1 table 38; lengths of §9.3. */
    @ParameterizedTest
    @CsvSource({"RC_WRITE_ONLY_IMMEDIATE,RC,ONLY,20,true,false", "RC_READ_REQUEST,RC,ONLY,16,false,false",
            "RC_READ_RESPONSE_MIDDLE,RC,MIDDLE,0,true,true",
            "RC_ATOMIC_ACKNOWLEDGE,RC,ONLY,12,false,true", "RC_FETCH_ADD,RC,ONLY,28,false,false", "RC_FLUSH,RC,ONLY,20,false,false",
            "UC_SEND_LAST_IMMEDIATE,UC,LAST,4,true,false", "UD_SEND_ONLY_IMMEDIATE,UD,ONLY,12,true,false", "CNP,CNP,ONLY,16,false,false"})
    void knowsWhatFollows(RoceOpcode opcode, RoceOpcode.Transport transport, RoceOpcode.Position position, int length, boolean payload,
            boolean response) {
        assertThat(opcode.transport()).isEqualTo(transport);
        assertThat(opcode.position()).isEqualTo(position);
        assertThat(opcode.extendedLength()).isEqualTo(length);
        assertThat(opcode.hasPayload()).isEqualTo(payload);
        assertThat(opcode.isResponse()).isEqualTo(response);
    }

    @Test
    void saysWhereAnExtendedHeaderStands() {
        assertThat(RoceOpcode.RC_WRITE_ONLY_IMMEDIATE.offset(ExtendedHeader.RETH)).isEqualTo(12);
        assertThat(RoceOpcode.RC_WRITE_ONLY_IMMEDIATE.offset(ExtendedHeader.IMM_DT)).isEqualTo(28);
        assertThat(RoceOpcode.RC_WRITE_MIDDLE.offset(ExtendedHeader.RETH)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"11,BTH_TRUNCATED", "12,BTH_EXTENDED_TRUNCATED", "27,BTH_EXTENDED_TRUNCATED", "28,CONTINUE"})
    void asksForRoomForItsExtendedHeaders(int length, Verdict verdict) {
        Packet packet = Packet.of(new byte[length]).put8(0, RoceOpcode.RC_WRITE_FIRST.code());

        assertThat(new Bth().wrap(packet, 0).check()).isEqualTo(verdict);
    }
}
