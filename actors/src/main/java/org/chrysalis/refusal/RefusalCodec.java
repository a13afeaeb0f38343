package org.chrysalis.refusal;

import org.chrysalis.ton.Nanoton;

import java.util.List;

/** Reads a peer's refusal from its code and figures; what does not fit becomes {@code Unknown}. */
public final class RefusalCodec {

    private static final int MAX_CODE = 64;

    private RefusalCodec() {}

    /** Never throws: a peer's text is cut, and its figures are taken for what they are. */
    public static Refusal read(String code, List<Long> figures) {
        if (figures.stream().anyMatch(figure -> figure < 0)) {
            return unknown(code);
        }
        return switch (figures.size()) {
            case 0 -> plain(code);
            case 1 -> withOne(code, figures.getFirst());
            case 2 -> withTwo(code, figures.get(0), figures.get(1));
            default -> unknown(code);
        };
    }

    private static Refusal plain(String code) {
        return switch (code) {
            case "unknown_model" -> new Refusal.UnknownModel();
            case "proxy_unreachable" -> new Refusal.ProxyUnreachable();
            case "proxy_lost" -> new Refusal.ProxyLost();
            case "books_unavailable" -> new Refusal.BooksUnavailable();
            case "starting" -> new Refusal.Starting();
            case "replayed" -> new Refusal.Replayed();
            case "not_opened" -> new Refusal.NotOpened();
            case "channel_unusable" -> new Refusal.ChannelUnusable();
            case "voucher_invalid" -> new Refusal.VoucherInvalid();
            case "proof_invalid" -> new Refusal.ProofInvalid();
            case "stream_broken" -> new Refusal.StreamBroken();
            case "cancelled" -> new Refusal.Cancelled();
            default -> unknown(code);
        };
    }

    private static Refusal withOne(String code, long figure) {
        return switch (code) {
            case "workers_busy" -> new Refusal.WorkersBusy(figure);
            case "worker_lost" -> new Refusal.WorkerLost(figure);
            case "worker_at_fault" -> new Refusal.WorkerAtFault(figure);
            case "proxy_at_fault" -> new Refusal.ProxyAtFault(figure);
            case "deadline_passed" -> new Refusal.DeadlinePassed(figure);
            case "terms_changed" -> new Refusal.TermsChanged(figure);
            case "expired" -> new Refusal.Expired(figure);
            case "too_many_requests" -> new Refusal.TooManyRequests(figure);
            case "agreement_pending" -> new Refusal.AgreementPending(figure);
            case "parting_failed" -> new Refusal.PartingFailed(figure);
            case "attempts_open" -> new Refusal.AttemptsOpen(figure);
            default -> unknown(code);
        };
    }

    private static Refusal withTwo(String code, long first, long second) {
        return switch (code) {
            case "prompt_too_long" -> new Refusal.PromptTooLong(first, second);
            case "channel_ending" -> new Refusal.ChannelEnding(first, second);
            case "limit_invalid" -> new Refusal.LimitInvalid(first, second);
            case "price_above_limit" -> new Refusal.PriceAboveLimit(first, second);
            case "balance_too_low" ->
                new Refusal.BalanceTooLow(Nanoton.of(first), Nanoton.of(second));
            case "step_unpaid" -> new Refusal.StepUnpaid(Nanoton.of(first), Nanoton.of(second));
            case "window_exceeded" ->
                new Refusal.WindowExceeded(Nanoton.of(first), Nanoton.of(second));
            case "statement_disputed" ->
                new Refusal.StatementDisputed(Nanoton.of(first), Nanoton.of(second));
            case "total_disputed" ->
                new Refusal.TotalDisputed(Nanoton.of(first), Nanoton.of(second));
            case "validity_invalid" -> new Refusal.ValidityInvalid(first, second);
            case "parting_unpaid" ->
                new Refusal.PartingUnpaid(Nanoton.of(first), Nanoton.of(second));
            case "deposit_refused" ->
                new Refusal.DepositRefused(Nanoton.of(first), Nanoton.of(second));
            default -> unknown(code);
        };
    }

    /** Only what a code consists of: it reaches logs and screens. */
    private static Refusal unknown(String code) {
        var plain = code.replaceAll("[^a-z0-9_]", "");
        return new Refusal.Unknown(plain.substring(0, Math.min(plain.length(), MAX_CODE)));
    }
}
