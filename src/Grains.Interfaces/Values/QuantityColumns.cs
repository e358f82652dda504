using Accounting.Core.Usage;

namespace Accounting.Grains.Interfaces.Values;

/// <summary>Quantities as meters and amounts.</summary>
internal static class QuantityColumns
{
    private static readonly int s_lastMeter = Enum.GetValues<Meter>().Max(meter => (byte)meter);

    public static (byte[] Meters, long[] Amounts) Split(IReadOnlyList<Quantity> quantities)
    {
        var meters = new byte[quantities.Count];
        var amounts = new long[quantities.Count];
        for (var index = 0; index < meters.Length; index++) (meters[index], amounts[index]) = ((byte)quantities[index].Meter, quantities[index].Amount);
        return (meters, amounts);
    }

    public static void Join(byte[] meters, long[] amounts, List<Quantity> quantities)
    {
        WrongMessage.Unless(meters.Length == amounts.Length, $"{meters.Length} meters have {amounts.Length} amounts");
        quantities.EnsureCapacity(quantities.Count + meters.Length);
        for (var index = 0; index < meters.Length; index++)
        {
            WrongMessage.Unless(meters[index] <= s_lastMeter, $"{meters[index]} is no meter, the last one is {s_lastMeter}");
            quantities.Add(new((Meter)meters[index], amounts[index]));
        }
    }
}
