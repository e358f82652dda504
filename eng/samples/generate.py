#!/usr/bin/env python3
"""Writes the logs under samples/ and the table of what they hold: python3 eng/samples/generate.py

The same bytes each time. Needs Python 3.9 or later, nothing else. Change the calls here, run it, and commit both."""

import datetime
import gzip
import json
import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parents[2] / "samples"
OCTOBER = int(datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc).timestamp())
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

TALKS = [
    ("Summarise the customer's complaint in one sentence.", "The parcel arrived two days late and the box was open."),
    ("Which of our plans has more than five seats?", "Team and Enterprise do; Team starts at six seats, Enterprise at fifty."),
    ("Translate to German: Your invoice is ready.", "Ihre Rechnung liegt für Sie bereit."),
    ("Schreibe eine freundliche Absage für den Termin am Dienstag.", "Leider schaffe ich es am Dienstag nicht. Passt Ihnen Donnerstag um 10 Uhr?"),
    ("Write a SQL query for orders above 100 euros.", "```sql\nSELECT id, total FROM orders WHERE total > 100 ORDER BY total DESC;\n```"),
    ("What is the refund policy for opened software?", "Opened software can be returned within 14 days if the licence was not activated."),
    ("Explain the error: NullReferenceException in Checkout.cs line 88.", "`cart.Customer` is null for guests. Check it before you read `Email`."),
    ("请用一句话总结这份报告。", "本季度的收入增长了百分之十二，主要来自新客户。"),
    ("Donne trois idées de titre pour la lettre d'information.", "1. L'automne en couleurs\n2. Nouveautés d'octobre\n3. Vos questions, nos réponses"),
    ("Is this message spam? 'You won a prize!!!'", "Yes. It promises a prize, names no sender and asks for haste."),
    ("Classify the ticket: 'App crashes when I open the camera 📷'", '{"category": "bug", "component": "camera", "priority": "high"}'),
    ("Напиши короткое описание товара: чайник, 1,7 л.", "Чайник на 1,7 литра: быстро кипятит воду и сам отключается."),
]
SYSTEM = "You are the support assistant of {}. Answer briefly and politely, in the language of the question."


class Log:
    """The lines of one file, and what must be said about them."""

    def __init__(self, name, about):
        self.name, self.about = name, about
        self.lines = []
        self.counts = dict.fromkeys(["accepted", "not_billable", "duplicate", "conflicting", "rejected"], 0)
        self.ends_early = False

    def add(self, record, fate="accepted"):
        self.raw(json.dumps(record, ensure_ascii=False, separators=(",", ":")), fate)

    def raw(self, line, fate):
        self.lines.append(line)
        self.counts[fate] += 1

    def repeat(self, index, fate="duplicate", change=None):
        record = json.loads(self.lines[index])
        if change:
            change(record)
        self.add(record, fate)

    def write(self):
        path = ROOT / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = "\n".join(self.lines).encode() + (b"" if self.ends_early else b"\n")
        path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


class Maker:
    def __init__(self, seed, tenant):
        self.random = random.Random(seed)
        self.tenant = tenant

    def name(self, prefix, length=24):
        return prefix + "".join(self.random.choice(LETTERS) for _ in range(length))

    def times(self, count):
        """Seconds in office hours of October 2026, in order."""
        def one():
            return OCTOBER + self.random.randrange(31) * 86400 + self.random.randrange(7 * 3600, 19 * 3600)
        return sorted(one() for _ in range(count))

    def talk(self):
        return self.random.choice(TALKS)

    def messages(self, question):
        return [{"role": "system", "content": SYSTEM.format(self.tenant)}, {"role": "user", "content": question}]


def iso(seconds, milliseconds=0):
    text = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{milliseconds:03}Z"


