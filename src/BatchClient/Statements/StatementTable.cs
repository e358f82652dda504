using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Statements;

/// <summary>A statement for reading. Every digit of the money, so that the lines can be seen to sum to the total.</summary>
internal static class StatementTable
{
    public static void Write(CommandContext context, Statement statement)
    {
        var output = context.Out;
        output.WriteLine(SafeText.Of($"Statement of {statement.Tenant}, {StatementText.Month(statement)}"));
        output.WriteLine();
        if (statement.Usage.Count > 0)
        {
            var table = new TextTable("model", "provider", "what", "#quantity", "#USD per unit", "#amount USD", "price version", "price from");
            foreach (var line in statement.Usage) table.Add(Cells(line));
            table.AddTotal("total", "", "", "", "", Numbers.Exact(statement.UsageTotal), "", "");
            table.Write(context);
        }
        if (statement.Late.Count > 0)
        {
            output.WriteLine("Of closed months, posted after they were closed:");
            var table = new TextTable("month", "model", "provider", "what", "#quantity", "#USD per unit", "#amount USD", "price version", "price from, reason");
            foreach (var line in statement.Late) table.Add([StatementText.Month(line), .. Cells(line)]);
            table.AddTotal("total", "", "", "", "", "", Numbers.Exact(statement.LateTotal), "", "");
            table.Write(context);
        }
        output.WriteLine($"Total: {(statement.Total is { } total ? $"{total} USD, exact" : "nothing is priced")}, for {Numbers.Count(statement.Calls)} calls.");
        foreach (var note in StatementText.Notes(statement)) output.WriteLine(SafeText.Of(note));
    }

    private static string[] Cells(StatementLine line) =>
    [
        line.Model.Length > 0 ? line.Model : "-", line.Provider, StatementText.What(line), StatementText.Quantity(line), StatementText.UnitPrice(line),
        Numbers.Exact(line.Amount), StatementText.Versions(line), StatementText.Source(line),
    ];
}
