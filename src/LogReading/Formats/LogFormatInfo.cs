namespace Accounting.LogReading.Formats;

/// <summary>What a person may know of a format.</summary>
/// <param name="Name">As in <c>--input-format</c>.</param>
/// <param name="Meaning">What writes such logs.</param>
/// <param name="Marker">What a record is recognised by.</param>
/// <param name="Example">A record, invented.</param>
public sealed record LogFormatInfo(string Name, string Meaning, string Marker, string Example);
