package io.weft.nic.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RegistryTest {
    @Property(tries = 300)
    void findsWhatWasAddedAndNothingElse(@ForAll Set<Integer> keys, @ForAll int other) {
        Registry<String> registry = new Registry<>(keys.size(), "none");
        List<String> inOrder = new ArrayList<>();
        for (int key : keys) {
            registry.add(key, "entry " + key);
            inOrder.add("entry " + key);
        }
        for (int key : keys) {
            assertThat(registry.find(key)).isEqualTo("entry " + key);
        }
        assertThat(registry.find(other)).isEqualTo(keys.contains(other) ? "entry " + other : "none");
        assertThat(registry.entries()).isEqualTo(inOrder);
    }

    @Test
    void refusesANumberTwiceAndOneEntryTooMany() {
        Registry<String> registry = new Registry<>(2, "none");
        registry.add(5, "a");
        assertThatThrownBy(() -> registry.add(5, "b")).hasMessage("number 0x5 is taken");
        registry.add(6, "b");
        assertThatThrownBy(() -> registry.add(7, "c")).hasMessageContaining("full: 2 are in use");
    }
}
