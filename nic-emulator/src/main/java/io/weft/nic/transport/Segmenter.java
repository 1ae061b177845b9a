package io.weft.nic.transport;

import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_FIRST;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_LAST;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_LAST_IMMEDIATE;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_MIDDLE;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_ONLY;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_ONLY_IMMEDIATE;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_FIRST;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_LAST;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_LAST_IMMEDIATE;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_MIDDLE;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_ONLY;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_ONLY_IMMEDIATE;

import io.weft.nic.verbs.Operation;
import io.weft.pipeline.wire.RoceOpcode;

/** How a message becomes packets: all but the last carry exactly one path MTU. IBTA Vol 1 §9.7.2, §9.4.1. */
final class Segmenter {
    private Segmenter() {
    }

    /** A message without payload takes one packet too. */
    static int packets(long length, int pathMtu) {
        return length == 0 ? 1 : (int) ((length + pathMtu - 1) / pathMtu);
    }

    /** The opcode of packet {@code index} of {@code count}. */
    static RoceOpcode opcode(Operation operation, int index, int count) {
        boolean write = operation.isWrite();
        boolean first = index == 0;
        boolean last = index == count - 1;
        if (!last) {
            return first ? write ? RC_WRITE_FIRST : RC_SEND_FIRST : write ? RC_WRITE_MIDDLE : RC_SEND_MIDDLE;
        }
        if (operation.hasImmediate()) {
            return first ? write ? RC_WRITE_ONLY_IMMEDIATE : RC_SEND_ONLY_IMMEDIATE : write ? RC_WRITE_LAST_IMMEDIATE : RC_SEND_LAST_IMMEDIATE;
        }
        return first ? write ? RC_WRITE_ONLY : RC_SEND_ONLY : write ? RC_WRITE_LAST : RC_SEND_LAST;
    }

    /** Bytes that fill {@code payload} to a multiple of four. */
    static int pad(int payload) {
        return -payload & 3;
    }
}
