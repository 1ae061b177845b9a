package io.weft.daemon.config;

/** A value and where it was written. */
public record Located<T>(T value, Origin origin) {
}
