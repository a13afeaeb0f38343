"""Asks a client node with the official client, as its users do, and prints what it saw as JSON.

Usage: openai_client.py BASE_URL MODEL
"""

import json
import sys

import openai

MESSAGES = [{"role": "user", "content": "Hi"}]


def refusal(ask):
    """How the client reports what it is refused; nothing else may be raised."""
    try:
        ask()
    except openai.APIStatusError as error:
        return {"type": type(error).__name__, "status": error.status_code, "code": error.code,
                "message": error.message}
    return {"type": "none"}


def main():
    base_url, model = sys.argv[1:]
    client = openai.OpenAI(base_url=base_url, api_key="none", max_retries=0, timeout=60)
    chat = client.chat.completions

    whole = chat.create(model=model, messages=MESSAGES, max_tokens=24)

    chunks = list(chat.create(model=model, messages=MESSAGES, max_tokens=24, stream=True,
                              stream_options={"include_usage": True}))
    pieces = [chunk.choices[0].delta.content for chunk in chunks
              if chunk.choices and chunk.choices[0].delta.content]
    finished = [chunk.choices[0].finish_reason for chunk in chunks
                if chunk.choices and chunk.choices[0].finish_reason]

    left = chat.create(model=model, messages=MESSAGES, max_tokens=4000, stream=True)
    next(iter(left))
    left.close()

    print(json.dumps({
        "version": openai.__version__,
        "models": [one.id for one in client.models.list()],
        "model": client.models.retrieve(model).id,
        "whole": {
            "id": whole.id,
            "object": whole.object,
            "model": whole.model,
            "role": whole.choices[0].message.role,
            "content": whole.choices[0].message.content,
            "finish": whole.choices[0].finish_reason,
            "completion": whole.usage.completion_tokens,
            "total": whole.usage.total_tokens,
            "prompt": whole.usage.prompt_tokens,
        },
        "stream": {
            "ids": sorted({chunk.id for chunk in chunks}),
            "pieces": pieces,
            "finish": finished,
            "completion": chunks[-1].usage.completion_tokens,
        },
        "unknownModel": refusal(
            lambda: chat.create(model="gpt-4o", messages=MESSAGES)),
        "unknownModelStreamed": refusal(
            lambda: list(chat.create(model="gpt-4o", messages=MESSAGES, stream=True))),
        "unknownListed": refusal(lambda: client.models.retrieve("gpt-4o")),
        "negative": refusal(
            lambda: chat.create(model=model, messages=MESSAGES, max_tokens=-1)),
        "tools": refusal(
            lambda: chat.create(model=model, messages=MESSAGES, tools=[
                {"type": "function", "function": {"name": "f", "parameters": {}}}])),
        "two": refusal(lambda: chat.create(model=model, messages=MESSAGES, n=2)),
        "elsewhere": refusal(lambda: client.embeddings.create(model=model, input="Hi")),
    }))


if __name__ == "__main__":
    main()
