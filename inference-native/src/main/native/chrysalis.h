// What the engine needs of llama.cpp and llama.h does not offer. Nothing here throws: JavaCPP
// maps these declarations, chrysalis_impl.h defines them.
#pragma once

#include "llama.h"

#include <cstdint>

// A model's own chat template, parsed.
struct chrysalis_chat;

// Returned by what failed inside llama.cpp; chrysalis_error tells why.
#define CHRYSALIS_FAILED (-1000)

// Call once, before anything else. llama.cpp then writes nothing to the terminal, and a broken
// assertion of its on the calling thread becomes CHRYSALIS_FAILED where it would abort the process.
void chrysalis_init();

// The calling thread's last error, UTF-8, cut at capacity; returns its length in bytes.
int32_t chrysalis_error(char * out, int32_t capacity);

// Null if the file is no model that llama.cpp can load.
llama_model * chrysalis_model_open(const char * path);

// A context of one sequence; null if it does not fit into memory. The context stops an evaluation
// as soon as *stop is not 0; stop must outlive it.
llama_context * chrysalis_context_open(llama_model * model, int32_t tokens, int32_t batch,
                                       int32_t threads, int32_t * stop);

// Evaluates tokens behind those already there. 0, or 1: context full, 2: stopped, CHRYSALIS_FAILED.
int32_t chrysalis_evaluate(llama_context * context, int32_t * tokens, int32_t count);

// Draws the next token from the last evaluation; CHRYSALIS_FAILED if the model gave no numbers.
int32_t chrysalis_sample(llama_sampler * sampler, llama_context * context);

// Null if the model has no chat template, or one that cannot be parsed.
chrysalis_chat * chrysalis_chat_open(const llama_model * model);
void chrysalis_chat_close(chrysalis_chat * chat);

// Renders messages, packed as (int32 length, bytes) of role, content, role, content ..., up to the
// point where the assistant speaks. Returns the length in bytes, which may be above capacity: then
// out holds nothing; or CHRYSALIS_FAILED.
int32_t chrysalis_chat_render(const chrysalis_chat * chat, const char * messages, int32_t length,
                              char * out, int32_t capacity);
