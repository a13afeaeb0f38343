/**
 * llama.cpp as an engine: opens a GGUF, applies the model's own chat template, streams a completion
 * and counts its tokens, stops where a grant ends and goes on when it is raised. Plain Java around
 * the generated package {@code jni}; who uses it writes no native call and sees no pointer.
 */
package org.chrysalis.llama;
