using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Grains.Tests.Support;

/// <summary>A call as a test writes it down. Calls of one tenant and id with other facts conflict.</summary>
internal sealed record TestCall(string Tenant, string Id, string Model = "small", long Input = 100, long Output = 10, int Slot = 0)
{
    public long Cached { get; init; }

    public Money? ReportedCost { get; init; }

    public EntryKey Key => new()
    {
        Tenant = Tenant,
        Provider = "openai",
        ResponseModel = Model,
        RequestedModel = Model,
        CallType = "chat",
        Slot = new(1_960_000 + Slot),
        InputBand = Band.Of(Input),
    };

    public CallId CallId => CallId.FromProviderId(Tenant, Encoding.UTF8.GetBytes(Id));

    public ulong Facts => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{Model}|{Input}|{Output}|{Cached}|{Slot}")));

    public IEnumerable<Quantity> Quantities =>
        new Quantity[] { new(Meter.InputTokens, Input), new(Meter.CachedInputTokens, Cached), new(Meter.OutputTokens, Output) }.Where(quantity => quantity.Amount != 0);
}
