using System.Diagnostics.CodeAnalysis;

namespace Accounting.LogReading.Calls;

/// <summary>The names that a reader has met: looked up by bytes, so that a known name costs no string. Not thread-safe.</summary>
internal sealed class NameTable
{
    private readonly HashSet<Name> _names = new(new Comparer());
    private readonly HashSet<Name>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public NameTable() => _byBytes = _names.GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool IsFull => _names.Count >= CallLimits.NamesMax;

    public Name Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return Name.Empty;
        if (_byBytes.TryGetValue(utf8, out var name)) return name;
        name = new(utf8);
        _names.Add(name);
        return name;
    }

    public void Clear() => _names.Clear();

    private sealed class Comparer : IEqualityComparer<Name>, IAlternateEqualityComparer<ReadOnlySpan<byte>, Name>
    {
        public bool Equals(Name? x, Name? y) => x!.Utf8.SequenceEqual(y!.Utf8);

        public int GetHashCode([DisallowNull] Name obj) => unchecked((int)obj.Hash);

        public bool Equals(ReadOnlySpan<byte> alternate, Name other) => alternate.SequenceEqual(other.Utf8);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => unchecked((int)StableHash.Of(alternate));

        public Name Create(ReadOnlySpan<byte> alternate) => new(alternate);
    }
}
