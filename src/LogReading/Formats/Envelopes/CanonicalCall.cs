using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>
/// Our own flat form (docs/LOG-FORMATS.md): a model, and a <c>usage</c> of meters that exclude each other, or text to count. A usage in a
/// provider's shape is read as that provider's;
/// the meters may also stand in the record itself.
/// </summary>
internal sealed class CanonicalCall : ILogFormat
{
    public string Name => "canonical";

    public bool Matches(Record record)
    {
        var root = record.Root;
        if (!root["model"u8].IsString && !root["requested_model"u8].IsString && !root["usage"u8].IsObject) return false;
        return root["usage"u8].IsObject || CanonicalMeters.Has(root) || AnyUsage.Is(root) || root["completion"u8].IsString || root["call_type"u8].IsString;
    }

    public void Read(Record record, Call call) => ReadFrom(record, record.Root, call);

    /// <summary>Reads the canonical form wherever it stands.</summary>
    public static void ReadFrom(Record record, JsonValue root, Call call)
    {
        Surroundings.ReadFirst(root, call);
        call.ResponseModel = call.NameOf(root["model"u8]);
        call.RequestedModel = call.NameOf(root["requested_model"u8]);
        call.CallType = root["call_type"u8].IsString ? call.NameOf(root["call_type"u8]) : CallTypes.Chat;
        call.ServiceTier = Tiers.Of(call, root["service_tier"u8]);
        call.Batch = root["batch"u8].IsTrue || root["service_tier"u8].Is("batch"u8);
        if (root["service_tier"u8].Is("batch"u8)) call.ServiceTier = Calls.Name.Empty;
        call.Speed = root["speed"u8].Is("standard"u8) ? Calls.Name.Empty : call.NameOf(root["speed"u8]);
        call.Region = call.NameOf(root["region"u8]);
        call.Residency = call.NameOf(root["residency"u8]);
        call.ImageSize = call.NameOf(root["image_size"u8]);
        call.ImageQuality = call.NameOf(root["image_quality"u8]);
        call.OfferId(root["id"u8]);
        ReadUsage(root, call);
        call.Text = new(TextShape.Conversation, root, root);
        RecordedPair.ReadAddress(record, Surroundings.FirstOf(root["url"u8], root["request"u8]["url"u8], root["api_base"u8]), call);
        Surroundings.ReadLast(root, call);
        if (root["status"u8].TryGetInt64(out var status) && status != 200) call.IsNotBillable = true;
    }

    private static void ReadUsage(JsonValue root, Call call)
    {
        var usage = root["usage"u8].IsObject ? root["usage"u8] : root;
        if (AnyUsage.Is(usage)) AnyUsage.Read(usage, call);
        else CanonicalMeters.Read(usage, call);
        if (!call.HasUsage && CanonicalMeters.HasNumber(root["usage"u8]))
            call.Reject(
                RejectReasons.InvalidQuantity,
                "'usage' names no meter that is known; expected names such as input_tokens and output_tokens (docs/LOG-FORMATS.md).");
    }
}