def openai_chat():
    make = Maker(1, "acme")
    log = Log("acme/openai-chat.jsonl", "OpenAI chat completions, request and response on each line; tenant in `request.metadata.tenant`")
    models = [("gpt-4o", "gpt-4o-2024-08-06"), ("gpt-4o-mini", "gpt-4o-mini-2024-07-18"), ("gpt-5", "gpt-5-2025-08-07"), ("gpt-4.1", "gpt-4.1-2025-04-14")]
    for number, created in enumerate(make.times(90)):
        requested, served = models[make.random.randrange(4)]
        question, answer = make.talk()
        prompt, output = make.random.randrange(400, 6000), make.random.randrange(20, 900)
        cached = prompt // 128 // 2 * 128 if make.random.random() < 0.4 else 0
        reasoning = make.random.randrange(64, 640) if served.startswith("gpt-5") else 0
        request = {"model": requested, "messages": make.messages(question), "metadata": {"tenant": "acme", "feature": "support"}}
        response = {
            "id": make.name("chatcmpl-"), "object": "chat.completion", "created": created, "model": served,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": answer, "refusal": None}, "finish_reason": "stop"}],
            "usage": {
                "prompt_tokens": prompt, "completion_tokens": output + reasoning, "total_tokens": prompt + output + reasoning,
                "prompt_tokens_details": {"cached_tokens": cached, "audio_tokens": 0},
                "completion_tokens_details": {"reasoning_tokens": reasoning, "audio_tokens": 0},
            },
            "service_tier": "default",
        }
        if number % 11 == 5:  # A streaming client that did not ask for the usage.
            del response["usage"]
        log.add({"request": request, "response": response})
        if number == 20:
            log.raw(log.lines[3][:200], "rejected")  # The logger was killed in the middle of a line.
        if number == 33:
            log.raw("2026/10/12 09:14:03 [error] 31#31: upstream timed out while reading response header", "rejected")
        if number == 41:
            error = {"error": {"message": "Rate limit reached for gpt-4o", "type": "tokens", "param": None, "code": "rate_limit_exceeded"}}
            log.add({"status": 429, "request": request, "response": error}, "not_billable")
            log.add({"status": 429, "request": request, "response": error}, "not_billable")
        if number == 50:
            log.repeat(10)  # Sent twice by the log shipper.
            log.repeat(11)
            log.repeat(12)

    def correct(record):
        record["response"]["usage"]["completion_tokens"] += 100
        record["response"]["usage"]["total_tokens"] += 100
    log.repeat(13, "conflicting", correct)
    return log


def openai_responses():
    make = Maker(2, "acme")
    log = Log("acme/openai-responses.jsonl.gz", "OpenAI Responses, gzip; tenant in the response's `metadata.tenant`")
    for created in make.times(40):
        model = make.random.choice(["o3-2025-04-16", "gpt-5-mini-2025-08-07"])
        question, answer = make.talk()
        prompt, reasoning, output = make.random.randrange(300, 9000), make.random.randrange(1, 30) * 64, make.random.randrange(20, 700)
        cached = prompt // 2 // 128 * 128 if make.random.random() < 0.3 else 0
        log.add({"request": {"model": model[:-11], "input": question}, "response": {
            "id": make.name("resp_", 48).lower(), "object": "response", "created_at": created, "status": "completed", "model": model,
            "output": [
                {"id": make.name("rs_"), "type": "reasoning", "summary": []},
                {"id": make.name("msg_"), "type": "message", "status": "completed", "role": "assistant",
                 "content": [{"type": "output_text", "text": answer, "annotations": []}]},
            ],
            "usage": {
                "input_tokens": prompt, "input_tokens_details": {"cached_tokens": cached},
                "output_tokens": output + reasoning, "output_tokens_details": {"reasoning_tokens": reasoning}, "total_tokens": prompt + output + reasoning,
            },
            "metadata": {"tenant": "acme"}, "service_tier": "flex" if model.startswith("o3") and make.random.random() < 0.3 else "default",
        }})
    log.repeat(4)
    log.repeat(5)
    return log


