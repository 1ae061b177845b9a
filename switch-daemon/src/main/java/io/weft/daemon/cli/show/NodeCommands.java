package io.weft.daemon.cli.show;

import io.weft.daemon.cli.show.Command.Argument;
import io.weft.daemon.config.Nearest;
import io.weft.daemon.node.RoutedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The questions a running node answers, by their words: {@code show ip route 10.1.3.1 json}. A word may be cut short as long as only one is meant,
 * as in vtysh. {@code json} as the last word asks for JSON. Nothing is changed, printed or kept.
 */
public final class NodeCommands {
    private static final String JSON = "json";

    private NodeCommands() {
    }

    /** Answers for the node as it is at {@code now}, picoseconds of its time. */
    public static Answer run(RoutedNode node, List<String> words, long now) {
        boolean json = !words.isEmpty() && words.getLast().equals(JSON);
        List<String> said = json ? words.subList(0, words.size() - 1) : words;
        List<String> path = new ArrayList<>();
        while (path.size() < said.size()) {
            List<String> next = next(path);
            String word = said.get(path.size());
            Optional<String> meant = meant(word, next);
            if (meant.isPresent()) {
                path.add(meant.get());
                continue;
            }
            Optional<Command> asked = ending(path).filter(c -> c.argument() != Argument.NONE && path.size() == said.size() - 1);
            return asked.isPresent() ? answer(asked.get(), new Question(node, Optional.of(word), now), path, json) : unknown(path, word, next);
        }
        Optional<Command> asked = ending(path).filter(c -> c.argument() != Argument.REQUIRED);
        return asked.isPresent() ? answer(asked.get(), new Question(node, Optional.empty(), now), path, json) : incomplete(path);
    }

    private static Answer answer(Command command, Question question, List<String> path, boolean json) {
        try {
            return new Answer.Text(json ? command.page().json(question).toPrettyString() + "\n" : command.page().text(question));
        } catch (Unanswerable refusal) {
            Optional<String> nearest = question.argument().flatMap(a -> Nearest.to(a, refusal.candidates()));
            return new Answer.Error(refusal.why(), nearest.map(n -> sentence(path, n)));
        }
    }

    private static Answer unknown(List<String> path, String word, List<String> next) {
        String after = path.isEmpty() ? "" : " after '" + String.join(" ", path) + "'";
        List<String> cut = next.stream().filter(n -> n.startsWith(word)).toList();
        if (next.isEmpty()) {
            return new Answer.Error("'" + word + "' is one word too many" + after, Optional.of(String.join(" ", path)));
        }
        if (!cut.isEmpty()) {
            return new Answer.Error("'" + word + "' may mean " + String.join(" or ", cut), Optional.of(sentence(path, cut.getFirst())));
        }
        return new Answer.Error("'" + word + "' is not known" + after + ": possible is " + String.join(", ", next),
                Nearest.to(word, next).map(n -> sentence(path, n)));
    }

    private static Answer incomplete(List<String> path) {
        List<String> next = next(path);
        if (path.isEmpty()) {
            return new Answer.Error("nothing is asked: possible is " + String.join(", ", next), Optional.empty());
        }
        String what = next.isEmpty() ? "a name" : "one of " + String.join(", ", next);
        return new Answer.Error("'" + String.join(" ", path) + "' needs one more word: " + what, Optional.empty());
    }

    /** The words that can stand where the last of {@code words} stands, begun but perhaps empty; names of things are not among them. */
    public static List<String> completions(List<String> words) {
        if (words.isEmpty()) {
            return next(words);
        }
        List<String> path = new ArrayList<>();
        for (String word : words.subList(0, words.size() - 1)) {
            Optional<String> meant = meant(word, next(path));
            if (meant.isEmpty()) {
                boolean named = path.size() == words.size() - 2 && ending(path).filter(c -> c.argument() != Argument.NONE).isPresent();
                return named && JSON.startsWith(words.getLast()) ? List.of(JSON) : List.of();
            }
            path.add(meant.get());
        }
        List<String> possible = new ArrayList<>(next(path));
        if (ending(path).filter(c -> c.argument() != Argument.REQUIRED).isPresent()) {
            possible.add(JSON);
        }
        return possible.stream().filter(p -> p.startsWith(words.getLast())).toList();
    }

    /** The words that may follow, in the order of the commands. */
    private static List<String> next(List<String> path) {
        int depth = path.size();
        return Commands.ALL.stream().filter(c -> c.words().size() > depth && c.words().subList(0, depth).equals(path)).map(c -> c.words().get(depth))
                .distinct().toList();
    }

    private static Optional<Command> ending(List<String> path) {
        return Commands.ALL.stream().filter(c -> c.words().equals(path)).findFirst();
    }

    private static Optional<String> meant(String word, List<String> possible) {
        if (possible.contains(word)) {
            return Optional.of(word);
        }
        List<String> begun = possible.stream().filter(p -> p.startsWith(word)).toList();
        return begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty();
    }

    private static String sentence(List<String> path, String word) {
        return path.isEmpty() ? word : String.join(" ", path) + " " + word;
    }
}
