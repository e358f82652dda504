using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>
/// The LLM log of Azure API Management. Messages of more than 32 KB go on in further rows of the same correlation: a row without model
/// and tokens is such a piece and no call, one that repeats them is
/// a duplicate.
/// </summary>
internal sealed class ApimLlmLog : ILogFormat
{
    public string Name => "apim-llm";

    public IReadOnlyList<string> Keys => ["PromptTokens", "CompletionTokens", "SequenceNumber"];

    public bool Matches(Record record)
    {
        var root = record.Root;
        if (!root["CorrelationId"u8].HasValue && !root["DeploymentName"u8].HasValue) return false;
        return root["PromptTokens"u8].Kind != JsonKind.Missing || root["CompletionTokens"u8].Kind != JsonKind.Missing
            || root["RequestMessages"u8].HasValue || root["ResponseMessages"u8].HasValue;
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var (prompt, completion) = (call.Count(root, "PromptTokens"u8), call.Count(root, "CompletionTokens"u8));
        call.ResponseModel = call.NameOf(root["ModelName"u8]);
        call.RequestedModel = call.NameOf(root["DeploymentName"u8]);
        var isPiece = (prompt ?? 0) + (completion ?? 0) == 0 && (root["SequenceNumber"u8].TryGetInt64(out var number) && number > 0);
        if (isPiece || ((prompt ?? 0) + (completion ?? 0) == 0 && call.ResponseModel.IsEmpty && call.RequestedModel.IsEmpty))
        {
            call.IsNotBillable = true;
            return;
        }
        Tenants.OfferNamed(root, call);
        call.CallType = CallTypes.Chat;
        call.Provider = Providers.Azure;
        call.StartTime = root["TimeGenerated"u8];
        call.OfferId(Surroundings.FirstOf(root["CorrelationId"u8], root["RequestId"u8]));
        call.MayRepeat = true;
        if (prompt is not null || completion is not null)
        {
            call.HasUsage = true;
            (call.Usage.PromptTokens, call.Usage.CompletionTokens) = (prompt ?? 0, completion ?? 0);
            call.Usage.TotalTokens = call.Count(root, "TotalTokens"u8);
        }
        call.OfferTenant(Surroundings.FirstOf(root["ApimSubscriptionId"u8], root["_ResourceId"u8]));
    }
}
