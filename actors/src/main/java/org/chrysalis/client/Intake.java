package org.chrysalis.client;

import org.chrysalis.money.Terms;
import org.chrysalis.port.Randomness;
import org.chrysalis.refusal.Refusal;

import java.util.Set;
import java.util.TreeSet;

/** What becomes of an app's request before anything is signed: sealed for workers, or refused. */
final class Intake {

    sealed interface Result {

        record Sealed(SealedCall call) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    private final ClientSettings settings;
    private final Randomness randomness;

    /** Models that were served in an earlier session: their workers may be coming back. */
    private final Set<String> served = new TreeSet<>();

    Intake(ClientSettings settings, Randomness randomness) {
        this.settings = settings;
        this.randomness = randomness;
    }

    void known(Directory directory) {
        directory.entries().forEach(entry -> served.add(entry.model()));
    }

    /**
     * @param epoch of the channel that pays
     * @param now ms UTC
     */
    Result of(ClientCommand.Chat chat, Connection connection, long epoch, long now) {
        var directory = connection.directory();
        long asked = chat.maxCoefficient();
        if (asked < 0 || asked > Terms.MAX_COEFFICIENT) {
            return new Result.Refused(
                    new Refusal.LimitInvalid(Math.max(0, asked), Terms.MAX_COEFFICIENT));
        }
        if (!directory.serves(chat.model())) {
            boolean coming = !connection.isReady() || served.contains(chat.model());
            return new Result.Refused(coming ? new Refusal.Starting() : new Refusal.UnknownModel());
        }
        var limits = settings.limits();
        long limit = asked > 0 ? asked : limits.maxCoefficient();
        var drawn = directory.draw(chat.model(), limit, limits.recipients(), randomness);
        return drawn.isEmpty()
                ? new Result.Refused(
                        new Refusal.PriceAboveLimit(directory.cheapest(chat.model()), limit))
                : new Result.Sealed(SealedCall.seal(
                        chat.prompt(), drawn, limit, settings, epoch, randomness, now));
    }
}
