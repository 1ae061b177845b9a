package io.weft.bgp.policy;

/** Where a route of this router comes from, other than BGP. */
public enum RouteSource {
    CONNECTED, STATIC
}
