using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats;

/// <summary>One way in which logs hold a call in a record. Stateless; found by content, never by a file's name. A new format is one class
/// and one row in <see cref="FormatCatalog"/>.</summary>
internal interface ILogFormat
{
    /// <summary>As in <c>--input-format</c>.</summary>
    string Name { get; }

    /// <summary>Top-level keys, one of which every record of this format has: a record without any of them is not asked about. Empty: any
    /// record may be one.</summary>
    IReadOnlyList<string> Keys => [];

    /// <summary>Whether the record has this format's marker.</summary>
    bool Matches(Record record);

    /// <summary>Fills in what the record says. Rejecting is done on the call; nothing is thrown for what stands in a record.</summary>
    void Read(Record record, Call call);
}
