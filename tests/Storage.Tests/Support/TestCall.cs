using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Storage.Tests.Support;

/// <summary>A call as a test writes it down. Calls of one id with other facts conflict.</summary>
internal sealed record TestCall(string Id, string Tenant = "acme", string Model = "small", long Input = 100, long Output = 10, int Slot = 0)
{
    public long Cached { get; init; }
    public Money? ReportedCost { get; init; }
    public bool IsUndated { get; init; }
    public string Provider { get; init; } = "openai";

    public EntryKey Key => new()
    {
        Tenant = Tenant, Provider = Provider, ResponseModel = Model, RequestedModel = Model, CallType = "chat",
        Slot = IsUndated ? Core.Usage.Slot.Undated : new(1_960_000 + Slot), InputBand = Band.Of(Input),
    };

    public CallId CallId => CallId.FromProviderId(Tenant, System.Text.Encoding.UTF8.GetBytes(Id));

    public ulong Facts => unchecked((ulong)HashOf($"{Model}|{Input}|{Output}|{Cached}|{Slot}"));

    public IEnumerable<Quantity> Quantities =>
        new[] { new Quantity(Meter.InputTokens, Input), new(Meter.CachedInputTokens, Cached), new(Meter.OutputTokens, Output) }.Where(quantity => quantity.Amount != 0);

    private static long HashOf(string text)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return BitConverter.ToInt64(hash);
    }
}

/// <summary>An input and what stands in it; each record takes <see cref="RecordBytes"/> bytes.</summary>
internal sealed record TestInput(string Uri, params TestCall[] Calls)
{
    public const int RecordBytes = 10;

    public string Fingerprint { get; init; } = "1";
}
