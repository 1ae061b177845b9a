package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Verdict;

/** What {@link RoceCodec#decode} makes of a frame. */
public sealed interface RoceDecoding permits RoceFrame, RoceDecoding.Undecoded {
    /** No RoCEv2 frame, or one that cannot be read: why, and the offset of the header that says so. */
    record Undecoded(Verdict verdict, int at) implements RoceDecoding {
    }
}
