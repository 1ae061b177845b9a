package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.MemoryRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code show memory}: what peers may reach in a NIC, and how much they have written. */
final class MemoryPage implements Page {
    private static List<String> access(MemoryRegion region) {
        return Arrays.stream(Access.values()).filter(region::allows).map(a -> a.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
    }

    private static String hex(String format, long value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static List<MemoryRegion> regions(Question question) {
        List<MemoryRegion> regions = new ArrayList<>();
        question.nic().regions().forEach(regions::add);
        return regions;
    }

    @Override
    public String text(Question question) {
        Columns columns = new Columns("Rkey", "Address", "Bytes", "Written", "Content", "Access");
        for (MemoryRegion region : regions(question)) {
            columns.row(hex("0x%08x", region.rkey()), hex("0x%016x", region.address()), region.length(), region.bytesWritten(),
                    region.isHeld() ? "held" : "described", String.join(",", access(region)));
        }
        return columns.text();
    }

    @Override
    public JsonNode json(Question question) {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        for (MemoryRegion region : regions(question)) {
            ObjectNode node = root.addObject().put("rkey", Integer.toUnsignedLong(region.rkey())).put("address", hex("0x%016x", region.address()))
                    .put("bytes", region.length()).put("written", region.bytesWritten()).put("held", region.isHeld());
            var access = node.putArray("access");
            access(region).forEach(access::add);
        }
        return root;
    }
}
