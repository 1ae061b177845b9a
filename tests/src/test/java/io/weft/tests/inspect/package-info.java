/** {@code weft pcap inspect} against captures whose contents others have counted. */
@NullMarked
package io.weft.tests.inspect;

import org.jspecify.annotations.NullMarked;
