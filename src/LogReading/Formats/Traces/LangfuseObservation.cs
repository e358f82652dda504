using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>An observation as Langfuse's interface answers it.</summary>
internal sealed class LangfuseObservation : ILogFormat
{
    public string Name => "langfuse-api";

    public IReadOnlyList<string> Keys => ["traceId"];

    public bool Matches(Record record)
    {
        var root = record.Root;
        return root["traceId"u8].HasValue && root["type"u8].IsString
            && (root["usageDetails"u8].Kind != JsonKind.Missing || root["parentObservationId"u8].Kind != JsonKind.Missing || root["usage"u8]["unit"u8].Kind != JsonKind.Missing);
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        if (!Langfuse.IsCall(root, call)) return;
        Langfuse.ReadTenant(record, root["userId"u8], root["projectId"u8], call);
        call.ResponseModel = call.NameOf(root["model"u8]);
        call.StartTime = root["startTime"u8];
        call.EndTime = root["endTime"u8];
        LangfuseUsage.Read(root["usageDetails"u8], call);
        if (!call.HasUsage) LangfuseUsage.Read(root["usage"u8], call);
        Langfuse.ReadText(record, call);
        call.OfferCost(Surroundings.FirstOf(root["calculatedTotalCost"u8], root["costDetails"u8]["total"u8]));
        Langfuse.Finish(root, root["type"u8], call);
    }
}
