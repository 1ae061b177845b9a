package io.weft.daemon.node;

import io.weft.bgp.BgpSpeaker;
import io.weft.daemon.host.HostAgents;
import io.weft.daemon.host.RouteInstaller;
import io.weft.pipeline.SwitchPipeline;
import io.weft.pipeline.packet.Verdict;
import java.util.Optional;

/** What there is to ask of a node, a switch or a NIC: {@code show} commands, checks and reports read it between events and change nothing. */
public sealed interface RoutedNode extends Node permits SwitchNode, NicNode {
    NodeProfile profile();

    SwitchPipeline pipeline();

    RouteInstaller routes();

    HostAgents agents();

    Optional<BgpSpeaker> bgp();

    /** Packets that ended so, in the pipeline or behind its control port. */
    long count(Verdict verdict);
}
