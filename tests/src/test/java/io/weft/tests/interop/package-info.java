/** Weft against other people's implementations: the kernel's TCP, and what runs in network namespaces that the tests make themselves. */
@NullMarked
package io.weft.tests.interop;

import org.jspecify.annotations.NullMarked;
