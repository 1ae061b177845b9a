package io.weft.labs.topology;

/** What a node is: the first word of its {@code cmd}. */
public enum Role {
    SWITCH, NIC
}
