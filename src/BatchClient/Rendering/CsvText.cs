using Accounting.Core.Amounts;
using CsvHelper;

namespace Accounting.BatchClient.Rendering;

/// <summary>
/// Comma-separated values (RFC 4180, LF). Texts that a spreadsheet would take for a formula get a leading quote (OWASP: CSV injection);
/// numbers stay numbers,
/// so that a negative amount stays one.
/// </summary>
internal sealed class CsvText(TextWriter output, bool isTerminal) : IDisposable
{
    private readonly CsvWriter _csv = CsvWriter.Create(output, new() { NewLine = "\n", Injection = CsvInjection.None }, leaveOpen: true);

    /// <summary>A name from a log. On a terminal, what could command it is escaped too.</summary>
    public void Text(string text) => _csv.WriteField(Guard(isTerminal ? SafeText.Of(text) : text));

    public void Number(long number) => _csv.WriteField(number, []);

    /// <summary>Every digit; nothing where it is not priced.</summary>
    public void Money(Money? amount) => _csv.WriteField(amount?.ToString() ?? "");

    public void EndRow() => _csv.EndRecord();

    public void Dispose() => _csv.Dispose();

    private static string Guard(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;
}
