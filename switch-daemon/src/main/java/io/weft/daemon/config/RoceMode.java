package io.weft.daemon.config;

/** {@code qos.roce.mode}. */
public enum RoceMode {
    LOSSY, LOSSLESS
}
