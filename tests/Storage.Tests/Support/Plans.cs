using Accounting.Core.Ledger;

namespace Accounting.Storage.Tests.Support;

internal static class Plans
{
    public static readonly DateTimeOffset UndatedAt = new(2026, 10, 1, 11, 59, 0, TimeSpan.Zero);

    public static RunPlan Of(string command, params TestInput[] inputs) => new()
    {
        CommandKey = command, MappingKey = "mapping", Command = $"accounting bill {command}",
        Inputs = [.. inputs.Select(input => new PlannedInput(input.Uri, input.Calls.Length * TestInput.RecordBytes, input.Fingerprint))],
        PriceVersion = TestPrices.Standard.Version, PriceDigest = TestPrices.Standard.Digest, UndatedAt = UndatedAt,
    };
}
