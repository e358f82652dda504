using System.Numerics;

namespace Accounting.Tokenization.Pipelines;

/// <summary>Which of a set of byte strings a text starts with. Read-only once filled, then shared by all threads.</summary>
internal sealed class ByteTrie
{
    public const int Root = 0, None = -1;

    private const int ByteBits = 8;

    // Slot: node and byte; its child. Open addressing; a child is never the root, so 0 is an empty slot.
    private ulong[] _keys = new ulong[64];
    private int[] _children = new int[64];
    private int _nodes = 1;
    private int[] _values = [None];

    /// <summary>Adds a string; a string that is there already gets the new value.</summary>
    public void Add(ReadOnlySpan<byte> text, int value)
    {
        var node = Root;
        foreach (var item in text)
        {
            var child = Step(node, item);
            node = child == None ? AddChild(node, item) : child;
        }
        _values[node] = value;
    }

    /// <summary>The node after one more byte, or <see cref="None"/>.</summary>
    public int Step(int node, byte next)
    {
        var key = Key(node, next);
        for (var at = Slot(key); ; at = (at + 1) & (_keys.Length - 1))
        {
            if (_children[at] == 0) return None;
            if (_keys[at] == key) return _children[at];
        }
    }

    /// <summary>The value of the string that ends at this node, or <see cref="None"/>.</summary>
    public int Value(int node) => _values[node];

    /// <summary>The value of the longest string that <paramref name="text"/> starts with, or <see cref="None"/>.</summary>
    public int Longest(ReadOnlySpan<byte> text, out int length)
    {
        var (node, found) = (Root, None);
        length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            if (node == None) break;
            if (_values[node] == None) continue;
            found = _values[node];
            length = i + 1;
        }
        return found;
    }

    private int AddChild(int node, byte next)
    {
        if (2 * _nodes >= _keys.Length) Grow();
        if (_nodes == _values.Length) Array.Resize(ref _values, 2 * _values.Length);
        var child = _nodes++;
        _values[child] = None;
        Insert(Key(node, next), child);
        return child;
    }

    private void Insert(ulong key, int child)
    {
        var at = Slot(key);
        while (_children[at] != 0) at = (at + 1) & (_keys.Length - 1);
        (_keys[at], _children[at]) = (key, child);
    }

    private void Grow()
    {
        var (keys, children) = (_keys, _children);
        _keys = new ulong[2 * keys.Length];
        _children = new int[2 * keys.Length];
        for (var i = 0; i < keys.Length; i++)
            if (children[i] != 0) Insert(keys[i], children[i]);
    }

    private static ulong Key(int node, byte next) => ((ulong)(uint)node << ByteBits) | next;

    private int Slot(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)_keys.Length)));
}
