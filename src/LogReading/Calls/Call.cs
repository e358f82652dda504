using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>
/// What a format found in one record. Filled by the format, then finished by <see cref="CallPoster"/>; reused from record to record. Texts
/// that the log lacks stay empty.
/// Setters that take a JSON value ignore a missing one, so that formats need no checks; the first fault that is found decides the record's
/// fate.
/// </summary>
internal sealed class Call(NameTable names)
{
    private readonly ByteText _id = new();

    /// <summary>The name of the body format that read it; empty where none did.</summary>
    public string Body { get; set; } = "";
    public Name Tenant { get; private set; } = Name.Empty;
    public Name Provider { get; set; } = Name.Empty;
    /// <summary>The provider that the shape suggests, where nothing else names one.</summary>
    public Name FallbackProvider { get; set; } = Name.Empty;
    public Name ResponseModel { get; set; } = Name.Empty;
    public Name RequestedModel { get; set; } = Name.Empty;
    public Name CallType { get; set; } = Name.Empty;
    public Name ServiceTier { get; set; } = Name.Empty;
    public Name Speed { get; set; } = Name.Empty;
    public Name Region { get; set; } = Name.Empty;
    public Name Residency { get; set; } = Name.Empty;
    public Name ImageSize { get; set; } = Name.Empty;
    public Name ImageQuality { get; set; } = Name.Empty;
    public bool Batch { get; set; }

    /// <summary>The provider's or the gateway's id; empty where there is none.</summary>
    public ReadOnlySpan<byte> Id => _id.Span;

    /// <summary>When the request began, when the answer was made, when it was there: the first one that is given decides (invariant
    /// 10).</summary>
    public JsonValue StartTime { get; set; }
    public JsonValue CreatedTime { get; set; }
    public JsonValue EndTime { get; set; }

    /// <summary>Whether the log reports quantities at all.</summary>
    public bool HasUsage { get; set; }
    /// <summary>The reported tokens in LiteLLM's convention: the prompt includes caches.</summary>
    public ReportedUsage Usage;
    /// <summary>Other reported quantities: searches, sessions, characters, and the meters of the canonical form.</summary>
    public QuantityList Meters { get; } = new();
    public Money? ReportedCost { get; private set; }

    /// <summary>What stands in the record to be counted.</summary>
    public CallText Text { get; set; }

    /// <summary>How many requests the record sums up; 0 and 1: it is one call. The bands are those of their average.</summary>
    public long Requests { get; set; }
    /// <summary>The prompt size that decides the band where the log tells only that: 0 where it does not.</summary>
    public long PromptSize { get; set; }
    /// <summary>Whether several records of a chunk may report this call, each as far as it had come: the one with the most output
    /// counts.</summary>
    public bool MayRepeat { get; set; }

    public bool IsNotBillable { get; set; }
    /// <summary>One of <see cref="RejectReasons"/>; empty while nothing is wrong.</summary>
    public string RejectReason { get; private set; } = "";
    public string RejectMessage { get; private set; } = "";

    public void Clear()
    {
        Tenant = Provider = FallbackProvider = ResponseModel = RequestedModel = CallType = Name.Empty;
        ServiceTier = Speed = Region = Residency = ImageSize = ImageQuality = Name.Empty;
        Batch = HasUsage = IsNotBillable = MayRepeat = false;
        Requests = PromptSize = 0;
        _id.Clear();
        StartTime = CreatedTime = EndTime = default;
        Usage = default;
        Meters.Clear();
        ReportedCost = null;
        Text = default;
        Body = RejectReason = RejectMessage = "";
    }

    public void Reject(string reason, string message)
    {
        if (RejectReason.Length > 0) return;
        RejectReason = reason;
        RejectMessage = message;
    }

    /// <summary>The name in a string or a number; empty for other kinds, for blanks, and for what is too long to be a name.</summary>
    public Name NameOf(JsonValue value) => NameOf(TextOf(value));

    public Name NameOf(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= CallLimits.NameBytesMax && utf8.IndexOfAnyExcept(" \t\r\n"u8) >= 0 ? names.Get(utf8) : Name.Empty;

    /// <summary>The same in small letters: for names that logs spell as they like (<c>OPENAI</c>).</summary>
    public Name LowerNameOf(JsonValue value)
    {
        Span<byte> lower = stackalloc byte[CallLimits.NameBytesMax];
        return Ascii.ToLower(TextOf(value), lower, out var length) == System.Buffers.OperationStatus.Done ? NameOf(lower[..length]) : NameOf(value);
    }

    /// <summary>Sets the tenant unless it is set already: formats offer their fields best first.</summary>
    public void OfferTenant(JsonValue value)
    {
        if (!Tenant.IsEmpty || !value.HasValue) return;
        var length = TextOf(value).Length;
        if (length > CallLimits.NameBytesMax)
            Reject(
                RejectReasons.NoTenant,
                $"The tenant's name has {length} bytes; expected at most {CallLimits.NameBytesMax}. Give --tenant or --tenant-from.");
        Tenant = NameOf(value);
    }

    public void OfferTenant(Name tenant)
    {
        if (Tenant.IsEmpty) Tenant = tenant;
    }

    public void OfferId(JsonValue value)
    {
        if (_id.Length > 0) return;
        _id.Append(TextOf(value));
    }

    /// <summary>An id that is put together from parts of the record, with a colon behind each.</summary>
    public void OfferId(params ReadOnlySpan<JsonValue> parts)
    {
        if (_id.Length > 0) return;
        foreach (var part in parts) _id.Append(part.IsString ? part.Utf8 : part.Raw).Append(":"u8);
    }

    public void OfferId(ReadOnlySpan<byte> id)
    {
        if (_id.Length == 0) _id.Append(id);
    }

    public void OfferCost(JsonValue value)
    {
        if (ReportedCost is not null) return;
        var text = TextOf(value);
        if (text.IsEmpty || text.Length > CallLimits.NameBytesMax) return;
        if (Money.TryParse(Encoding.Latin1.GetString(text), out var cost)) ReportedCost = cost;
    }

    /// <summary>A count of tokens or of something else: null where it is missing or null. What is no count rejects the record.</summary>
    public long? Count(JsonValue owner, ReadOnlySpan<byte> field)
    {
        return CountOf(owner[field], field);
    }

    /// <summary>The same of a value that stands elsewhere than under its name.</summary>
    public long? CountOf(JsonValue value, ReadOnlySpan<byte> field)
    {
        if (!value.HasValue) return null;
        if (value.TryGetInt64(out var count) && count is >= 0 and <= QuantityList.AmountMax) return count;
        RejectCount(value, field);
        return null;
    }

    private static ReadOnlySpan<byte> TextOf(JsonValue value) => value.IsString ? value.Utf8 : value.IsNumber ? value.Raw : default;

    private void RejectCount(JsonValue value, ReadOnlySpan<byte> field)
    {
        var raw = value.Raw[..Math.Min(value.Raw.Length, 64)];
        Reject(
            RejectReasons.InvalidQuantity,
            $"'{Encoding.UTF8.GetString(field)}' is {Encoding.UTF8.GetString(raw)}; expected a whole number from 0 to 2^40. Mend the record and bill it again.");
    }
}
