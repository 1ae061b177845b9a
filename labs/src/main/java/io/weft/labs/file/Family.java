package io.weft.labs.file;

/** Which of a host's addresses a flow goes to. */
public enum Family {
    IPV4, IPV6
}
