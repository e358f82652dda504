using System.Net;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Statements;

/// <summary>
/// A statement as one HTML page that prints well: no script, nothing loaded from elsewhere. Texts come from logs that strangers write: all
/// are escaped.
/// </summary>
internal static class StatementHtml
{
    private const string Head =
        """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <style>
        @page { size: A4 landscape; margin: 14mm; }
        body { font: 10pt/1.4 system-ui, sans-serif; color: #111; background: #fff; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 16pt; margin: 0; }
        h2 { font-size: 12pt; margin: 1.5rem 0 0.3rem; break-after: avoid; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.5rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
        thead { display: table-header-group; }
        thead th { border-bottom: 2px solid #111; }
        tr { break-inside: avoid; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        tr.total td { font-weight: bold; border-top: 2px solid #111; border-bottom: none; }
        .small { color: #555; font-size: 8.5pt; }
        .sum { font-size: 13pt; margin: 1.5rem 0 0.5rem; }
        @media print { body { max-width: none; margin: 0; padding: 0; } }
        </style>
        """;

    private static readonly string[] Headers = ["Model", "What", "#Quantity", "#USD per unit", "#Amount USD", "Price"];

    public static void Write(TextWriter output, Statement statement)
    {
        var title = $"Statement of {statement.Tenant}, {StatementText.Month(statement)}";
        output.Write("<!doctype html>\n<html lang=\"en\">\n<head>\n");
        output.Write(Head);
        output.Write($"\n<title>{Text(title)}</title>\n</head>\n<body>\n<h1>{Text(title)}</h1>\n");
        WriteTable(output, "Usage", statement.Usage, Numbers.Exact(statement.UsageTotal), withMonth: false);
        WriteTable(output, "Of closed months, posted after they were closed", statement.Late, Numbers.Exact(statement.LateTotal), withMonth: true);
        var total = statement.Total is { } sum ? $"{Numbers.Exact(sum)} USD" : "nothing is priced";
        output.Write($"<p class=\"sum\">Total: <b>{Text(total)}</b> for {Numbers.Count(statement.Calls)} calls</p>\n");
        foreach (var note in StatementText.Notes(statement)) output.Write($"<p class=\"small\">{Text(note)}</p>\n");
        output.Write("</body>\n</html>\n");
    }

    private static void WriteTable(TextWriter output, string title, IReadOnlyList<StatementLine> lines, string total, bool withMonth)
    {
        if (lines.Count == 0) return;
        string[] headers = withMonth ? ["Month", .. Headers] : Headers;
        output.Write($"<h2>{Text(title)}</h2>\n<table>\n<thead><tr>");
        foreach (var header in headers) output.Write(header.StartsWith('#') ? $"<th class=\"number\">{Text(header[1..])}</th>" : $"<th>{Text(header)}</th>");
        output.Write("</tr></thead>\n<tbody>\n");
        foreach (var line in lines) WriteLine(output, line, withMonth);
        output.Write($"<tr class=\"total\"><td colspan=\"{headers.Length - 2}\">Total</td><td class=\"number\">{Text(total)}</td><td></td></tr>\n</tbody>\n</table>\n");
    }

    private static void WriteLine(TextWriter output, StatementLine line, bool withMonth)
    {
        output.Write("<tr>");
        if (withMonth) output.Write($"<td>{Text(StatementText.Month(line))}</td>");
        output.Write($"<td>{Text(line.Model.Length > 0 ? line.Model : "-")}<br><span class=\"small\">{Text(line.Provider)}</span></td>");
        output.Write($"<td>{Text(StatementText.What(line))}</td>");
        foreach (var number in new[] { StatementText.Quantity(line), StatementText.UnitPrice(line), Numbers.Exact(line.Amount) })
            output.Write($"<td class=\"number\">{Text(number)}</td>");
        output.Write($"<td class=\"small\">{Text(StatementText.Source(line))}<br>version {Text(StatementText.Versions(line))}</td></tr>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(SafeText.Of(text));
}
