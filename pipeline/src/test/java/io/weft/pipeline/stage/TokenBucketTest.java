package io.weft.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    /** 1000 a second is one every 1,000,000,000 ps. */
    @Test
    void givesItsBurstAtOnceAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(1000, 3);
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isFalse();
        assertThat(bucket.take(999_999_999)).isFalse();
        assertThat(bucket.take(1_000_000_000)).isTrue();
        assertThat(bucket.take(1_000_000_000)).isFalse();
    }

    @Test
    void savesNoMoreThanItsBurst() {
        TokenBucket bucket = new TokenBucket(1000, 2);
        long later = 3_600_000_000_000_000L;
        assertThat(bucket.take(later)).isTrue();
        assertThat(bucket.take(later)).isTrue();
        assertThat(bucket.take(later)).isFalse();
    }
}
