using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>
/// Bedrock's model invocation log. The answer's own usage counts where its body is there (an object, or the events of a stream), else the
/// log's counts, which leave caches out of the input. The model
/// is an id, or the ARN of a model or of an inference profile; a profile that the account named itself tells no model, so the answer's is
/// taken.
/// </summary>
internal sealed class BedrockInvocation : ILogFormat
{
    public string Name => "bedrock-invocations";

    public IReadOnlyList<string> Keys => ["schemaType"];

    public bool Matches(Record record) => record.Root["schemaType"u8].Is("ModelInvocationLog"u8);

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        if (root["errorCode"u8].HasValue)
        {
            call.IsNotBillable = true;
            return;
        }
        var (input, output) = (root["input"u8], root["output"u8]);
        call.OfferId(root["requestId"u8]);
        Tenants.OfferNamed(root["requestMetadata"u8], call);
        call.Provider = Providers.Bedrock;
        var response = RecordedPair.OpenResponse(record, output["outputBodyJson"u8]);
        record.Formats.BodyOf(response)?.Read(record.Nested.Open(input["inputBodyJson"u8]), response, call);
        ReadModel(root["modelId"u8], call);
        if (call.CallType.IsEmpty) call.CallType = call.ResponseModel.Text.Contains("embed", StringComparison.Ordinal) ? CallTypes.Embedding : CallTypes.Chat;
        if (!call.HasUsage) ReadCounts(input, output, call);
        call.StartTime = root["timestamp"u8];
        call.Region = call.NameOf(root["region"u8]);
        var latency = root["performanceConfig"u8]["latency"u8];
        if (latency.HasValue) call.Speed = latency.Is("standard"u8) ? Calls.Name.Empty : call.NameOf(latency);
        call.OfferTenant(Surroundings.FirstOf(root["requestMetadata"u8]["user"u8], root["accountId"u8]));
    }

    private static void ReadModel(JsonValue model, Call call)
    {
        var said = call.ResponseModel;
        call.RequestedModel = call.NameOf(model);
        call.ResponseModel = call.RequestedModel;
        var text = call.RequestedModel.Text;
        if (!text.StartsWith("arn:", StringComparison.Ordinal)) return;
        var isOpaque = text.Contains("application-inference-profile/", StringComparison.Ordinal) || text.Contains("provisioned-model/", StringComparison.Ordinal);
        if (!isOpaque) call.ResponseModel = call.NameOf(model.Utf8[(model.Utf8.LastIndexOf((byte)'/') + 1)..]);
        else if (!said.IsEmpty) call.ResponseModel = said;
    }

    private static void ReadCounts(JsonValue input, JsonValue output, Call call)
    {
        if (!input["inputTokenCount"u8].HasValue && !output["outputTokenCount"u8].HasValue) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        into.CachedTokens = call.Count(input, "cacheReadInputTokenCount"u8);
        into.CacheWriteTokens = call.Count(input, "cacheWriteInputTokenCount"u8);
        into.PromptTokens = (call.Count(input, "inputTokenCount"u8) ?? 0) + (into.CachedTokens ?? 0) + (into.CacheWriteTokens ?? 0);
        into.CompletionTokens = call.Count(output, "outputTokenCount"u8) ?? 0;
    }
}
