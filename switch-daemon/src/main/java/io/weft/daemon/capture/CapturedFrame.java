package io.weft.daemon.capture;

import io.weft.pipeline.observe.PcapNg;

/**
 * One frame of a capture.
 *
 * @param number      its place in the file, from 1, as Wireshark counts
 * @param port        the interface's name, or empty
 * @param nanoseconds since the file's epoch; 0 where the file has no time
 * @param bytes       what was captured, without frame check sequence
 * @param length      what the frame had on the wire, without frame check sequence: more than {@code bytes} if it was cut
 * @param comment     or empty
 */
public record CapturedFrame(long number, String port, long nanoseconds, byte[] bytes, int length, String comment) {
    public boolean isCut() {
        return bytes.length < length;
    }

    /** True if this is no frame on a link, but a note of Weft's that an earlier one was dropped. */
    public boolean isDropNote() {
        return comment.startsWith(PcapNg.DROPPED);
    }
}
