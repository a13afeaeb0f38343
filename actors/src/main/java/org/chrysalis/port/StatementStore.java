package org.chrysalis.port;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The statements of an epoch, which grow too many for an account's state. The journal writes each
 * with the event that bears it; of those about one subject the first is kept.
 */
public interface StatementStore {

    /**
     * Those about any of {@code subjects}, by number.
     *
     * @param books whose, as {@code Books.id} says
     */
    CompletionStage<List<Statement>> about(String books, Collection<Bytes> subjects);

    /** The first {@code most} above {@code seq}, by number. */
    CompletionStage<List<Statement>> above(String books, long seq, int most);
}
