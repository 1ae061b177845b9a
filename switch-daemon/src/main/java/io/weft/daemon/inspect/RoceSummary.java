package io.weft.daemon.inspect;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.capture.CapturedFrame;
import io.weft.pipeline.wire.RoceFrame;
import io.weft.pipeline.wire.RoceOpcode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The RoCEv2 of a capture. */
public final class RoceSummary {
    /** Flows beyond are counted in {@link #unlistedPackets} alone. */
    static final int MOST_FLOWS = 1 << 16;

    private final SortedMap<RoceOpcode, Long> opcodes = new TreeMap<>();
    private final Map<QueuePairFlow.Key, QueuePairFlow> flows = new LinkedHashMap<>();
    private long packets;
    private long icrcOk;
    private long icrcBad;
    private long icrcUnknown;
    private long ceMarked;
    private long unlistedPackets;

    void add(RoceFrame frame, CapturedFrame captured) {
        packets++;
        if (captured.isCut()) {
            icrcUnknown++;
        } else if (frame.icrcValid()) {
            icrcOk++;
        } else {
            icrcBad++;
        }
        opcodes.merge(frame.opcode(), 1L, Long::sum);
        QueuePairFlow.Key key = key(frame, captured.port());
        QueuePairFlow flow = flows.get(key);
        if (flow == null && flows.size() < MOST_FLOWS) {
            flow = new QueuePairFlow(key);
            flows.put(key, flow);
        }
        if (flow == null) {
            unlistedPackets++;
        } else {
            flow.add(frame, !captured.isDropNote());
        }
    }

    private QueuePairFlow.Key key(RoceFrame frame, String port) {
        IpAddress source;
        IpAddress destination;
        int tos;
        switch (frame.network()) {
            case RoceFrame.Network.V4 v4 -> {
                source = new IpAddress.V4(v4.source());
                destination = new IpAddress.V4(v4.destination());
                tos = v4.tos();
            }
            case RoceFrame.Network.V6 v6 -> {
                source = new IpAddress.V6(v6.sourceHigh(), v6.sourceLow());
                destination = new IpAddress.V6(v6.destinationHigh(), v6.destinationLow());
                tos = v6.trafficClass();
            }
        }
        // RFC 3168 §5: congestion experienced.
        if ((tos & 3) == 3) {
            ceMarked++;
        }
        return new QueuePairFlow.Key(port, source, frame.udpSourcePort(), destination, frame.transport().destQp());
    }

    public long packets() {
        return packets;
    }

    public long icrcOk() {
        return icrcOk;
    }

    public long icrcBad() {
        return icrcBad;
    }

    /** Packets that were cut in capturing. */
    public long icrcUnknown() {
        return icrcUnknown;
    }

    public long ceMarked() {
        return ceMarked;
    }

    /** Packets an opcode, in the order of the codes. */
    public SortedMap<RoceOpcode, Long> opcodes() {
        return Collections.unmodifiableSortedMap(opcodes);
    }

    /** In the order of their first packets. */
    public Collection<QueuePairFlow> flows() {
        return Collections.unmodifiableCollection(flows.values());
    }

    public long unlistedPackets() {
        return unlistedPackets;
    }

    /** A count over all flows, as {@code total(QueuePairFlow::naks)}. */
    public long total(ToLongFunction<QueuePairFlow> count) {
        return flows.values().stream().mapToLong(count).sum();
    }
}
