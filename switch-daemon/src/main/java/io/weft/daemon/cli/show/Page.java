package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;

/** One look at a node, for people and for programs. Either may throw {@link Unanswerable}. */
interface Page {
    String text(Question question);

    JsonNode json(Question question);
}
