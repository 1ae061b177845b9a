/** What people see of running nodes: whole nodes on a virtual fabric, asked through the one door. */
@NullMarked
package io.weft.tests.show;

import org.jspecify.annotations.NullMarked;
