using System.Text;

namespace Accounting.TestKit.Parquet;

/// <summary>Writes Thrift's compact protocol: just what a Parquet file needs.</summary>
public sealed class CompactWriter
{
    private readonly List<byte> _bytes = [];
    private readonly Stack<int> _outer = new();
    private int _field;

    public byte[] ToArray() => [.. _bytes];

    public CompactWriter Int(int field, int value) => Head(field, 5).Zigzag(value);

    public CompactWriter Long(int field, long value) => Head(field, 6).Zigzag(value);

    public CompactWriter Bool(int field, bool value) => Head(field, value ? 1 : 2);

    public CompactWriter Text(int field, string value) => Head(field, 8).Binary(value);

    public CompactWriter Struct(int field, Action<CompactWriter> body) => Head(field, 12).Body(body);

    public CompactWriter Structs(int field, IReadOnlyList<Action<CompactWriter>> items)
    {
        Head(field, 9).ListHead(items.Count, 12);
        foreach (var item in items) Body(item);
        return this;
    }

    public CompactWriter Ints(int field, params int[] items)
    {
        Head(field, 9).ListHead(items.Length, 5);
        foreach (var item in items) Zigzag(item);
        return this;
    }

    public CompactWriter Texts(int field, IReadOnlyList<string> items)
    {
        Head(field, 9).ListHead(items.Count, 8);
        foreach (var item in items) Binary(item);
        return this;
    }

    public CompactWriter Stop()
    {
        _bytes.Add(0);
        return this;
    }

    private CompactWriter Body(Action<CompactWriter> body)
    {
        _outer.Push(_field);
        _field = 0;
        body(this);
        _bytes.Add(0);
        _field = _outer.Pop();
        return this;
    }

    private CompactWriter Head(int field, int type)
    {
        _bytes.Add((byte)((field - _field) << 4 | type));
        _field = field;
        return this;
    }

    private void ListHead(int count, int type)
    {
        _bytes.Add((byte)(Math.Min(count, 15) << 4 | type));
        if (count >= 15) Varint((ulong)count);
    }

    private CompactWriter Binary(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    private CompactWriter Zigzag(long value)
    {
        Varint(unchecked((ulong)((value << 1) ^ (value >> 63))));
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value & 0x7f | 0x80));
        _bytes.Add((byte)value);
    }
}
