using System.Security.Cryptography;
using System.Text.Json;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Billing;

/// <summary>Makes the plan that a run is started with and every resumption keeps.</summary>
internal static class RunPlanner
{
    public static RunPlan Plan(BillRequest request, IReadOnlyList<Input> inputs, IPriceList prices, DateTimeOffset now)
    {
        var planned = inputs.Select(input => input.Planned).ToList();
        var mapping = Digest(request.Reading);
        // What comes through a pipe cannot be told from what came before: such a run is never taken up again, ids keep its calls from being billed twice.
        var once = planned.Any(input => input.Uri == InputDiscovery.StdinUri) ? now.ToString("O") : "";
        return new()
        {
            CommandKey = Digest(new { mapping, planned, once }),
            MappingKey = mapping,
            Command = string.Join(' ', request.Inputs.Prepend("bill").Select(Quote)),
            Inputs = planned,
            PriceVersion = prices.Version,
            PriceDigest = prices.Digest,
            UndatedAt = request.Reading.Time ?? now,
        };
    }

    private static string Digest<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value)));

    private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;
}
