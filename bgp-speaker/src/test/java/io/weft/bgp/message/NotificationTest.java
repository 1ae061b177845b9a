package io.weft.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotificationTest {
    @Test
    void showsTheCommunicationOfAShutdown() {
        assertThat(Notification.cease(2, "maintenance").describe()).isEqualTo("cease/administrative shutdown (6/2): \"maintenance\"");
    }

    @Test
    void unwrapsAHardReset() {
        // RFC 8538 §3.1, with RFC 9003 inside, as FRR sends it.
        Bytes data = Bytes.of(6, 2, 2, 'o', 'k');
        assertThat(new Notification(6, 9, data).describe()).isEqualTo("hard reset (6/9): cease/administrative shutdown (6/2): \"ok\"");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() {
        assertThat(Notification.cease(2, "a\u001b[31m").describe()).isEqualTo("cease/administrative shutdown (6/2): \"a?[31m\"");
    }

    @Test
    void cutsALongCommunicationBetweenCharacters() {
        // RFC 9003 §2: at most 255 octets; ä has two.
        Notification cease = Notification.cease(2, "ä".repeat(200));
        assertThat(cease.data().length()).isEqualTo(255);
        assertThat(cease.data().u8(0)).isEqualTo(254);
    }

    @Test
    void showsCodesThatNobodyKnows() {
        assertThat(Notification.of(200, 7).describe()).isEqualTo("unknown error (200/7)");
    }
}
