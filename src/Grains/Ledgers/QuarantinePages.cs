using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;

namespace Accounting.Grains.Ledgers;

/// <summary>Cuts quarantined records into pages.</summary>
internal static class QuarantinePages
{
    private const int RecordsMax = 10_000;

    /// <param name="records">In order.</param>
    /// <param name="skip">How many the pages before had.</param>
    /// <param name="bytesMax">How many raw bytes a page has at most, unless it is one record.</param>
    public static QuarantinePage Next(IEnumerable<(string Uri, QuarantinedRecord Record)> records, long skip, long bytesMax)
    {
        var (uris, page) = (new List<string>(), new List<QuarantinedRecord>());
        var (index, bytes) = (0L, 0L);
        foreach (var (uri, record) in records)
        {
            if (index++ < skip) continue;
            bytes += record.Raw.Length;
            if (page.Count == RecordsMax || (page.Count > 0 && bytes > bytesMax)) return new([.. uris], [.. page], false);
            uris.Add(uri);
            page.Add(record);
        }
        return new([.. uris], [.. page], true);
    }
}
