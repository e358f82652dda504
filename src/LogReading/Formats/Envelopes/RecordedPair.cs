using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>
/// A request and its response side by side, as gateways and recorders write them: <c>request</c> with <c>response</c> or
/// <c>response_sse</c>, each an object or JSON in a string.
/// A status other than 200 and an error in place of an answer are not billable.
/// </summary>
internal sealed class RecordedPair : ILogFormat
{
    public string Name => "pair";

    public bool Matches(Record record)
    {
        var root = record.Root;
        var request = root["request"u8];
        var response = root["response"u8];
        if (request.IsObject || request.IsString) return response.Kind != JsonKind.Missing || root["response_sse"u8].HasValue || root["response_body"u8].HasValue;
        return root["response_sse"u8].IsString || record.Formats.BodyOf(response) is not null;
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        Surroundings.ReadFirst(root, call);
        if (HasFailed(root))
        {
            call.IsNotBillable = true;
            return;
        }
        var request = BodyIn(record.Nested.Open(root["request"u8]));
        if (!request.HasValue) request = BareBody.RequestBeside(root);
        var response = ResponseIn(record, root);
        var body = record.Formats.BodyOf(response);
        if (body is null && (ErrorBody.Is(response) || ErrorBody.Is(root)))
        {
            call.IsNotBillable = true;
            return;
        }
        if (body is null)
        {
            RejectUnknown(record, request, response, call);
            return;
        }
        call.Body = body.Name;
        body.Read(request, response, call);
        if (ErrorBody.EndsCall(response, call)) call.IsNotBillable = true;
        ReadAddress(record, call);
        Surroundings.ReadLast(root, call);
    }

    /// <summary>Adds what the address of a record's request tells.</summary>
    public static void ReadAddress(Record record, Call call)
    {
        ReadAddress(record, Surroundings.FirstOf(record.Root["url"u8], record.Root["request"u8]["url"u8], record.Root["api_base"u8]), call);
    }

    /// <summary>Adds what an address tells.</summary>
    public static void ReadAddress(Record record, JsonValue url, Call call)
    {
        if (!url.IsString || record.Addresses.Find(url) is not { } address) return;
        if (call.Provider.IsEmpty) call.Provider = address.Provider;
        if (call.RequestedModel.IsEmpty) call.RequestedModel = address.Model;
        if (call.Region.IsEmpty) call.Region = address.Region;
        if (call.Residency.IsEmpty) call.Residency = address.Residency;
    }

    private static bool HasFailed(JsonValue root)
    {
        var status = Surroundings.FirstOf(root["status"u8], root["status_code"u8], root["response_status"u8], root["response"u8]["status_code"u8]);
        return status.TryGetInt64(out var code) && code != 200;
    }

    private static JsonValue ResponseIn(Record record, JsonValue root)
    {
        return OpenResponse(record, BodyIn(Surroundings.FirstOf(root["response"u8], root["response_sse"u8], root["response_body"u8])));
    }

    /// <summary>A response as it was logged: an object, JSON or server-sent events in a string, or a list of the chunks of a
    /// stream.</summary>
    public static JsonValue OpenResponse(Record record, JsonValue response)
    {
        if (StreamJoiner.IsStream(response)) return record.Streams.JoinText(response, record.Nested);
        response = record.Nested.Open(response);
        return response.IsArray ? record.Streams.JoinItems(response, record.Nested) : BodyIn(response);
    }

    // Some loggers wrap each half: {"status_code": 200, "headers": {}, "body": {}}.
    private static JsonValue BodyIn(JsonValue half) => half["body"u8] is { HasValue: true } body && !half["model"u8].HasValue ? body : half;

    private static void RejectUnknown(Record record, JsonValue request, JsonValue response, Call call)
    {
        if (!response.HasValue && record.Formats.BodyOfRequest(request) is not null)
        {
            call.Reject(
                RejectReasons.NoUsage,
                "The record has a request and no response that can be read; whether and what was billed cannot be told. Expected 'response' or 'response_sse'.");
            return;
        }
        call.Reject(
            RejectReasons.UnknownFormat,
            "The record is a request and a response, but the response is of no known kind "
            + "(OpenAI chat, Responses, completions or embeddings, Anthropic, Gemini, Bedrock Converse).");
    }
}
