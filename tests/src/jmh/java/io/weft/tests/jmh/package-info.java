/** JMH benchmarks of single parts. Door: {@link io.weft.tests.jmh.FibBench}, which {@code weft bench fib} runs. */
@NullMarked
package io.weft.tests.jmh;

import org.jspecify.annotations.NullMarked;
