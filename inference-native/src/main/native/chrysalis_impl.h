// Defines what chrysalis.h declares; compiled once, into the JNI glue.
#pragma once

#include "chrysalis.h"

#include "chat.h"
#include "ggml.h"
#include "log.h"

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <string>

struct chrysalis_chat {
    common_chat_templates_ptr templates;
    bool add_bos;
    bool add_eos;
};

static thread_local std::string chrysalis_last_error;

static void chrysalis_log(ggml_log_level level, const char * text, void *) {
    static thread_local bool error = false;
    if (level != GGML_LOG_LEVEL_CONT) {
        error = level == GGML_LOG_LEVEL_ERROR;
        if (error) chrysalis_last_error.clear();
    }
    if (error && chrysalis_last_error.size() < 4096) chrysalis_last_error += text;
}

// Unwinds out of llama.cpp where it would abort the process.
static void chrysalis_assertion(const char * message) {
    throw std::runtime_error(message);
}

template <typename T, typename F>
static T chrysalis_guarded(T failed, F && body) {
    try {
        return body();
    } catch (const std::exception & e) {
        chrysalis_last_error = e.what();
    } catch (...) {
        chrysalis_last_error = "unknown C++ exception";
    }
    return failed;
}

void chrysalis_init() {
    llama_log_set(chrysalis_log, nullptr);
    common_log_pause(common_log_main());
    common_log_set_verbosity_thold(-1);
    ggml_set_abort_callback(chrysalis_assertion);
    llama_backend_init();
}

int32_t chrysalis_error(char * out, int32_t capacity) {
    const auto & text = chrysalis_last_error;
    int32_t n = text.size() < (size_t) capacity ? (int32_t) text.size() : capacity;
    memcpy(out, text.data(), n);
    return n;
}

llama_model * chrysalis_model_open(const char * path) {
    chrysalis_last_error.clear();
    return chrysalis_guarded((llama_model *) nullptr, [&] {
        return llama_model_load_from_file(path, llama_model_default_params());
    });
}

llama_context * chrysalis_context_open(llama_model * model, int32_t tokens, int32_t batch,
                                       int32_t threads, int32_t * stop) {
    chrysalis_last_error.clear();
    auto params = llama_context_default_params();
    params.n_ctx = tokens;
    params.n_batch = batch;
    params.n_ubatch = batch;
    params.n_seq_max = 1;
    params.n_outputs_max = 1;
    params.n_threads = threads;
    params.n_threads_batch = threads;
    params.no_perf = true;
    params.abort_callback = [](void * flag) {
        return __atomic_load_n((int32_t *) flag, __ATOMIC_RELAXED) != 0;
    };
    params.abort_callback_data = stop;
    return chrysalis_guarded((llama_context *) nullptr, [&] {
        return llama_init_from_model(model, params);
    });
}

int32_t chrysalis_evaluate(llama_context * context, int32_t * tokens, int32_t count) {
    chrysalis_last_error.clear();
    return chrysalis_guarded(CHRYSALIS_FAILED, [&] {
        int32_t rc = llama_decode(context, llama_batch_get_one(tokens, count));
        return rc < 0 ? CHRYSALIS_FAILED : rc;
    });
}

int32_t chrysalis_sample(llama_sampler * sampler, llama_context * context) {
    chrysalis_last_error.clear();
    return chrysalis_guarded(CHRYSALIS_FAILED, [&] {
        const float * logits = llama_get_logits_ith(context, -1);
        if (!logits) throw std::runtime_error("no logits");
        int32_t n = llama_vocab_n_tokens(llama_model_get_vocab(llama_get_model(context)));
        for (int32_t i = 0; i < n; i++) {
            if (std::isnan(logits[i])) throw std::runtime_error("logits that are no numbers");
        }
        return llama_sampler_sample(sampler, context, -1);
    });
}

chrysalis_chat * chrysalis_chat_open(const llama_model * model) {
    chrysalis_last_error.clear();
    if (!llama_model_chat_template(model, nullptr)) {
        chrysalis_last_error = "the model has no chat template";
        return nullptr;
    }
    return chrysalis_guarded((chrysalis_chat *) nullptr, [&] {
        auto vocab = llama_model_get_vocab(model);
        return new chrysalis_chat{common_chat_templates_init(model, ""),
                                  llama_vocab_get_add_bos(vocab), llama_vocab_get_add_eos(vocab)};
    });
}

void chrysalis_chat_close(chrysalis_chat * chat) {
    delete chat;
}

static std::string chrysalis_unpack(const char *& at, const char * end) {
    int32_t n = -1;
    if (end - at >= 4) memcpy(&n, at, 4);
    if (n < 0 || n > end - at - 4) throw std::runtime_error("messages are packed wrongly");
    std::string text(at + 4, n);
    at += 4 + n;
    return text;
}

int32_t chrysalis_chat_render(const chrysalis_chat * chat, const char * messages, int32_t length,
                              char * out, int32_t capacity) {
    chrysalis_last_error.clear();
    return chrysalis_guarded(CHRYSALIS_FAILED, [&] {
        common_chat_templates_inputs inputs;
        inputs.add_bos = chat->add_bos;
        inputs.add_eos = chat->add_eos;
        for (const char * at = messages; at < messages + length;) {
            common_chat_msg message;
            message.role = chrysalis_unpack(at, messages + length);
            message.content = chrysalis_unpack(at, messages + length);
            inputs.messages.push_back(message);
        }
        auto prompt = common_chat_templates_apply(chat->templates.get(), inputs).prompt;
        if (prompt.size() > (size_t) INT32_MAX) throw std::runtime_error("the prompt is too long");
        if (prompt.size() <= (size_t) capacity) memcpy(out, prompt.data(), prompt.size());
        return (int32_t) prompt.size();
    });
}
