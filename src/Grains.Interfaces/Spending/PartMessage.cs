using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces.Calls;

namespace Accounting.Grains.Interfaces.Spending;

/// <summary>A <see cref="SpendPart"/> that travels; its spend key is the grain's.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.PartMessage)]
public sealed class PartMessage
{
    /// <summary>The run's name.</summary>
    [Id(0)] public string Run { get; init; } = "";
    [Id(1)] public EntryKey[] Keys { get; init; } = [];
    [Id(2)] public CallColumns Calls { get; init; } = new();
    /// <summary>Each call's input, by its place in the run's plan.</summary>
    [Id(3)] public int[] Input { get; init; } = [];
    /// <summary>Where each call's record stands in its decompressed input.</summary>
    [Id(4)] public long[] Offset { get; init; } = [];

    public static PartMessage From(SpendPart part)
    {
        var calls = new CallColumnsBuilder(part.Calls.Count);
        var (input, offset) = (new int[part.Calls.Count], new long[part.Calls.Count]);
        for (var index = 0; index < input.Length; index++)
        {
            var call = part.Calls[index];
            calls.Add(call.Id, call.Facts, call.Key, call.QuantityCount, call.ReportedCost);
            (input[index], offset[index]) = (call.Input, call.Offset);
        }
        return new() { Run = part.Run, Keys = [.. part.Keys], Calls = calls.Build(part.Quantities), Input = input, Offset = offset };
    }

    /// <exception cref="LedgerException">The message contradicts itself, or has an entry key of another spend key.</exception>
    public SpendPart ToPart(SpendKey key)
    {
        WrongMessage.Unless(Run is { Length: > 0 } && Keys is not null && Calls is not null, "a part without a run, keys or calls");
        foreach (var entryKey in Keys) WrongMessage.Unless(SpendKey.Of(entryKey) == key, $"a part for {key} has an entry of {SpendKey.Of(entryKey)}");
        var part = new SpendPart { Key = key, Run = Run };
        part.Keys.AddRange(Keys);
        var firstQuantity = Calls.ReadQuantities(Keys.Length, part.Quantities);
        var costs = Calls.ReadReportedCosts();
        WrongMessage.Unless(Input?.Length == firstQuantity.Length && Offset?.Length == firstQuantity.Length,
            "the columns of the places of calls differ in length");
        part.Calls.EnsureCapacity(firstQuantity.Length);
        for (var call = 0; call < firstQuantity.Length; call++)
        {
            WrongMessage.Unless(Input[call] >= 0 && Offset[call] >= 0, "a call's record stands before the beginning of its input");
            part.Calls.Add(new(
                Calls.IdOf(call), Calls.Facts[call], Input[call], Offset[call], Calls.Key[call], firstQuantity[call], Calls.QuantityCount[call], costs[call]));
        }
        return part;
    }
}
