/**
 * Configuration as people write it: YAML 1.2 → a tree that knows where each value was written → immutable records. Doors:
 * {@link io.weft.daemon.config.NodeConfig#read} for a node's file; {@link io.weft.daemon.config.Yaml}, {@link io.weft.daemon.config.Section}
 * and {@link io.weft.daemon.config.Quantity} for whoever reads another file in the same manner. All problems of a file are reported together, as one
 * {@link io.weft.daemon.config.ConfigException}, each with file, line, column, the line itself and a caret. In records, durations are picoseconds,
 * rates bit/s, sizes bytes, shares parts per billion. Names of keys are NVIDIA NVUE's. Read {@code Yaml}, {@code Section}, then {@code NodeReader}.
 */
@NullMarked
package io.weft.daemon.config;

import org.jspecify.annotations.NullMarked;
