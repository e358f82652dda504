using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A line of an Anthropic batch's results. Only what succeeded is billable.</summary>
internal sealed class AnthropicBatchResult : ILogFormat
{
    public string Name => "anthropic-batch";

    public bool Matches(Record record) => record.Root["custom_id"u8].HasValue && record.Root["result"u8]["type"u8].IsString;

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var result = root["result"u8];
        call.Batch = true;
        if (!result["type"u8].Is("succeeded"u8))
        {
            call.IsNotBillable = true;
            return;
        }
        Surroundings.ReadFirst(root, call);
        if (record.Formats.BodyOf(result["message"u8]) is not { } body)
        {
            call.Reject(RejectReasons.UnknownFormat, "The batch result succeeded, but 'result.message' is no Anthropic message.");
            return;
        }
        call.Body = body.Name;
        body.Read(default, result["message"u8], call);
        Surroundings.ReadLast(root, call);
    }
}
