package io.weft.pipeline.table;

import java.math.BigInteger;
import java.util.List;

/** The control face that both FIBs share: VRF and prefix to a group, the control port, or nothing. */
final class Fibs {
    private static final String SET_GROUP = "set_next_hop_group";
    private static final String TO_CONTROL_PORT = "to_control_port";
    private static final String DISCARD = "discard";

    private Fibs() {
    }

    static Table.Schema schema(String name, Table.Field destination, int capacity) {
        List<Table.Field> key = List.of(Table.Field.exact("vrf", 16, Table.Format.NUMBER), destination);
        Table.Field group = Table.Field.parameter("group", 32, Table.Format.NUMBER);
        List<Table.Action> actions = List.of(new Table.Action(SET_GROUP, List.of(group)), new Table.Action(TO_CONTROL_PORT, List.of()),
                new Table.Action(DISCARD, List.of()));
        return new Table.Schema(name, key, actions, false, capacity);
    }

    static Table.Entry entry(KeyRows prefixes, int row, BigInteger network) {
        List<Table.Match> match = List.of(Table.Match.exact(prefixes.scope(row)), new Table.Match.Lpm(network, prefixes.length(row)));
        int group = (int) prefixes.value(row);
        if (group == NextHopGroups.LOCAL) {
            return new Table.Entry(row, 0, match, TO_CONTROL_PORT, List.of());
        }
        if (group == NextHopGroups.BLACKHOLE) {
            return new Table.Entry(row, 0, match, DISCARD, List.of());
        }
        return new Table.Entry(row, 0, match, SET_GROUP, List.of(BigInteger.valueOf(group)));
    }
}
