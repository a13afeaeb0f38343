package org.chrysalis.contract;

/**
 * A network says that it charges what no network ever did. It may be so, or the server lies:
 * nothing is sent at such prices before a person has looked.
 */
public final class UnusualPrices extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusualPrices(String price, long live, long known) {
        super("this network charges " + live + " as its " + price + ", not about " + known
                + " (a hundredth to a thousand times that is believed): ask another server, and"
                + " take a newer Chrysalis if that says the same");
    }
}
