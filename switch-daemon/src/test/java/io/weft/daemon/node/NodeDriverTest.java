package io.weft.daemon.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.pipeline.packet.Packet;
import org.junit.jupiter.api.Test;

class NodeDriverTest {
    /** Asks for the deadline that it is given, and fails on a Command. */
    private static final class Obedient implements Node {
        private long deadline = Long.MAX_VALUE;

        @Override
        public void onFrame(int port, Packet packet, long now) {
            deadline = now + 5;
        }

        @Override
        public void onTimer(long now) {
            deadline = Math.max(deadline, now);
        }

        @Override
        public void on(Input input, long now) {
            throw new UnsupportedOperationException("no orders");
        }

        @Override
        public long nextDeadline() {
            return deadline;
        }
    }

    private final NodeDriver driver = new NodeDriver("leaf1", new Obedient());

    @Test
    void answersTheNextDeadline() {
        assertThat(driver.frame(0, Packet.NONE, 10)).isEqualTo(15);
    }

    @Test
    void refusesToGoBackInTime() {
        driver.frame(0, Packet.NONE, 10);
        assertThatThrownBy(() -> driver.frame(0, Packet.NONE, 9)).isInstanceOf(IllegalStateException.class).hasMessageContaining("leaf1");
    }

    @Test
    void refusesADeadlineThatIsNotAheadAfterTheTimer() {
        driver.frame(0, Packet.NONE, 10);
        assertThatThrownBy(() -> driver.timer(15)).isInstanceOf(IllegalStateException.class).hasMessageContaining("leaf1 at 15 ps");
    }

    @Test
    void namesTheNodeAndTheTimeOfAFailure() {
        assertThatThrownBy(() -> driver.input(new Input.Command(new Order.ClearBgp("x")), 3)).hasMessageContaining("leaf1 at 3 ps")
                .hasRootCauseMessage("no orders");
    }
}
