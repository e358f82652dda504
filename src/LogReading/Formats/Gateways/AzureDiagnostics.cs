using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>
/// Azure's diagnostic log of its AI services. It tells who called which model and when, and only the lengths of what was sent: nothing
/// that is billed. A successful call is rejected for that, so
/// that it is seen; what failed and what is no call is not billable.
/// </summary>
internal sealed class AzureDiagnostics : ILogFormat
{
    public string Name => "azure-diagnostics";

    public IReadOnlyList<string> Keys => ["category", "Category"];

    public bool Matches(Record record)
    {
        var root = record.Root;
        return Either(root, "category"u8, "Category"u8).IsString && Holds(Either(root, "resourceId"u8, "ResourceId"u8), "MICROSOFT.COGNITIVESERVICES"u8);
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var properties = record.Nested.Open(root["properties"u8]);
        var failed = Surroundings.FirstOf(root["resultSignature"u8], root["resultType"u8]).TryGetInt64(out var status) && status is < 200 or > 299;
        if (!root["category"u8].Is("RequestResponse"u8) || failed || !HasModel(properties))
        {
            call.IsNotBillable = true;
            return;
        }
        call.Provider = Providers.Azure;
        call.ResponseModel = call.NameOf(properties["modelName"u8]);
        call.RequestedModel = call.NameOf(properties["modelDeploymentName"u8]);
        call.StartTime = Surroundings.FirstOf(properties["requestTime"u8], root["time"u8]);
        call.OfferId(root["correlationId"u8]);
        call.OfferTenant(root["Tenant"u8]);
        call.Reject(
            RejectReasons.NoUsage,
            $"Azure's diagnostic log tells of a call of '{call.ResponseModel.Text}{call.RequestedModel.Text}' and not what it used, only the lengths of request and response. "
            + "Bill the product's own log, or the LLM log of API Management (apim-llm).");
    }

    /// <summary>The value under one of two spellings.</summary>
    public static JsonValue Either(JsonValue owner, ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) => owner[name] is { HasValue: true } value ? value : owner[other];

    private static bool HasModel(JsonValue properties) => Surroundings.FirstOf(properties["modelName"u8], properties["modelDeploymentName"u8]).HasValue;

    // Azure writes the parts of a resource in capitals or as they were typed.
    private static bool Holds(JsonValue text, ReadOnlySpan<byte> upper)
    {
        Span<byte> buffer = stackalloc byte[CallLimits.NameBytesMax];
        var utf8 = text.Utf8;
        if (utf8.Length > buffer.Length) return false;
        System.Text.Ascii.ToUpper(utf8, buffer, out var written);
        return buffer[..written].IndexOf(upper) >= 0;
    }
}
