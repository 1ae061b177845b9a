package io.weft.labs.topology;

import io.weft.daemon.config.Origin;
import java.nio.file.Path;

/** A file or folder that a container sees: where it lies here, and the path it has there. */
public record Bind(Path host, String container, boolean readOnly, Origin origin) {
}
