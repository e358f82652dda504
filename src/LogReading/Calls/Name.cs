using System.Text;

namespace Accounting.LogReading.Calls;

/// <summary>A tenant's, a model's or another short name that returns in many records: one object per text and table, with its hash.
/// Immutable.</summary>
internal sealed class Name
{
    private readonly byte[] _utf8;

    public Name(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8.ToArray();
        Text = Encoding.UTF8.GetString(utf8);
        Hash = StableHash.Of(_utf8);
    }

    public Name(string text) : this(Encoding.UTF8.GetBytes(text)) { }

    public static Name Empty { get; } = new("");

    public ReadOnlySpan<byte> Utf8 => _utf8;
    public string Text { get; }
    public ulong Hash { get; }
    public bool IsEmpty => Text.Length == 0;

    public override string ToString() => Text;
}
