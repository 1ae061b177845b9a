package io.weft.labs.file;

import java.util.OptionalLong;

/**
 * One transfer by RDMA WRITE. {@code id} is the workload's own, or {@code workload/from-to} in a set; {@code workload} the item it comes from.
 * {@code bytes} is {@link #ENDLESS} for a stream. {@code immediate}: 32 bits of data that end it (WRITE with immediate).
 */
public record Flow(String id, String workload, String from, String to, long bytes, int qps, At at, Family family, OptionalLong immediate) {
    public static final long ENDLESS = Long.MAX_VALUE;
}
