using System.Text.Json;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.Grains.Interfaces.Repricing;

/// <summary>Asks what other prices would change, or to apply them.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.RepriceQuestion)]
public sealed record RepriceQuestion
{
    /// <summary>The scope in its one text (<see cref="RepriceScope.ToString"/>).</summary>
    [Id(0)] public required string Scope { get; init; }
    /// <summary>As <see cref="RepriceTarget.Version"/>.</summary>
    [Id(1)] public required string Version { get; init; }
    /// <summary>As <see cref="RepriceTarget.Overlay"/>.</summary>
    [Id(2)] public ReadOnlyMemory<byte> Overlay { get; init; }
    /// <summary>As <see cref="RepriceTarget.AsModel"/>.</summary>
    [Id(3)] public string? AsModel { get; init; }
    /// <summary>Of a plan: how many of its rows the pages before had.</summary>
    [Id(4)] public int Skip { get; init; }
    /// <summary>Of an application: why.</summary>
    [Id(5)] public string Reason { get; init; } = "";
    /// <summary>Of an application: the plan that is to be applied. With it a repeat is told from another request.</summary>
    [Id(6)] public string? Plan { get; init; }

    public static RepriceQuestion Of(RepriceScope scope, RepriceTarget target) => new()
    {
        Scope = scope.ToString(), Version = target.Version, Overlay = target.Overlay, AsModel = target.AsModel,
    };

    /// <exception cref="Core.Ledger.LedgerException">The message contradicts itself.</exception>
    public RepriceScope ToScope()
    {
        try
        {
            using var json = JsonDocument.Parse(Scope);
            return RepriceScope.Read(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            WrongMessage.Unless(false, $"a scope for other prices cannot be read ({exception.Message})");
            throw;
        }
    }

    public RepriceTarget ToTarget() => new() { Version = Version, Overlay = Overlay, AsModel = AsModel };

    /// <exception cref="Core.Ledger.LedgerException">The message contradicts itself.</exception>
    public RepriceOrder ToOrder()
    {
        WrongMessage.Unless(Plan is { Length: > 0 }, "other prices are to be applied without a plan");
        return new(ToScope(), ToTarget(), Reason, Plan);
    }
}
