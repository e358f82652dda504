using Accounting.BatchClient.Terminal;
using Spectre.Console;

namespace Accounting.BatchClient.Rendering;

/// <summary>
/// A table for reading. Cells are plain text, never markup, with what could command a terminal escaped. Nothing is cut or wrapped: half a
/// number is worse than a long line.
/// </summary>
internal sealed class TextTable
{
    private const int WidthMax = 10_000;

    private readonly Table _table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
    private readonly bool[] _isNumber;

    /// <param name="columns">Headers; a header that begins with <c>#</c> is of a column of numbers, aligned right.</param>
    public TextTable(params IReadOnlyList<string> columns)
    {
        _isNumber = [.. columns.Select(column => column.StartsWith('#'))];
        for (var i = 0; i < columns.Count; i++)
        {
            var header = new Text(SafeText.Of(columns[i].TrimStart('#')), new Style(decoration: Decoration.Bold));
            _table.AddColumn(new TableColumn(header) { NoWrap = true, Alignment = _isNumber[i] ? Justify.Right : Justify.Left });
        }
    }

    public int RowCount => _table.Rows.Count;

    public void Add(params IReadOnlyList<string> cells) => _table.AddRow(cells.Select(cell => new Text(SafeText.Of(cell))));

    /// <summary>The row of totals, set apart.</summary>
    public void AddTotal(params IReadOnlyList<string> cells)
    {
        _table.AddEmptyRow();
        _table.AddRow(cells.Select(cell => new Text(SafeText.Of(cell), new Style(decoration: Decoration.Bold))));
    }

    public void Write(CommandContext context)
    {
        var text = new StringWriter();
        var console = Consoles.ForResults(text, context.OutHasColour);
        console.Profile.Width = WidthMax;
        console.Write(_table);
        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0).ToList();
        while (lines is [.., ""]) lines.RemoveAt(lines.Count - 1);
        foreach (var line in lines) context.Out.WriteLine(line);
        context.Out.WriteLine();
    }
}
