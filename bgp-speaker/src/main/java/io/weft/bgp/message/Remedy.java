package io.weft.bgp.message;

/** What RFC 7606 §2 has done about a malformed attribute, the mildest first. */
public enum Remedy {
    /** The attribute counts as absent, the routes stay. */
    ATTRIBUTE_DISCARD,
    /** Every prefix of the UPDATE counts as withdrawn. */
    TREAT_AS_WITHDRAW,
    SESSION_RESET
}
