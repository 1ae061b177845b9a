package io.weft.daemon.config;

import java.util.List;

/** The keys that a mapping may have. {@code path} says where it stands, {@code *} for any name and {@code []} for any item: {@code interface.*.ip}. */
public record Keys(String path, List<String> names) {
    public Keys {
        names = List.copyOf(names);
    }

    public static Keys of(String path, String... names) {
        return new Keys(path, List.of(names));
    }
}
