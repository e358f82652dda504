namespace Accounting.Core.Ledger;

/// <summary>Reason codes of quarantined records. Codes are a contract: tools filter on them.</summary>
public static class RejectReasons
{
    public const string InvalidJson = "invalid_json";
    public const string NotAnObject = "not_an_object";
    public const string UnknownFormat = "unknown_format";
    public const string LineTooLong = "line_too_long";
    public const string TooDeep = "too_deep";
    public const string TooManyValues = "too_many_values";
    public const string DuplicateKey = "duplicate_key";
    public const string InvalidQuantity = "invalid_quantity";
    public const string InconsistentUsage = "inconsistent_usage";
    public const string InvalidTime = "invalid_time";
    public const string NoTenant = "no_tenant";
    public const string NoModel = "no_model";
    public const string NoUsage = "no_usage";
    public const string NotCountable = "not_countable";
    public const string TruncatedInput = "truncated_input";
    public const string CorruptInput = "corrupt_input";
    public const string DecompressionLimit = "decompression_limit";
    public const string Conflicting = "conflicting";
}
