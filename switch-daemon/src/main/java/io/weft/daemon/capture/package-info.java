/**
 * Captures: frames of a run into a pcapng file that Wireshark reads, and any pcap or pcapng file back, taken apart and summed up. Doors:
 * {@link io.weft.daemon.capture.CaptureFile} and {@link io.weft.daemon.capture.NodeCapture} to write, {@link io.weft.daemon.capture.CaptureReader}
 * to read. Times in files are nanoseconds, times of a run picoseconds.
 */
@NullMarked
package io.weft.daemon.capture;

import org.jspecify.annotations.NullMarked;
