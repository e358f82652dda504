using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>An observation of Langfuse's export to a blob store.</summary>
internal sealed class LangfuseExport : ILogFormat
{
    public string Name => "langfuse";

    public IReadOnlyList<string> Keys => ["usage_details", "provided_model_name"];

    public bool Matches(Record record) => record.Root["provided_model_name"u8].Kind != JsonKind.Missing
        && (record.Root["usage_details"u8].Kind != JsonKind.Missing || record.Root["trace_id"u8].HasValue);

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        if (!Langfuse.IsCall(root, call)) return;
        Langfuse.ReadTenant(record, root["user_id"u8], root["project_id"u8], call);
        call.ResponseModel = call.NameOf(root["provided_model_name"u8]);
        call.StartTime = root["start_time"u8];
        call.EndTime = root["end_time"u8];
        LangfuseUsage.Read(record.Nested.Open(root["usage_details"u8]), call);
        Langfuse.ReadText(record, call);
        call.OfferCost(Surroundings.FirstOf(root["total_cost"u8], record.Nested.Open(root["cost_details"u8])["total"u8]));
        Langfuse.Finish(root, root["type"u8], call);
    }
}
