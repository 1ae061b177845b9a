package io.weft.daemon.inspect;

import io.weft.daemon.capture.CapturedFrame;
import io.weft.pipeline.packet.Verdict;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a capture frame by frame, in its order, and keeps what is worth knowing of it. */
public final class Inspection {
    private final Dissector dissector = new Dissector();
    private final RoceSummary roce = new RoceSummary();
    private final PauseSummary pauses = new PauseSummary();
    private final BgpSummary bgp = new BgpSummary();
    private final SortedMap<Verdict, Long> malformed = new TreeMap<>();
    private long frames;
    private long bytes;
    private long cut;
    private long wrongChecksums;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    public void add(CapturedFrame frame) {
        frames++;
        bytes += frame.length();
        cut += frame.isCut() ? 1 : 0;
        first = Math.min(first, frame.nanoseconds());
        last = Math.max(last, frame.nanoseconds());
        Content content = dissector.dissect(frame);
        wrongChecksums += dissector.checksumIsRight() ? 0 : 1;
        switch (content) {
            case Content.Roce(var decoded) -> roce.add(decoded, frame);
            case Content.TcpSegment segment -> bgp.add(segment);
            case Content.PriorityPause pause -> pauses.add(pause);
            case Content.Malformed(Verdict reason) -> malformed.merge(reason, 1L, Long::sum);
            case Content.Other _ -> {
            }
        }
    }

    public long frames() {
        return frames;
    }

    /** Of whole frames, without frame check sequence. */
    public long bytes() {
        return bytes;
    }

    /** Frames of which only the beginning was captured. */
    public long cut() {
        return cut;
    }

    /** Frames with a wrong IPv4, UDP, TCP, ICMP or ICMPv6 checksum: usual where a host leaves checksums to its network card. */
    public long wrongChecksums() {
        return wrongChecksums;
    }

    /** From the earliest to the latest frame, nanoseconds. */
    public long duration() {
        return frames == 0 ? 0 : last - first;
    }

    /** Frames that cannot be read, a reason. */
    public SortedMap<Verdict, Long> malformed() {
        return Collections.unmodifiableSortedMap(malformed);
    }

    public long malformedFrames() {
        return malformed.values().stream().mapToLong(Long::longValue).sum();
    }

    public RoceSummary roce() {
        return roce;
    }

    public PauseSummary pauses() {
        return pauses;
    }

    public BgpSummary bgp() {
        return bgp;
    }

    /** Nothing malformed, and every ICRC that could be verified is right. */
    public boolean isClean() {
        return malformed.isEmpty() && roce.icrcBad() == 0;
    }
}
