package org.chrysalis.llama;

/**
 * What one request made the engine do.
 *
 * @param prompt tokens really evaluated; fewer than the prompt has if it was cancelled meanwhile
 * @param cached of these, how many were still there from before; always 0 so far
 * @param completion tokens really generated: with the one that ended the turn, and with those cut
 *     off behind a stop string
 */
public record TokenCounts(int prompt, int cached, int completion) {}
