package org.chrysalis.proxy.account;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

/** Which channels a proxy takes part in. Pure. */
public final class Serving {

    private Serving() {}

    /**
     * Whether the proxy of {@code settings} is the side of {@code channel} that a peer in {@code
     * role} needs, and can rely on it.
     */
    public static boolean serves(ProxySettings settings, Wire.Role role, ChannelView view) {
        var channel = view.channel();
        var identity = channel.identity();
        var ownKey = settings.signingKey().publicKey();
        boolean ours =
                switch (role) {
                    case CLIENT ->
                        identity.payee().equals(settings.contract())
                                && identity.payeeKey().equals(ownKey)
                                && identity.closeDelaySeconds() >= settings.closeDelay();
                    case WORKER ->
                        identity.payer().equals(settings.contract())
                                && view.payerKey().equals(ownKey);
                    case PROXY -> false;
                };
        return ours && channel.status() != ChannelState.Status.CLOSED;
    }
}
