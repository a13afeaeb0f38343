package org.chrysalis.cluster.cli;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.cluster.chain.RemoteChain;
import org.chrysalis.cluster.cli.BooksReport.AccountReport;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.ton.Address;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compares books with the channels that they are about: a file that was replaced by an older one as
 * a whole contradicts nothing in itself, but the chain may have paid more than it knows of.
 */
final class BooksOnChain {

    private static final long PATIENCE_SECONDS = 30;
    private static final String HOST = "127.0.0.1";

    private BooksOnChain() {}

    /** What came of it: the reports with what the chain contradicts, and a sentence for people. */
    record Compared(List<BooksReport> reports, String sentence) {}

    /** With the chain of the network in {@code run}, if it answers. */
    static Compared compare(Path run, List<BooksReport> reports)
            throws IOException, InterruptedException {
        var network = RunFile.read(run);
        var config = ConfigFactory.parseResources("chrysalis-node.conf")
                .withFallback(ConfigFactory.load());
        var system = ActorSystem.create(Behaviors.empty(), "books", config);
        try (var chain = new RemoteChain(
                network.network().plan().networkId(), HOST, network.ports().chain(), system)) {
            return compare(chain, network.network().registry(), reports);
        } finally {
            system.terminate();
        }
    }

    static Compared compare(Chain chain, Address registry, List<BooksReport> reports)
            throws IOException, InterruptedException {
        try {
            var codes = codes(account(chain, registry));
            var all = new ArrayList<BooksReport>();
            for (var report : reports) {
                var accounts = new ArrayList<AccountReport>();
                for (var account : report.accounts()) {
                    accounts.add(compare(chain, codes, report.file(), account));
                }
                all.add(report.with(accounts));
            }
            return new Compared(List.copyOf(all), "compared with the chain");
        } catch (ExecutionException | TimeoutException silent) {
            return new Compared(reports, "not compared with the chain: no chain answers");
        }
    }

    private static Account account(Chain chain, Address address)
            throws ExecutionException, InterruptedException, TimeoutException {
        return chain.account(address).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static ChannelCodes codes(Account registry) {
        try {
            return RegistryState.read(registry).channelCodes();
        } catch (ForeignContract none) {
            return ChannelCodes.OWN;
        }
    }

    private static AccountReport compare(
            Chain chain, ChannelCodes codes, Path file, AccountReport account)
            throws ExecutionException, InterruptedException, IOException, TimeoutException {
        var channel = account.channel();
        if (channel.isEmpty() || !account.damage().isEmpty()) {
            return account; // what could not be read to its end contradicts by itself
        }
        var found = account(chain, channel.get().address());
        try {
            var state = ChannelState.read(found, codes.all());
            var checked = against(state, channel.get().epoch(), account);
            return checked.equals(account)
                    ? account
                    : against(state, channel.get().epoch(), again(file, account));
        } catch (ForeignContract foreign) {
            return account.with("the chain has no such channel (" + foreign.getMessage()
                    + "): are these the books of this network?");
        }
    }

    /** The node may have signed and cashed since its books were read. */
    private static AccountReport again(Path file, AccountReport account) throws IOException {
        return BooksReport.of(file).accounts().stream()
                .filter(one -> one.id().equals(account.id()))
                .findFirst()
                .orElse(account);
    }

    /** A former epoch's books are kept, and owe nothing. */
    static AccountReport against(ChannelState channel, long epoch, AccountReport account) {
        if (epoch > channel.epoch()) {
            return account.with("the books are of epoch " + epoch + ", but the channel is in epoch "
                    + channel.epoch() + " on chain: are these the books of this network?");
        }
        var signed = account.figures().signed();
        if (epoch == channel.epoch() && channel.cashed().isMoreThan(signed)) {
            return account.with("the chain has paid " + channel.cashed() + ", but the books know of"
                    + " " + signed + " that was signed: they are older than what was cashed; stop"
                    + " the node, keep this file, and put the newest copy in its place");
        }
        return account;
    }
}
