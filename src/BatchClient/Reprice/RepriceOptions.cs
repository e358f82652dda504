using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Spend;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary>The options of <c>reprice</c>, and what they ask for.</summary>
internal sealed class RepriceOptions
{
    private const int ReasonCharsMax = 1_000;

    private readonly Option<string[]> _tenant = new("--tenant", "-t") { Description = "Only this tenant. Repeat for several.", HelpName = "NAME" };
    private readonly Option<string[]> _model = new("--model", "-m") { Description = "Only this model. Repeat for several.", HelpName = "NAME" };
    private readonly Option<string[]> _provider = new("--provider") { Description = "Only this provider. Repeat for several.", HelpName = "NAME" };
    private readonly Option<string?> _since = new("--since") { Description = "Calls from this date or time on, UTC.", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Calls before this date or time, UTC.", HelpName = "TIME" };
    private readonly Option<string?> _prices = new("--prices")
    {
        Description = "Which prices: newest (default), a version, a date or time (what was known then), or a file (what if).", HelpName = "VERSION|TIME|FILE",
    };
    private readonly Option<string?> _as = new("--as") { Description = "What if all calls had been made with this model.", HelpName = "MODEL" };
    private readonly Option<bool> _apply = new("--apply") { Description = "Post the differences; needs --reason." };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; it stays with each adjustment.", HelpName = "TEXT" };
    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "Write the plan to this file; with --apply: apply the plan in it, if nothing changed since.", HelpName = "FILE",
    };

    public LedgerOptions Ledger { get; } = new();
    public Option<bool> Exact { get; } = new("--exact") { Description = "Every digit of the money in a table, too." };
    public Option<string?> Format { get; } = SharedOptions.Format("table, json");
    public Option<bool> Json { get; } = SharedOptions.Json();

    public IReadOnlyList<Option> All => [_since, _until, _tenant, _model, _provider, _prices, _as, _plan, _apply, _reason, Exact, Format, Json, .. Ledger.All];

    /// <exception cref="UserException">An option's value is not what it must be, or two contradict each other.</exception>
    public RepriceRequest RequestOf(ParseResult parse, CommandContext context)
    {
        var (apply, plan) = (parse.GetValue(_apply), parse.GetValue(_plan));
        var reason = ReasonOf(parse.GetValue(_reason), apply);
        if (apply && plan is not null)
        {
            Option[] others = [_since, _until, _tenant, _model, _provider, _prices, _as];
            if (others.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } other)
                throw UserException.WrongUsage($"{other.Name} and --apply --plan contradict each other: the plan in the file says what is priced again. Give one of them.");
            return PlanFile.Read(plan, context) with { Apply = true, Reason = reason };
        }
        var window = TimeWindow.Parse(parse.GetValue(_since), parse.GetValue(_until));
        var target = TargetOf(parse, context);
        if (apply && target.IsWhatIf)
            throw UserException.WrongUsage(
                $"{(target.AsModel is null ? "--prices FILE" : "--as")} only shows what would be; it cannot be applied. "
                + "Register or import the prices ('accounting models register', 'accounting models import'), then apply them.");
        var scope = new RepriceScope
        {
            Tenants = [.. parse.GetValue(_tenant) ?? []],
            Models = [.. parse.GetValue(_model) ?? []],
            Providers = [.. parse.GetValue(_provider) ?? []],
            Since = window.Since,
            Until = window.Until,
        };
        return new(scope, target) { PricesFile = target.Overlay.IsEmpty ? null : parse.GetValue(_prices), Apply = apply, Reason = reason, PlanFile = plan };
    }

    private RepriceTarget TargetOf(ParseResult parse, CommandContext context)
    {
        var target = parse.GetValue(_prices) is { } prices ? PricesArgument.Parse(prices, context) : new();
        return target with { AsModel = parse.GetValue(_as) };
    }

    private static string ReasonOf(string? reason, bool apply) => (apply, reason?.Trim()) switch
    {
        (true, { Length: > 0 and <= ReasonCharsMax } text) => text,
        (true, null or "") => throw UserException.WrongUsage("--apply needs --reason: say in a sentence why the amounts change. It stays with each adjustment."),
        (true, _) => throw UserException.WrongUsage($"--reason is longer than {ReasonCharsMax} characters. Say in a sentence why the amounts change."),
        (false, not null) => throw UserException.WrongUsage("--reason is for --apply: without it nothing is posted."),
        _ => "",
    };
}
