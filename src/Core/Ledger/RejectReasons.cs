namespace Accounting.Core.Ledger;

/// <summary>Reason codes of quarantined records. Codes are a contract: tools filter on them.</summary>
public static class RejectReasons
{
    /// <summary>The line is not JSON (RFC 8259), or the input is JSON over several lines.</summary>
    public const string InvalidJson = "invalid_json";
    /// <summary>The row of a CSV file has more fields than its header, or quotes that do not match.</summary>
    public const string InvalidCsv = "invalid_csv";
    /// <summary>The line is JSON and no object, or the input is one array.</summary>
    public const string NotAnObject = "not_an_object";
    /// <summary>The record has the marks of no known format; or the input is no text of lines.</summary>
    public const string UnknownFormat = "unknown_format";
    /// <summary>The line is longer than 64 MiB.</summary>
    public const string LineTooLong = "line_too_long";
    /// <summary>The record is nested deeper than 256 levels.</summary>
    public const string TooDeep = "too_deep";
    /// <summary>The record has more than 4,000,000 values.</summary>
    public const string TooManyValues = "too_many_values";
    /// <summary>A key that matters for the bill stands twice in one object.</summary>
    public const string DuplicateKey = "duplicate_key";
    /// <summary>A quantity or a sum of them is no whole number from 0 to 2^40.</summary>
    public const string InvalidQuantity = "invalid_quantity";
    /// <summary>The reported quantities contradict each other.</summary>
    public const string InconsistentUsage = "inconsistent_usage";
    /// <summary>The call's time cannot be read.</summary>
    public const string InvalidTime = "invalid_time";
    /// <summary>Nothing says whom to bill.</summary>
    public const string NoTenant = "no_tenant";
    /// <summary>Nothing says which model served the call.</summary>
    public const string NoModel = "no_model";
    /// <summary>Nothing says what was used, or only our own count would and it was not wanted.</summary>
    public const string NoUsage = "no_usage";
    /// <summary>The text has a part that cannot be counted.</summary>
    public const string NotCountable = "not_countable";
    /// <summary>The text was not counted within the time limit.</summary>
    public const string CountTimeout = "count_timeout";
    /// <summary>The compressed input ends early; the lines before its end are billed.</summary>
    public const string TruncatedInput = "truncated_input";
    /// <summary>The compressed input is damaged; the lines before the damage are billed.</summary>
    public const string CorruptInput = "corrupt_input";
    /// <summary>The input decompresses to more than 256 MiB and 1,000 times its size.</summary>
    public const string DecompressionLimit = "decompression_limit";
    /// <summary>A call of that tenant and id is posted, with other facts.</summary>
    public const string Conflicting = "conflicting";
}
