namespace Accounting.LogReading.Calls;

/// <summary>What bounds the reading of one record (invariant 11): each limit with its reason.</summary>
internal static class CallLimits
{
    /// <summary>Bytes of a tenant's, a model's or another name. Real ones stay under 200 (an ARN of an inference profile); longer ones are
    /// no names.</summary>
    public const int NameBytesMax = 512;

    /// <summary>Names kept per reader between chunks; beyond it the table starts anew with the next chunk.</summary>
    public const int NamesMax = 100_000;

    /// <summary>Bytes that a buffer keeps from record to record. Nearly all records are smaller; the memory for a larger one is given
    /// back.</summary>
    public const int KeptBytesMax = 1 << 20;

    /// <summary>JSON texts inside strings that one record may open: a request, a response, metadata, and one for each path of a map that leads through such a text.</summary>
    public const int NestedTextsMax = 64;

    /// <summary>Calls of one record that holds several. An export of traces has some thousand; each may have to be kept with a message.</summary>
    public const int PartsMax = 65_536;

    /// <summary>Bytes of all parts of a record together: what stands around them is written with each, so a few bytes could become many.</summary>
    public const long PartsBytesMax = 512L << 20;

    /// <summary>How often a quarantine line may stand inside another one.</summary>
    public const int QuarantineDepthMax = 8;

    /// <summary>Choices of one streamed answer; providers allow 128.</summary>
    public const int StreamedPartsMax = 4096;

    /// <summary>Steps of a dotted path such as <c>metadata.team.name</c>.</summary>
    public const int PathStepsMax = 32;

    /// <summary>The earliest time a call can have: no provider of language models answered calls before.</summary>
    public static readonly DateTimeOffset TimeMin = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No call is later than this; what reads as later is in another unit.</summary>
    public static readonly DateTimeOffset TimeMax = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
