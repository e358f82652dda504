using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>LiteLLM's StandardLoggingPayload, as its callbacks and exports write it (LiteLLM 5).</summary>
internal sealed class LiteLlmPayload : ILogFormat
{
    public string Name => "litellm";

    public bool Matches(Record record)
    {
        var root = record.Root;
        return root["call_type"u8].IsString && root["response_cost"u8].Kind != Tokenization.Json.JsonKind.Missing
            && (root["model_map_information"u8].Kind != Tokenization.Json.JsonKind.Missing || root["startTime"u8].HasValue);
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        LiteLlm.Read(record, call);
        call.OfferId(root["id"u8]);
        call.OfferCost(root["response_cost"u8]);
    }
}
