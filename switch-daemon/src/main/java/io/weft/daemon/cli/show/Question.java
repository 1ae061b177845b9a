package io.weft.daemon.cli.show;

import io.weft.bgp.BgpShow;
import io.weft.bgp.BgpSpeaker;
import io.weft.daemon.config.BgpConfig;
import io.weft.daemon.node.NicNode;
import io.weft.daemon.node.RoutedNode;
import io.weft.nic.NicEmulator;
import java.util.Optional;

/** Whom is asked, about what, at which picosecond. */
record Question(RoutedNode node, Optional<String> argument, long now) {
    String name() {
        return node.profile().name();
    }

    String portName(int port) {
        return node.profile().ports().get(port).name();
    }

    BgpShow bgp() {
        return node.bgp().map(BgpSpeaker::show).orElseThrow(this::withoutBgp);
    }

    BgpConfig bgpConfig() {
        return node.profile().config().bgp().orElseThrow(this::withoutBgp);
    }

    private Unanswerable withoutBgp() {
        return new Unanswerable(name() + " speaks no BGP: its configuration has no router.bgp");
    }

    NicEmulator nic() {
        if (node instanceof NicNode host) {
            return host.nic();
        }
        throw new Unanswerable(name() + " is a switch: only a NIC has queue pairs and registered memory");
    }
}
