namespace Accounting.Core.Usage;

/// <summary>A quarter of an hour, UTC: the whole number of 900-second steps since 1970-01-01. The finest time an entry keeps.</summary>
public readonly record struct Slot(int Index) : IComparable<Slot>
{
    public const int Seconds = 900;

    /// <summary>The slot of calls whose log gives no time at all (invariant 10).</summary>
    public static readonly Slot Undated = new(int.MinValue);

    public bool IsUndated => Index == int.MinValue;

    /// <summary>First instant of the slot. Not for <see cref="Undated"/>.</summary>
    public DateTimeOffset Start => DateTimeOffset.FromUnixTimeSeconds((long)Index * Seconds);

    /// <summary>The slot that an instant lies in.</summary>
    public static Slot At(DateTimeOffset time) => new((int)Math.DivRem(time.ToUnixTimeSeconds(), Seconds, out var rest) - (rest < 0 ? 1 : 0));

    public int CompareTo(Slot other) => Index.CompareTo(other.Index);

    public static bool operator <(Slot left, Slot right) => left.Index < right.Index;
    public static bool operator <=(Slot left, Slot right) => left.Index <= right.Index;
    public static bool operator >(Slot left, Slot right) => left.Index > right.Index;
    public static bool operator >=(Slot left, Slot right) => left.Index >= right.Index;
}
