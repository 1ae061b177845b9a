/** IP addresses and prefixes as BGP names them: values, compared and printed the RFC 5952 way. Depends on nothing. */
@NullMarked
package io.weft.bgp.address;

import org.jspecify.annotations.NullMarked;
