package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.mutant.Mutant.Change;

import java.util.List;

/** Bugs that show to others what only a client and its worker may know. */
final class SealingMutants {

    static final List<Mutant> ALL = List.of(
            new Mutant(
                    "prompt-unsealed",
                    "A prompt goes over the wire in the clear.",
                    List.of(Mutant.CONFIDENTIALITY),
                    List.of(
                            new Change(
                                    "org.chrysalis.sealing.RequestSealer",
                                    "seal(Envelope,Plaintext,List,Randomness)",
                                    new Edit.CallBlunder(
                                            "Gcm.seal(Bytes,Bytes,Bytes,Bytes)", 1, "unsealed")),
                            new Change(
                                    "org.chrysalis.sealing.RequestSealer",
                                    "openBody(SealedRequest,Bytes)",
                                    new Edit.CallBlunder(
                                            "Gcm.open(Bytes,Bytes,Bytes,Bytes)", 1, "opened")))),
            new Mutant(
                    "answer-unsealed",
                    "An answer goes over the wire in the clear.",
                    List.of(Mutant.CONFIDENTIALITY),
                    List.of(
                            new Change(
                                    "org.chrysalis.sealing.ResponseCipher",
                                    "seal(Bytes,Bytes)",
                                    new Edit.CallBlunder(
                                            "Gcm.seal(Bytes,Bytes,Bytes,Bytes)", 1, "unsealed")),
                            new Change(
                                    "org.chrysalis.sealing.ResponseCipher",
                                    "open(Bytes,Bytes)",
                                    new Edit.CallBlunder(
                                            "Gcm.open(Bytes,Bytes,Bytes,Bytes)", 1, "opened")))),
            Mutant.of(
                    "prompt-logged",
                    "A worker logs what it is asked.",
                    List.of(Mutant.CONFIDENTIALITY),
                    "org.chrysalis.worker.Generation",
                    "start(ActorContext)",
                    new Edit.CallBlunder("InferenceEngine.run(Job,ActorRef)", 1, "runAndLog")));

    private SealingMutants() {}
}
