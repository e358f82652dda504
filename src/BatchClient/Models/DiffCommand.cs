using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models diff V1 V2</c>: what two versions of the cost map say differently.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandContext context)
    {
        var old = new Argument<string>("V1")
        {
            Description = "A version ('accounting models versions'), newest, shipped, VERSION@TIME for what it knew at a time, or a file.",
        };
        var now = new Argument<string>("V2") { Description = "The same." };
        var at = new Option<string?>("--at")
        {
            Description = "Only what differs at this date or time. Default: at all times; now where one is a file.", HelpName = "TIME",
        };
        var model = new Option<string?>("--model", "-m") { Description = "Only models whose name holds this.", HelpName = "TEXT" };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("diff", "What two versions of the cost map say differently: prices that came, changed or went, and for which time.")
        {
            Examples =
            [
                "accounting models diff shipped newest", "accounting models diff newest@2026-10-01 newest --json",
                "accounting models diff newest model_prices_and_context_window.json",
            ],
        };
        command.Add(old);
        command.Add(now);
        foreach (var option in (Option[])[at, model, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var name = ledger.NameOf(parse, context.Settings);
            var (first, second) = (parse.GetRequiredValue(old), parse.GetRequiredValue(now));
            DateTimeOffset? time = parse.GetValue(at) is { } typed ? Instants.Parse("--at", typed)
                : CostMapFile.Is(first, context) || CostMapFile.Is(second, context) ? context.Time.GetUtcNow() : null;
            var (before, after) = (Open(first, name, context), Open(second, name, context));
            var wanted = parse.GetValue(model) ?? "";
            var differences = CostMapDiff.Of(before, after).Where(difference => time is not { } instant || difference.IsAt(instant))
                .Where(difference => difference.Model.FullName.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
            if (asJson) WriteJson(context.Out, before, after, time, differences);
            else WriteTable(context, before, after, time, differences);
            return ExitCodes.Done;
        });
        return command;
    }

    private static CostMap Open(string name, string? ledger, CommandContext context)
    {
        if (CostMapFile.Is(name, context)) return CostMap.Create(CostMapFile.Read(name, context));
        if (name == CostMapVersions.NewestName) return CostMapReader.Read(ledger, context);
        return BeliefOptions.Version(name, ledger, context);
    }

    private static void WriteTable(CommandContext context, CostMap before, CostMap after, DateTimeOffset? time, List<PriceDifference> differences)
    {
        if (differences.Count > 0)
        {
            var table = new TextTable("model", "what", "from", "to", "price", "#old", "#new");
            foreach (var difference in differences)
            {
                var (name, what) = (difference.Model.FullName, difference.Kind.ToString().ToLowerInvariant());
                var (from, to) = (PriceText.Day(difference.From), PriceText.Day(difference.To));
                var isTold = false;
                foreach (var (field, was, becomes) in difference.FieldsThatDiffer())
                {
                    table.Add(name, what, from, to, field, PriceText.OrNone(was), PriceText.OrNone(becomes));
                    isTold = true;
                }
                if (!isTold) table.Add(name, what, from, to, "tiers or hours", "", "");
            }
            table.Write(context);
        }
        var counts = string.Join(", ", Enum.GetValues<PriceDifferenceKind>()
            .Select(kind => $"{Numbers.Count(differences.Count(difference => difference.Kind == kind))} {kind.ToString().ToLowerInvariant()}"));
        context.Out.WriteLine($"{counts}{(time is null ? "" : $" at {PriceText.Day(time)}")}. USD per unit. {before.Version} -> {after.Version}.");
    }

    private static void WriteJson(
        TextWriter output, CostMap before, CostMap after, DateTimeOffset? time, List<PriceDifference> differences) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        WriteVersion(json, "from", before);
        WriteVersion(json, "to", after);
        json.WriteString("at", Instants.Rfc3339(time));
        json.WriteString("currency", "USD");
        json.WriteStartArray("rows");
        foreach (var difference in differences) WriteDifference(json, difference);
        json.WriteEndArray();
        foreach (var kind in Enum.GetValues<PriceDifferenceKind>())
            json.WriteNumber(kind.ToString().ToLowerInvariant(), differences.Count(difference => difference.Kind == kind));
        json.WriteEndObject();
    });

    private static void WriteDifference(Utf8JsonWriter json, PriceDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("model", difference.Model.Model);
        json.WriteString("provider", difference.Model.Provider);
        json.WriteString("change", difference.Kind.ToString().ToLowerInvariant());
        json.WriteString("from", Instants.Rfc3339(difference.From));
        json.WriteString("to", Instants.Rfc3339(difference.To));
        json.WriteStartArray("fields");
        foreach (var (field, was, becomes) in difference.FieldsThatDiffer())
        {
            json.WriteStartObject();
            json.WriteString("field", field);
            json.WriteString("old", was?.ToString());
            json.WriteString("new", becomes?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        foreach (var (name, row) in new[] { ("old", difference.Old), ("new", difference.New) })
        {
            if (row is null)
            {
                json.WriteNull(name);
                continue;
            }
            json.WriteStartObject(name);
            ModelJson.WriteRow(json, difference.Model, row);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter json, string name, CostMap map)
    {
        json.WriteStartObject(name);
        json.WriteString("version", map.Version);
        json.WriteString("digest", map.Digest);
        json.WriteEndObject();
    }
}
