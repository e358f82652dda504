using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary>A plan as a file: the answer of <c>reprice --json</c>, which says all that applying it needs.</summary>
internal static class PlanFile
{
    private const long BytesMax = 1L << 30;

    /// <exception cref="UserException">There is no such file, it is no plan, or one that is only a what-if.</exception>
    public static RepriceRequest Read(string name, CommandContext context)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.ReadAll(name, BytesMax, context));
            var root = json.RootElement;
            var (plan, to) = (root.GetProperty("plan").GetString(), root.GetProperty("to"));
            if (plan is null) throw NoPlan(name, "it has no id");
            if (to.TryGetProperty("as", out _) || to.TryGetProperty("file", out _))
                throw UserException.WrongUsage($"The plan '{name}' is a what-if (--as or --prices FILE): it only shows what would be, and cannot be applied.");
            var target = new RepriceTarget { Version = to.GetProperty("target").GetString() ?? throw NoPlan(name, "it names no prices") };
            return new(RepriceScope.Read(root.GetProperty("scope")), target) { Plan = plan };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw NoPlan(name, exception.Message.TrimEnd('.'));
        }
    }

    public static void Write(string name, RepriceRequest request, RepricePlan plan, CommandContext context)
    {
        var path = context.PathOf(name);
        var temporary = path + ".part";
        using (var file = new StreamWriter(temporary)) RepriceJson.Write(file, request, plan, null);
        File.Move(temporary, path, overwrite: true);
    }

    private static UserException NoPlan(string name, string why) =>
        new($"'{name}' is no plan ({why}). Expected a file that 'accounting reprice … --plan {name}' wrote.");
}
