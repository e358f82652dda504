using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A row of LiteLLM's SpendLogs table: JSON columns are objects or strings, <c>cache_hit</c> is a word (LiteLLM 5).</summary>
internal sealed class LiteLlmSpendLog : ILogFormat
{
    public string Name => "litellm-spend-logs";

    public bool Matches(Record record)
    {
        var root = record.Root;
        return root["request_id"u8].HasValue && root["spend"u8].HasValue && root["startTime"u8].HasValue;
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        LiteLlm.Read(record, call);
        call.OfferId(root["request_id"u8]);
        call.OfferCost(root["spend"u8]);
    }
}
