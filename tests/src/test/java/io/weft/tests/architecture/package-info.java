/** The laws of the architecture that structure alone can hold. */
package io.weft.tests.architecture;