def anthropic():
    make = Maker(3, "globex")
    log = Log("globex/anthropic-messages.jsonl", "Anthropic Messages as a gateway wrote them, `tenant` and `timestamp` beside request and response; one call beyond 200,000 tokens; ends in the middle of a line")
    for number, time in enumerate(make.times(70)):
        model = make.random.choice(["claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001", "claude-opus-4-5-20251101"])
        question, answer = make.talk()
        write = make.random.randrange(1024, 4096) if number % 5 == 0 else 0
        read = make.random.randrange(1024, 20000) if number % 3 == 0 else 0
        fresh, output = make.random.randrange(10, 3000), make.random.randrange(30, 1200)
        if number == 25:
            model, fresh, read, write = "claude-sonnet-4-5-20250929", 183_412, 48_000, 0
        hour = write // 2 if number % 10 == 0 else 0
        record = {"tenant": "globex", "timestamp": iso(time, make.random.randrange(1000)), "url": "https://api.anthropic.com/v1/messages", "status": 200,
                  "request": {"model": model[:-9], "max_tokens": 2048, "system": SYSTEM.format("globex"), "messages": [{"role": "user", "content": question}]},
                  "response": {
                      "id": make.name("msg_01", 22), "type": "message", "role": "assistant", "model": model,
                      "content": [{"type": "text", "text": answer}], "stop_reason": "end_turn", "stop_sequence": None,
                      "usage": {"input_tokens": fresh, "cache_creation_input_tokens": write, "cache_read_input_tokens": read,
                                "cache_creation": {"ephemeral_5m_input_tokens": write - hour, "ephemeral_1h_input_tokens": hour},
                                "output_tokens": output, "service_tier": "standard"}}}
        log.add(record)
        if number in (30, 31):
            failed = dict(record, status=529, response={"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}})
            log.add(failed, "not_billable")
    log.repeat(7)
    log.raw(log.lines[0][:333], "rejected")
    log.ends_early = True
    return log


def embeddings():
    make = Maker(4, "globex")
    log = Log("globex/openai-embeddings.jsonl", "OpenAI embeddings, which have no id: equal lines at other places are other calls")
    for time in make.times(30):
        question, _ = make.talk()
        tokens = make.random.randrange(5, 2000)
        log.add({"tenant": "globex", "recorded_at": iso(time), "request": {"model": "text-embedding-3-small", "input": question}, "response": {
            "object": "list", "data": [{"object": "embedding", "index": 0, "embedding": [0.0123, -0.0456, 0.0789]}],
            "model": "text-embedding-3-small", "usage": {"prompt_tokens": tokens, "total_tokens": tokens}}})
    log.raw('{"level":"info","time":"2026-10-31T18:59:59Z","msg":"log rotated"}', "rejected")
    return log


def gemini():
    make = Maker(5, "initech")
    log = Log("initech/gemini.jsonl", "Gemini generateContent; tenant in `request.labels.tenant`; thoughts, cached content, one call beyond 200,000 tokens")
    for number, time in enumerate(make.times(60)):
        model = make.random.choice(["gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash"])
        question, answer = make.talk()
        prompt, output = make.random.randrange(100, 12000), make.random.randrange(20, 900)
        thoughts = make.random.randrange(50, 1500) if model.endswith("pro") else 0
        cached = prompt // 2 if number % 6 == 0 else 0
        if number == 44:
            model, prompt, cached, thoughts = "gemini-2.5-pro", 241_877, 0, 2_311
        usage = {"promptTokenCount": prompt, "candidatesTokenCount": output, "totalTokenCount": prompt + output + thoughts,
                 "promptTokensDetails": [{"modality": "TEXT", "tokenCount": prompt}]}
        if thoughts:
            usage["thoughtsTokenCount"] = thoughts
        if cached:
            usage["cachedContentTokenCount"] = cached
        record = {"request": {"contents": [{"role": "user", "parts": [{"text": question}]}], "labels": {"tenant": "initech"}},
                  "response": {"candidates": [{"content": {"role": "model", "parts": [{"text": answer}]}, "finishReason": "STOP", "index": 0}],
                               "usageMetadata": usage, "modelVersion": model, "createTime": iso(time, make.random.randrange(1000)),
                               "responseId": make.name("", 22)}}
        log.add(record)
        if number in (15, 16):
            record["response"]["responseId"] = make.name("", 22)
            usage["candidatesTokenCount"] = -5 if number == 15 else 12.5
            log.add(record, "rejected")
    return log


def batch():
    make = Maker(6, "initech")
    log = Log("initech/openai-batch-output.jsonl", "Output of an OpenAI batch over Responses, at the batch price")
    for number, created in enumerate(make.times(25)):
        _, answer = make.talk()
        prompt, output = make.random.randrange(300, 3000), make.random.randrange(20, 400)
        line = {"id": make.name("batch_req_").lower(), "custom_id": f"doc-{number + 1:04}", "response": {
            "status_code": 200, "request_id": make.name("", 32).lower(), "body": {
                "id": make.name("resp_", 48).lower(), "object": "response", "created_at": created, "status": "completed", "model": "gpt-4.1-mini-2025-04-14",
                "output": [{"id": make.name("msg_"), "type": "message", "status": "completed", "role": "assistant",
                            "content": [{"type": "output_text", "text": answer, "annotations": []}]}],
                "usage": {"input_tokens": prompt, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": output,
                          "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": prompt + output},
                "metadata": {"tenant": "initech"}, "service_tier": "default"}}, "error": None}
        fate = "accepted"
        if number == 9:
            line["response"] = {"status_code": 400, "request_id": make.name("", 32).lower(),
                                "body": {"error": {"message": "Invalid 'input'", "type": "invalid_request_error"}}}
            fate = "not_billable"
        log.add(line, fate)
    return log


def litellm():
    make = Maker(7, "umbrella")
    log = Log("umbrella/litellm.jsonl", "LiteLLM's StandardLoggingPayload; tenant is the key's team; one model has no price, one repeat comes with another tenant's key")
    models = [("gpt-4.1-mini", "openai", "0.0000004", "0.0000016"), ("claude-haiku-4-5", "anthropic", "0.000001", "0.000005"), ("gemini-2.5-flash", "gemini", "0.0000003", "0.0000025")]
    for number, time in enumerate(make.times(54)):
        model, provider, input_price, output_price = models[make.random.randrange(3)]
        question, answer = make.talk()
        prompt, output = make.random.randrange(100, 5000), make.random.randrange(20, 800)
        cost = round(prompt * float(input_price) + output * float(output_price), 9)
        if number % 13 == 6:
            model, provider, cost = "umbrella-inhouse-8b", "openai", 0.0
        status, hit, fate = "success", False, "accepted"
        if number in (14, 29):
            hit, cost, fate = True, 0.0, "not_billable"
        if number in (20, 40):
            status, prompt, output, cost, fate = "failure", 0, 0, 0.0, "not_billable"
        start = time + make.random.randrange(1000) / 1000
        log.add({
            "id": make.name("chatcmpl-"), "trace_id": make.name("", 16), "call_type": "acompletion", "cache_hit": hit, "stream": False, "status": status,
            "custom_llm_provider": provider, "model": model, "model_group": model, "model_id": "", "api_base": "",
            "response_cost": cost, "prompt_tokens": prompt, "completion_tokens": output, "total_tokens": prompt + output,
            "startTime": round(start, 3), "endTime": round(start + 1.25, 3), "completionStartTime": round(start + 0.5, 3), "response_time": 1.25,
            "model_map_information": {"model_map_key": model, "model_map_value": None},
            "metadata": {"user_api_key_hash": "88dc28d0f030c55ed4ab77ed8faf0981", "user_api_key_alias": "chat-frontend", "user_api_key_team_alias": "umbrella",
                         "user_api_key_team_id": "team-4", "user_api_key_user_id": "u-17"},
            "request_tags": ["prod"], "end_user": "", "model_parameters": {"temperature": 0.2},
            "messages": make.messages(question),
            "response": None if status == "failure" else {"choices": [{"index": 0, "message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}]},
            "error_str": "litellm.Timeout" if status == "failure" else None,
        }, fate)
    log.repeat(2)

    def other_tenant(record):
        record["metadata"]["user_api_key_team_alias"] = "globex"
    log.repeat(3, "accepted", other_tenant)  # Another tenant's call may have the same id.
    return log


def main():
    logs = sorted([openai_chat(), openai_responses(), anthropic(), embeddings(), gemini(), batch(), litellm()], key=lambda log: log.name)
    names = ["accepted", "not_billable", "duplicate", "conflicting", "rejected"]
    rows = ["| File | Read | Accepted | Not billable | Duplicate | Conflicting | Rejected |", "|---|--:|--:|--:|--:|--:|--:|"]
    for log in logs:
        log.write()
        rows.append(f"| `{log.name}` | {sum(log.counts.values())} | " + " | ".join(str(log.counts[name]) for name in names) + " |")
    total = [sum(log.counts[name] for log in logs) for name in names]
    rows.append(f"| all | {sum(total)} | " + " | ".join(map(str, total)) + " |")
    readme = ROOT / "README.md"
    text = re.sub(r"(?s)(<!-- counts -->\n).*(<!-- /counts -->)", lambda match: match[1] + "\n".join(rows) + "\n" + match[2], readme.read_text())
    about = "\n".join(f"- `{log.name}`: {log.about}." for log in logs)
    readme.write_text(re.sub(r"(?s)(<!-- files -->\n).*(<!-- /files -->)", lambda match: match[1] + about + "\n" + match[2], text))


main()
