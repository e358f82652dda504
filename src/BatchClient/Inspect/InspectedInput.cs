using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Inspect;

/// <summary>What was found in the beginning of an input.</summary>
internal sealed class InspectedInput(Input input)
{
    public Input Input => input;

    /// <summary>How the input holds records: <c>lines</c>, <c>csv</c> or <c>parquet</c>.</summary>
    public string Container { get; set; } = "lines";

    /// <summary>How it is packed; empty where it is not.</summary>
    public string Compression { get; set; } = "";

    public long Read { get; set; }
    public long Accepted { get; set; }
    public long NotBillable { get; set; }
    public long Rejected { get; set; }

    /// <summary>Whether the input was read to its end; else only its beginning was.</summary>
    public bool IsWhole { get; set; }

    /// <summary>How many records were taken for which format, and for which body in it.</summary>
    public Dictionary<(string Format, string Body), long> Formats { get; } = [];

    /// <summary>The first calls.</summary>
    public List<InspectedCall> Calls { get; } = [];

    /// <summary>The first records that would go to quarantine.</summary>
    public List<QuarantinedRecord> Rejections { get; } = [];
}

/// <summary>A call as it would be billed.</summary>
/// <param name="Row">The row of its record.</param>
/// <param name="Format">What its record was taken for.</param>
/// <param name="Key">Whom it is billed to, and by what it is priced.</param>
/// <param name="Quantities">What was used, exclusive of each other.</param>
/// <param name="Cost">By the cost map; null: some of it has no price.</param>
/// <param name="ReportedCost">What the log itself says.</param>
internal sealed record InspectedCall(long Row, string Format, EntryKey Key, Quantity[] Quantities, Money? Cost, Money? ReportedCost);
