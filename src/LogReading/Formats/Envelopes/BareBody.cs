using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A response alone, or the chunks of a streamed one in a list. Fields that a logger added to it (<c>tenant</c>,
/// <c>timestamp</c>, <c>url</c>, ...) are taken as in a pair.</summary>
internal sealed class BareBody : ILogFormat
{
    public string Name => "response";

    public bool Matches(Record record) => record.Root.IsArray || record.Formats.BodyOf(record.Root) is not null;

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var response = root.IsArray ? record.Streams.JoinItems(root, record.Nested) : root;
        if (record.Formats.BodyOf(response) is not { } body)
        {
            call.Reject(RejectReasons.NotAnObject,
                $"The record is a list, and not one of the chunks of a streamed answer; expected one JSON object per line: {InputShapes.ArrayAdvice}");
            return;
        }
        Surroundings.ReadFirst(root, call);
        call.Body = body.Name;
        body.Read(RequestBeside(root), response, call);
        if (ErrorBody.EndsCall(response, call)) call.IsNotBillable = true;
        RecordedPair.ReadAddress(record, call);
        Surroundings.ReadLast(root, call);
    }

    /// <summary>The request of logs that put its messages or its input beside the response; else missing.</summary>
    public static JsonValue RequestBeside(JsonValue root) =>
        root["messages"u8].IsArray || root["input"u8].HasValue || root["prompt"u8].HasValue || root["contents"u8].IsArray ? root : default;
}
